#include "sync/pki/enrolment.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <vector>

#include "firmware/base/hex.hpp"
#include "sync/pki/handles.hpp"

namespace storeside::pki {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kSalt = "storeside enrolment 1";

Result<std::string> derive(std::string_view code, std::string_view purpose) {
    using OwnedKdf = Owned<EVP_KDF, &EVP_KDF_free>;
    using OwnedContext = Owned<EVP_KDF_CTX, &EVP_KDF_CTX_free>;
    const OwnedKdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const OwnedContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    std::string digest = "SHA256", salt(kSalt), key(code), info(purpose);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end()};
    std::array<unsigned char, kKeyBytes> out;
    if (!context || EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) != 1)
        return std::unexpected(refused_by_library(Errc::internal, "deriving a key from the code"));
    return to_hex(out.data(), out.size());
}

}  // namespace

Result<EnrolKeys> enrol_keys(std::string_view code) {
    if (code.empty()) return failure(Errc::invalid_input, "an empty code");
    EnrolKeys keys;
    ASSIGN_OR_RETURN(keys.id, derive(code, "id"));
    ASSIGN_OR_RETURN(keys.kiosk, derive(code, "kiosk"));
    ASSIGN_OR_RETURN(keys.hub, derive(code, "hub"));
    return keys;
}

std::string proof(std::string_view key, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out;
    unsigned size = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(),
              out.data(), &size))
        return {};
    return to_hex(out.data(), size);
}

bool same_proof(std::string_view a, std::string_view b) {
    return a.size() == 2 * kKeyBytes && b.size() == a.size() &&
           CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string make_nonce(Random& random) {
    std::array<std::byte, kNonceBytes> bytes;
    random.fill(bytes);
    return to_hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

bool is_nonce(std::string_view text) {
    return text.size() == 2 * kNonceBytes &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace storeside::pki
