// What a proxy may say about a client: a certificate, nothing, or a fault; the header is gone in any case.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sync/http/proxy_header.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    http::Headers headers{
        {"host", "hub"},
        {std::string(http::kProxyHeader), std::string(reinterpret_cast<const char*>(data), size)}};
    const auto der = http::take_proxy_header(headers);
    if (headers.size() != 1) std::abort();
    if (der ? der->empty() != (size == 0) : der.error().message().empty()) std::abort();
    return 0;
}
