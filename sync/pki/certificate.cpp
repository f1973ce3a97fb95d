#include "sync/pki/certificate.hpp"

#include <ctime>

#include "sync/pki/handles.hpp"
#include "sync/pki/limits.hpp"

namespace storeside::pki {
namespace {

constexpr std::string_view kUuid = "urn:uuid:";

Time time_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return Time(std::chrono::seconds(::timegm(&parts)));
}

Error no_certificate(std::string_view why) { return refused_by_library(Errc::invalid_input, why); }

}  // namespace

void Certificate::Release::operator()(X509* certificate) const { X509_free(certificate); }

Result<Certificate> Certificate::from_der(std::string_view der) {
    if (der.empty() || der.size() > kLongestPem) return failure(Errc::invalid_input, "not a certificate");
    const auto* at = bytes_of(der);
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate.certificate_) return std::unexpected(no_certificate("not a certificate in DER"));
    if (at != bytes_of(der) + der.size())
        return failure(Errc::invalid_input, "more than a certificate in DER");
    if (!is_p256(X509_get0_pubkey(certificate.handle()))) {
        ERR_clear_error();
        return failure(Errc::invalid_input, "not a certificate of a key on the curve P-256");
    }
    return certificate;
}

Result<Certificate> Certificate::from_pem(std::string_view pem) {
    if (pem.size() > kLongestPem) return failure(Errc::invalid_input, "a certificate of more than 64 KiB");
    const auto bio = reading(pem);
    const OwnedX509 read(PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr));
    if (!read) return std::unexpected(no_certificate("not a certificate in PEM"));
    Certificate certificate(read.get());
    X509_up_ref(read.get());
    return from_der(certificate.der());
}

std::string Certificate::pem() const {
    return written([this](BIO* out) { return PEM_write_bio_X509(out, handle()); });
}

std::string Certificate::der() const {
    return written([this](BIO* out) { return i2d_X509_bio(out, handle()); });
}

std::string Certificate::serial() const {
    const OwnedNumber number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(handle()), nullptr));
    char* digits = number ? BN_bn2hex(number.get()) : nullptr;
    std::string out(digits ? digits : "");
    OPENSSL_free(digits);
    for (char& c : out)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Time Certificate::not_before() const { return time_of(X509_get0_notBefore(handle())); }
Time Certificate::not_after() const { return time_of(X509_get0_notAfter(handle())); }

Result<Id> Certificate::kiosk() const {
    const OwnedAltNames names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(handle(), NID_subject_alt_name, nullptr, nullptr)));
    if (!names || sk_GENERAL_NAME_num(names.get()) != 1)
        return std::unexpected(no_certificate("the certificate names no kiosk"));
    const auto* name = sk_GENERAL_NAME_value(names.get(), 0);
    if (name->type != GEN_URI) return failure(Errc::invalid_input, "the certificate names no kiosk");
    const auto* uri = name->d.uniformResourceIdentifier;
    const std::string_view text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                                static_cast<std::size_t>(ASN1_STRING_length(uri)));
    if (!text.starts_with(kUuid)) return failure(Errc::invalid_input, "the certificate names no kiosk");
    return parse_id(text.substr(kUuid.size()));
}

bool Certificate::signed_by_its_key(std::string_view bytes, std::string_view signature) const {
    const OwnedDigest digest(EVP_MD_CTX_new());
    const bool good =
        digest &&
        EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(handle())) == 1 &&
        EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(bytes),
                         bytes.size()) == 1;
    ERR_clear_error();
    return good;
}

std::string Certificate::public_key() const {
    return written([this](BIO* out) { return i2d_PUBKEY_bio(out, X509_get0_pubkey(handle())); });
}

Result<void> Certificate::issued_by(const Certificate& authority, Use use) const {
    const Owned<X509_STORE, &X509_STORE_free> store(X509_STORE_new());
    const Owned<X509_STORE_CTX, &X509_STORE_CTX_free> context(X509_STORE_CTX_new());
    if (!store || !context || X509_STORE_add_cert(store.get(), authority.handle()) != 1 ||
        X509_STORE_CTX_init(context.get(), store.get(), handle(), nullptr) != 1)
        return std::unexpected(refused_by_library(Errc::internal, "checking a certificate"));
    auto* parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_X509_STRICT);
    X509_VERIFY_PARAM_set_depth(parameters, 0);
    X509_VERIFY_PARAM_set_purpose(parameters, use == Use::kiosk    ? X509_PURPOSE_SSL_CLIENT
                                              : use == Use::server ? X509_PURPOSE_SSL_SERVER
                                                                   : X509_PURPOSE_ANY);
    const bool good = X509_verify_cert(context.get()) == 1;
    const auto why = X509_STORE_CTX_get_error(context.get());
    ERR_clear_error();
    if (!good)
        return failure(Errc::invalid_input,
                       std::string("the certificate: ") + X509_verify_cert_error_string(why));
    if (use == Use::authority && X509_check_ca(handle()) != 1)
        return failure(Errc::invalid_input, "the certificate is not an authority's");
    return {};
}

}  // namespace storeside::pki
