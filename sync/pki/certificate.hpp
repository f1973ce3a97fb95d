// An X.509 certificate that came from outside: what it says, and whether an authority says so too.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"

typedef struct x509_st X509;  // NOLINT: as the library declares it

namespace storeside::pki {

class Certificate {
public:
    // invalid_input for anything but one certificate on P-256 and nothing behind it.
    static Result<Certificate> from_der(std::string_view der);
    // The first one; what follows it (a chain) is not looked at.
    static Result<Certificate> from_pem(std::string_view pem);

    std::string pem() const;
    std::string der() const;

    // Lower-case hexadecimal digits.
    std::string serial() const;
    // In whole seconds.
    Time not_before() const;
    Time not_after() const;

    // The kiosk it was given to, from its name urn:uuid:…; invalid_input when it names none, or several.
    Result<Id> kiosk() const;

    // Whether this is an ECDSA signature with SHA-256 over the bytes by the key that the certificate is
    // about.
    bool signed_by_its_key(std::string_view bytes, std::string_view signature) const;

    std::string public_key() const;  // DER

    enum class Use { authority, server, kiosk };
    // invalid_input unless `authority` issued it for this use; dates are not looked at: the clock may be
    // wrong.
    Result<void> issued_by(const Certificate& authority, Use use) const;

    X509* handle() const { return certificate_.get(); }

private:
    struct Release {
        void operator()(X509* certificate) const;
    };
    friend class Authority;
    explicit Certificate(X509* certificate) : certificate_(certificate) {}

    std::unique_ptr<X509, Release> certificate_;
};

}  // namespace storeside::pki
