// A P-256 key pair: made here, kept in a file of its owner's, never sent anywhere.
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
    static Result<Key> make();

    // invalid_input for anything but one unencrypted P-256 key.
    static Result<Key> from_pem(std::string_view pem);

    // Reads the file, or makes a key and writes it there, readable by its owner alone. A file that is damaged
    // or that others may read is an error and stays as it is.
    static Result<Key> open(const std::filesystem::path& file);

    // PKCS #8.
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
    explicit Key(EVP_PKEY* key) : key_(key) {}

    std::unique_ptr<EVP_PKEY, Release> key_;
};

}  // namespace storeside::pki
