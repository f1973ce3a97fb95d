#include "sync/http/percent.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace storeside::http {

std::string percent_encode(std::string_view text) {
    return boost::urls::encode(boost::core::string_view(text.data(), text.size()),
                               boost::urls::unreserved_chars);
}

}  // namespace storeside::http
