// Authorities and certificates made on the spot, with keys of P-256; wrong ones too.
#pragma once
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "sync/http/tls.hpp"

namespace storeside {

class TestAuthority {
public:
    enum class Use { server, client };
    struct Days {  // counted from today
        int from;
        int until;
    };
    static constexpr Days kNow{-1, 30};

    explicit TestAuthority(const std::string& name) : key_(EVP_EC_gen("P-256")) {
        certificate_ = blank(name, kNow, key_.get());
        X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
        extend(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate_.get(), NID_key_usage, "critical,keyCertSign");
        sign(certificate_.get());
    }

    std::string pem() const {
        return written([&](BIO* out) { PEM_write_bio_X509(out, certificate_.get()); });
    }

    // A server's is for 127.0.0.1 and localhost.
    http::KeyPair issue(const std::string& name, Use use, Days days = kNow) const {
        const Key key(EVP_EC_gen("P-256"));
        const auto certificate = blank(name, days, key.get());
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
        extend(certificate.get(), NID_ext_key_usage, use == Use::server ? "serverAuth" : "clientAuth");
        if (use == Use::server) extend(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
        sign(certificate.get());
        return {written([&](BIO* out) { PEM_write_bio_X509(out, certificate.get()); }),
                written([&](BIO* out) {
                    PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
                })};
    }
    http::KeyPair server(Days days = kNow) const { return issue("hub", Use::server, days); }
    http::KeyPair client(const std::string& name = "kiosk", Days days = kNow) const {
        return issue(name, Use::client, days);
    }

private:
    template <auto function>
    struct Frees {
        void operator()(auto* object) const { function(object); }
    };
    using Key = std::unique_ptr<EVP_PKEY, Frees<&EVP_PKEY_free>>;
    using Certificate = std::unique_ptr<X509, Frees<&X509_free>>;

    static Certificate blank(const std::string& name, Days days, EVP_PKEY* key) {
        static int serial = 0;
        Certificate certificate(X509_new());
        X509_set_version(certificate.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
        X509_time_adj_ex(X509_getm_notBefore(certificate.get()), days.from, 0, nullptr);
        X509_time_adj_ex(X509_getm_notAfter(certificate.get()), days.until, 0, nullptr);
        X509_set_pubkey(certificate.get(), key);
        return certificate;
    }
    static void extend(X509* certificate, int what, const char* value) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, what, value);
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
    void sign(X509* certificate) const {
        if (X509_sign(certificate, key_.get(), EVP_sha256()) == 0)
            throw std::runtime_error("a test's certificate can't be signed");
    }
    static std::string written(const auto& write) {
        const std::unique_ptr<BIO, Frees<&BIO_free_all>> out(BIO_new(BIO_s_mem()));
        write(out.get());
        char* data = nullptr;
        const auto size = BIO_get_mem_data(out.get(), &data);
        return {data, static_cast<std::size_t>(size)};
    }

    Key key_;
    Certificate certificate_;
};

// The bytes in the first certificate of a PEM text.
inline std::string der_of(const std::string& pem) {
    BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(in, nullptr, nullptr, nullptr);
    std::string der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)), '\0');
    auto* at = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(certificate, &at);
    X509_free(certificate);
    BIO_free_all(in);
    return der;
}

// As a header carries it.
inline std::string base64(const std::string& bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace storeside
