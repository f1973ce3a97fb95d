#include "sync/http/proxy_header.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>

namespace storeside::http {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Result<std::string> from_base64(std::string_view text) {
    const auto end = text.find_last_not_of('=') + 1;
    const auto padding = text.size() - end;
    if (text.size() % 4 != 0 || padding > 2 || text.substr(0, end).find_first_not_of(kAlphabet) != text.npos)
        return failure(Errc::invalid_input, "not base64");
    std::string bytes(text.size() / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                    reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    bytes.resize(bytes.size() - padding);
    return bytes;
}

bool is_one_certificate(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
    X509_free(certificate);
    return certificate && at == reinterpret_cast<const unsigned char*>(der.data()) + der.size();
}

}  // namespace

Result<std::string> take_proxy_header(Headers& headers) {
    const auto is_it = [](const auto& header) { return header.first == kProxyHeader; };
    const auto first = std::ranges::find_if(headers, is_it);
    if (first == headers.end()) return std::string();
    const std::string value = std::move(first->second);
    if (std::erase_if(headers, is_it) != 1)
        return failure(Errc::invalid_input, std::string(kProxyHeader) + " comes twice");
    if (value.empty()) return std::string();
    auto der = from_base64(value);
    if (!der) return failure(std::move(der.error()), kProxyHeader);
    if (!is_one_certificate(*der))
        return failure(Errc::invalid_input, std::string(kProxyHeader) + ": not a certificate");
    return der;
}

}  // namespace storeside::http
