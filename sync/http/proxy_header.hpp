// The one word of a proxy in front of the server that counts: the certificate which it has verified.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::http {

inline constexpr std::string_view kProxyHeader = "x-storeside-client-certificate";

// Takes the header out of `headers` (names in lower case), and gives the DER in it: empty when there is none
// or it is empty. `invalid_input` when it is no base64 of one DER value, or comes twice, as it does when a
// proxy lets a client's own one through.
Result<std::string> take_proxy_header(Headers& headers);

}  // namespace storeside::http
