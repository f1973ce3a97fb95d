// For EC_KEY_METHOD: the other way to a key that signs as we say is a whole provider of our own.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "sync/pki/tpm.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/provider.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "firmware/base/log.hpp"
#include "sync/pki/limits.hpp"

namespace storeside::pki {
namespace {

constexpr std::string_view kFirstLine = "-----BEGIN TSS2 PRIVATE KEY-----";
constexpr const char* kDevice = "/dev/tpmrm0";
constexpr const char* kInTpm = "provider=tpm2";
constexpr std::size_t kPoint = 65;   // bytes of a point on P-256
constexpr std::size_t kDigest = 32;  // as many of a digest count on P-256

// OpenSSL with its provider tpm2, apart from the OpenSSL that all else uses: the provider offers much more
// than keys, and not for two threads at a time. Made for one look at the TPM, and gone after it.
class Tpm {
public:
    // Waits until no other thread has it open: a TPM without a resource manager is one for all.
    static Result<Tpm> open();

    Result<OwnedKey> make() const;
    Result<OwnedKey> load(const std::string& pem) const;
    Result<std::string> sign(EVP_PKEY* key, std::string_view digest) const;

private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }

    std::unique_lock<std::mutex> alone_{mutex()};
    Owned<OSSL_LIB_CTX, &OSSL_LIB_CTX_free> library_;
    Owned<OSSL_PROVIDER, &OSSL_PROVIDER_unload> standard_, tpm_;
};

// The provider would say the same of a TPM that is missing and of one that we may not use.
Result<void> find_device() {
    if (std::getenv("TPM2OPENSSL_TCTI")) return {};  // the provider's own way to name another
    if (::access(kDevice, R_OK | W_OK) == 0) return {};
    return failure(
        Errc::unavailable,
        errno == EACCES
            ? std::string("this user may not use the TPM: add it to the group of ") + kDevice
            : std::string("this machine has no TPM (") + kDevice + ": " + std::strerror(errno) + ")");
}

Error no_provider() {
    bool installed = true;
    while (const auto number = ERR_get_error()) installed = installed && ERR_GET_LIB(number) != ERR_LIB_DSO;
    return {Errc::unavailable, installed
                                   ? "the TPM does not answer"
                                   : "OpenSSL's provider tpm2 is not installed (apt install tpm2-openssl)"};
}

Result<Tpm> Tpm::open() {
    RETURN_IF_ERROR(find_device());
    Tpm tpm;
    tpm.library_.reset(OSSL_LIB_CTX_new());
    if (tpm.library_) tpm.standard_.reset(OSSL_PROVIDER_load(tpm.library_.get(), "default"));
    if (!tpm.standard_) return std::unexpected(refused_by_library(Errc::internal, "opening the TPM"));
    tpm.tpm_.reset(OSSL_PROVIDER_load(tpm.library_.get(), "tpm2"));
    if (!tpm.tpm_) return std::unexpected(no_provider());
    return tpm;
}

Result<OwnedKey> Tpm::make() const {
    OwnedKey key(EVP_PKEY_Q_keygen(library_.get(), kInTpm, "EC", "P-256"));
    if (!key) return std::unexpected(refused_by_library(Errc::unavailable, "the TPM makes no key"));
    return key;
}

Result<OwnedKey> Tpm::load(const std::string& pem) const {
    const auto bio = reading(pem);
    OwnedKey key(PEM_read_bio_PrivateKey_ex(bio.get(), nullptr, no_passphrase, nullptr, library_.get(),
                                            "?provider=tpm2"));
    if (!key)
        return std::unexpected(refused_by_library(
            Errc::invalid_input,
            "the TPM does not take it, as when another one made it or this one was cleared"));
    return key;
}

Result<std::string> Tpm::sign(EVP_PKEY* key, std::string_view digest) const {
    const Owned<EVP_PKEY_CTX, &EVP_PKEY_CTX_free> context(
        EVP_PKEY_CTX_new_from_pkey(library_.get(), key, kInTpm));
    digest = digest.substr(0, kDigest);
    std::size_t size = 0;
    std::string signature;
    if (context && EVP_PKEY_sign_init(context.get()) == 1 &&
        EVP_PKEY_sign(context.get(), nullptr, &size, bytes_of(digest), digest.size()) == 1) {
        signature.resize(size);
        if (EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                          bytes_of(digest), digest.size()) == 1) {
            signature.resize(size);
            return signature;
        }
    }
    return std::unexpected(refused_by_library(Errc::unavailable, "the TPM does not sign"));
}

Result<std::string> sign_with(const std::string& pem, std::string_view digest) {
    ASSIGN_OR_RETURN(const auto tpm, Tpm::open());
    ASSIGN_OR_RETURN(const auto key, tpm.load(pem));
    return tpm.sign(key.get(), digest);
}

// What OpenSSL keeps with an EC_KEY of ours: its PEM.
int pem_index() {
    static const int index = EC_KEY_get_ex_new_index(
        0, nullptr, nullptr,
        [](CRYPTO_EX_DATA*, const CRYPTO_EX_DATA*, void** pem, int, long, void*) {
            if (*pem) *pem = new std::string(*static_cast<const std::string*>(*pem));
            return 1;
        },
        [](void*, void* pem, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<std::string*>(pem); });
    return index;
}

int sign(int, const unsigned char* digest, int digest_size, unsigned char* out, unsigned* size, const BIGNUM*,
         const BIGNUM*, EC_KEY* key) {
    const auto& pem = *static_cast<const std::string*>(EC_KEY_get_ex_data(key, pem_index()));
    const auto signature =
        sign_with(pem, {reinterpret_cast<const char*>(digest), static_cast<std::size_t>(digest_size)});
    if (!signature || signature->size() > static_cast<std::size_t>(ECDSA_size(key))) {
        // Whoever asked OpenSSL hears no more than that it failed.
        if (!signature) spdlog::error("pki: {}", signature.error().message());
        ERR_raise(ERR_LIB_EC, EC_R_OPERATION_NOT_SUPPORTED);
        return 0;
    }
    std::copy(signature->begin(), signature->end(), out);
    *size = static_cast<unsigned>(signature->size());
    return 1;
}

const EC_KEY_METHOD* signs_in_tpm() {
    static const EC_KEY_METHOD* const method = [] {
        auto* made = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        EC_KEY_METHOD_set_sign(made, &sign, nullptr, nullptr);
        return made;
    }();
    return method;
}

}  // namespace

bool is_tpm_pem(std::string_view pem) { return pem.find(kFirstLine) != pem.npos; }

Result<std::string> make_in_tpm() {
    ASSIGN_OR_RETURN(const auto tpm, Tpm::open());
    ASSIGN_OR_RETURN(const auto key, tpm.make());
    auto pem = written([&](BIO* out) {
        return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    // Anything else would be a key that can leave this machine.
    if (!is_tpm_pem(pem))
        return std::unexpected(refused_by_library(Errc::internal, "the TPM's key can't be written down"));
    return pem;
}

Result<OwnedKey> key_in_tpm(const std::string& pem) {
    ASSIGN_OR_RETURN(const auto tpm, Tpm::open());
    ASSIGN_OR_RETURN(const auto loaded, tpm.load(pem));
    unsigned char point[kPoint];
    std::size_t size = 0;
    if (!is_p256(loaded.get()) || EVP_PKEY_get_octet_string_param(loaded.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                                  point, sizeof point, &size) != 1)
        return std::unexpected(refused_by_library(Errc::invalid_input, "not a key on the curve P-256"));
    const Owned<EC_KEY, &EC_KEY_free> key(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
    OwnedKey wrapper(EVP_PKEY_new());
    if (!key || !wrapper || EC_KEY_oct2key(key.get(), point, size, nullptr) != 1 ||
        EC_KEY_set_method(key.get(), signs_in_tpm()) != 1 ||
        EC_KEY_set_ex_data(key.get(), pem_index(), new std::string(pem)) != 1 ||
        EVP_PKEY_set1_EC_KEY(wrapper.get(), key.get()) != 1)
        return std::unexpected(refused_by_library(Errc::internal, "using a key of the TPM"));
    return wrapper;
}

}  // namespace storeside::pki
