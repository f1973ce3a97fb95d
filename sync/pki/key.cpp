#include "sync/pki/key.hpp"

#include <openssl/ec.h>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/pki/handles.hpp"
#include "sync/pki/limits.hpp"
#include "sync/pki/tpm.hpp"

namespace storeside::pki {

void Key::Release::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

Result<Key> Key::from_tpm(std::string pem) {
    ASSIGN_OR_RETURN(auto key, key_in_tpm(pem));
    return Key(key.release(), std::move(pem));
}

Result<Key> Key::make(Place place) {
    if (place != Place::file) {
        auto pem = make_in_tpm();
        if (pem) return from_tpm(std::move(*pem));
        if (place == Place::tpm) return std::unexpected(std::move(pem.error()));
        spdlog::info("pki: the new key lies in a file: {}", pem.error().message());
    }
    auto* key = EVP_EC_gen("P-256");
    if (!key) return std::unexpected(refused_by_library(Errc::internal, "making a key"));
    return Key(key);
}

Result<Key> Key::from_pem(std::string_view pem) {
    if (pem.size() > kLongestPem) return failure(Errc::invalid_input, "a key of more than 64 KiB");
    if (is_tpm_pem(pem)) {
        auto key = from_tpm(std::string(pem));
        if (!key) return failure(std::move(key.error()), "a key in a TPM");
        return key;
    }
    const auto bio = reading(pem);
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
    if (!key.key_)
        return std::unexpected(refused_by_library(Errc::invalid_input, "not a private key in PEM"));
    if (!is_p256(key.handle())) return failure(Errc::invalid_input, "not a key on the curve P-256");
    return key;
}

Result<Key> Key::open(const std::filesystem::path& file, Place of_a_new_one) {
    auto pem = read_file(file, kLongestPem);
    if (!pem && pem.error().code() == Errc::not_found) {
        ASSIGN_OR_RETURN(auto fresh, make(of_a_new_one));
        RETURN_IF_ERROR(write_file(file, fresh.pem(), 0600));
        return fresh;
    }
    if (!pem) return std::unexpected(std::move(pem.error()));
    using std::filesystem::perms;
    std::error_code error;
    const auto mode = std::filesystem::status(file, error).permissions();
    if (error || (mode & (perms::group_all | perms::others_all)) != perms::none)
        return failure(Errc::denied,
                       file.string() + " may be read by others: only its owner may (chmod 600)");
    auto key = from_pem(*pem);
    if (key) return key;
    if (key.error().code() == Errc::invalid_input)
        return failure(Error(Errc::corrupt, key.error().message()), file.string());
    return failure(std::move(key.error()), file.string());
}

std::string Key::pem() const {
    if (in_tpm()) return tpm_pem_;
    return written([this](BIO* out) {
        return PEM_write_bio_PKCS8PrivateKey(out, handle(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

Result<std::string> Key::sign(std::string_view bytes) const {
    const OwnedDigest digest(EVP_MD_CTX_new());
    std::size_t size = 0;
    std::string signature;
    if (digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, handle()) == 1 &&
        EVP_DigestSign(digest.get(), nullptr, &size, bytes_of(bytes), bytes.size()) == 1) {
        signature.resize(size);
        if (EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           bytes_of(bytes), bytes.size()) == 1) {
            signature.resize(size);
            return signature;
        }
    }
    return std::unexpected(refused_by_library(Errc::internal, "signing"));
}

Result<std::string> Key::request() const {
    const OwnedRequest request(X509_REQ_new());
    if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_pubkey(request.get(), handle()) != 1 ||
        X509_REQ_sign(request.get(), handle(), EVP_sha256()) == 0)
        return std::unexpected(refused_by_library(Errc::internal, "making a certificate request"));
    return written([&](BIO* out) { return PEM_write_bio_X509_REQ(out, request.get()); });
}

}  // namespace storeside::pki
