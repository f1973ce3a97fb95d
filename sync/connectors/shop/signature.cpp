#include "sync/connectors/shop/signature.hpp"

#include <sodium.h>

#include <array>

#include "firmware/orders/matching.hpp"

namespace storeside::connectors {

namespace {

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string base64(std::string_view given) {
    std::string text(sodium_base64_ENCODED_LEN(given.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes(given), given.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    return text;
}

std::string base64_hmac_sha256(std::string_view secret, std::string_view message) {
    crypto_auth_hmacsha256_state state;
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
    crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    return base64({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

Result<void> verify_signature(std::string_view secret, std::string_view message, std::string_view signature) {
    if (secret.empty()) return failure(Errc::denied, "no webhook_secret_file is configured for this shop");
    if (signature.empty()) return failure(Errc::denied, "the webhook is not signed");
    if (!orders::equal_in_constant_time(base64_hmac_sha256(secret, message), signature))
        return failure(Errc::denied,
                       "the webhook's signature is not the shop's: is its secret the configured one?");
    return {};
}

std::string_view header_of(const Headers& headers, std::string_view lower_case_name) {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

}  // namespace storeside::connectors
