// A P-256 key pair: made here, kept in this machine's TPM or in a file of its owner's, never sent anywhere.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

typedef struct evp_pkey_st EVP_PKEY;  // NOLINT: as the library declares it

namespace storeside::pki {

class Key {
public:
    // Where a new key's private part lies. One in the TPM never leaves it: what is written down of it is of
    // use with that TPM alone.
    enum class Place { file, tpm, tpm_if_any };

    // `unavailable`, and why, when it shall lie in a TPM and there is none that can be used.
    static Result<Key> make(Place place = Place::file);

    // invalid_input for anything but one unencrypted P-256 key, or one of this machine's TPM; `unavailable`
    // when it is in a TPM and there is none that can be used.
    static Result<Key> from_pem(std::string_view pem);

    // Reads the file, or makes a key and writes it there, readable by its owner alone. A file that is damaged
    // or that others may read is an error and stays as it is.
    static Result<Key> open(const std::filesystem::path& file, Place of_a_new_one = Place::file);

    bool in_tpm() const { return !tpm_pem_.empty(); }

    // PKCS #8, or what the TPM has wrapped.
    std::string pem() const;

    // ECDSA with SHA-256, as DER.
    Result<std::string> sign(std::string_view bytes) const;

    // A certificate request (PKCS #10, PEM) that shows that its sender has this key, and says nothing else.
    Result<std::string> request() const;

    EVP_PKEY* handle() const { return key_.get(); }

private:
    struct Release {
        void operator()(EVP_PKEY* key) const;
    };
    explicit Key(EVP_PKEY* key, std::string tpm_pem = {}) : key_(key), tpm_pem_(std::move(tpm_pem)) {}
    static Result<Key> from_tpm(std::string pem);

    std::unique_ptr<EVP_PKEY, Release> key_;
    std::string tpm_pem_;
};

}  // namespace storeside::pki
