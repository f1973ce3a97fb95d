// OpenSSL's objects with an owner, and its words for what went wrong. For the sources of this folder alone.
#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::pki {

template <auto release>
struct Releases {
    void operator()(auto* object) const { release(object); }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Releases<release>>;

using OwnedBio = Owned<BIO, &BIO_free_all>;
using OwnedKey = Owned<EVP_PKEY, &EVP_PKEY_free>;
using OwnedDigest = Owned<EVP_MD_CTX, &EVP_MD_CTX_free>;
using OwnedX509 = Owned<X509, &X509_free>;
using OwnedRequest = Owned<X509_REQ, &X509_REQ_free>;
using OwnedName = Owned<X509_NAME, &X509_NAME_free>;
using OwnedNumber = Owned<BIGNUM, &BN_free>;
using OwnedExtension = Owned<X509_EXTENSION, &X509_EXTENSION_free>;
using OwnedAltNames = Owned<GENERAL_NAMES, &GENERAL_NAMES_free>;

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Nothing to read is no reason to ask somebody for a passphrase.
inline int no_passphrase(char*, int, int, void*) { return 0; }

inline OwnedBio reading(std::string_view text) {
    return OwnedBio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// What write(bio) writes.
template <class Write>
std::string written(Write write) {
    const OwnedBio bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1) return {};
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

// `what` and OpenSSL's newest reason; its list of errors is empty afterwards.
inline Error refused_by_library(Errc code, std::string_view what) {
    const auto number = ERR_peek_last_error();
    ERR_clear_error();
    std::string message(what);
    if (const char* reason = number == 0 ? nullptr : ERR_reason_error_string(number))
        message += std::string(": ") + reason;
    return {code, std::move(message)};
}

}  // namespace storeside::pki
