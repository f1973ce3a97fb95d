#include "sync/pki/authority.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/file.hpp"
#include "sync/pki/handles.hpp"
#include "sync/pki/limits.hpp"

namespace storeside::pki {
namespace {

struct Wish {
    std::string common_name;
    std::vector<std::pair<int, std::string>> extensions;  // as in OpenSSL's configuration files
    Time from{};
    Time until{};
};

bool set_time(ASN1_TIME* out, Time time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
    return ASN1_TIME_set(out, static_cast<time_t>(seconds)) != nullptr;
}

// 128 bits; the highest is 0, because a serial number is never negative, and the next one 1, so that all have
// as many digits.
bool set_serial(X509* certificate, Random& random) {
    std::array<std::byte, 16> bytes;
    random.fill(bytes);
    bytes[0] = (bytes[0] & std::byte{0x3f}) | std::byte{0x40};
    const OwnedNumber number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_name(X509* certificate, const std::string& common_name) {
    auto* name = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_NID(name, NID_organizationName, MBSTRING_UTF8, bytes_of("Storeside"), -1,
                                      -1, 0) == 1 &&
           X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes_of(common_name),
                                      static_cast<int>(common_name.size()), -1, 0) == 1;
}

// `issuer` null: signed by itself.
Result<X509*> issue(EVP_PKEY* subject, const Wish& wish, X509* issuer, const Key& key, Random& random) {
    OwnedX509 certificate(X509_new());
    auto* made = certificate.get();
    bool good = made && X509_set_version(made, X509_VERSION_3) == 1 && set_serial(made, random) &&
                set_name(made, wish.common_name) && set_time(X509_getm_notBefore(made), wish.from) &&
                set_time(X509_getm_notAfter(made), wish.until) && X509_set_pubkey(made, subject) == 1 &&
                X509_set_issuer_name(made, X509_get_subject_name(issuer ? issuer : made)) == 1;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer ? issuer : made, made, nullptr, nullptr, 0);
    for (const auto& [kind, value] : wish.extensions) {
        if (!good) break;
        const OwnedExtension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
        good = extension && X509_add_ext(made, extension.get(), -1) == 1;
    }
    if (!good || X509_sign(made, key.handle(), EVP_sha256()) == 0)
        return std::unexpected(refused_by_library(Errc::internal, "issuing a certificate"));
    return certificate.release();
}

Result<OwnedRequest> read_request(std::string_view pem) {
    if (pem.size() > kLongestPem)
        return failure(Errc::invalid_input, "a certificate request of more than 64 KiB");
    const auto bio = reading(pem);
    OwnedRequest request(PEM_read_bio_X509_REQ(bio.get(), nullptr, no_passphrase, nullptr));
    if (!request)
        return std::unexpected(refused_by_library(Errc::invalid_input, "not a certificate request in PEM"));
    auto* key = X509_REQ_get0_pubkey(request.get());
    if (!is_p256(key)) {
        ERR_clear_error();
        return failure(Errc::invalid_input, "the certificate request has no key on the curve P-256");
    }
    if (X509_REQ_verify(request.get(), key) != 1)
        return std::unexpected(
            refused_by_library(Errc::invalid_input, "the certificate request is not signed with its key"));
    return request;
}

bool is_address(const std::string& name) {
    const Owned<ASN1_OCTET_STRING, &ASN1_OCTET_STRING_free> address(a2i_IPADDRESS(name.c_str()));
    ERR_clear_error();
    return address != nullptr;
}

bool is_host(const std::string& name) {
    return !name.empty() && name.size() <= 253 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-';
    });
}

}  // namespace

Result<Authority> Authority::open(const std::filesystem::path& folder, Time now, Random& random) {
    const auto key_file = folder / "ca.key", certificate_file = folder / "ca.pem";
    ASSIGN_OR_RETURN(auto key, Key::open(key_file));
    auto pem = read_file(certificate_file, kLongestPem);
    if (!pem && pem.error().code() == Errc::not_found) {
        const Wish wish{"Storeside hub",
                        {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                         {NID_key_usage, "critical,keyCertSign,cRLSign"},
                         {NID_subject_key_identifier, "hash"}},
                        now - kEarlier,
                        now + kAuthorityLife};
        ASSIGN_OR_RETURN(auto* made, issue(key.handle(), wish, nullptr, key, random));
        Certificate certificate(made);
        RETURN_IF_ERROR(write_file(certificate_file, certificate.pem()));
        return Authority(std::move(key), std::move(certificate));
    }
    if (!pem) return std::unexpected(std::move(pem.error()));
    auto certificate = Certificate::from_pem(*pem);
    if (!certificate)
        return failure(Error(Errc::corrupt, certificate.error().message()), certificate_file.string());
    if (X509_check_private_key(certificate->handle(), key.handle()) != 1) {
        ERR_clear_error();
        return failure(Errc::corrupt, certificate_file.string() + " does not belong to ca.key beside it");
    }
    return Authority(std::move(key), std::move(*certificate));
}

Result<Certificate> Authority::issue_to_kiosk(std::string_view request, const Id& kiosk, Time now,
                                              Random& random) const {
    ASSIGN_OR_RETURN(const auto asked, read_request(request));
    const Wish wish{to_string(kiosk),
                    {{NID_basic_constraints, "critical,CA:FALSE"},
                     {NID_key_usage, "critical,digitalSignature"},
                     {NID_ext_key_usage, "clientAuth"},
                     {NID_authority_key_identifier, "keyid"},
                     {NID_subject_alt_name, "URI:urn:uuid:" + to_string(kiosk)}},
                    now - kEarlier,
                    now + kCertificateLife};
    ASSIGN_OR_RETURN(auto* made,
                     issue(X509_REQ_get0_pubkey(asked.get()), wish, certificate_.handle(), key_, random));
    return Certificate(made);
}

Result<Certificate> Authority::issue_to_server(const Key& key, const std::vector<std::string>& names,
                                               Time now, Random& random) const {
    std::string alternatives;
    for (const auto& name : names) {
        const bool address = is_address(name);
        if (!is_server_name(name))
            return failure(Errc::invalid_input, "'" + name + "' is neither a host's name nor an IP address");
        alternatives += (alternatives.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
    }
    if (alternatives.empty()) return failure(Errc::invalid_input, "a server needs a name");
    const Wish wish{"Storeside hub server",
                    {{NID_basic_constraints, "critical,CA:FALSE"},
                     {NID_key_usage, "critical,digitalSignature"},
                     {NID_ext_key_usage, "serverAuth"},
                     {NID_authority_key_identifier, "keyid"},
                     {NID_subject_alt_name, alternatives}},
                    now - kEarlier,
                    now + kCertificateLife};
    ASSIGN_OR_RETURN(auto* made, issue(key.handle(), wish, certificate_.handle(), key_, random));
    return Certificate(made);
}

bool is_server_name(const std::string& name) { return is_address(name) || is_host(name); }

Result<std::string> public_key_of_request(std::string_view request) {
    ASSIGN_OR_RETURN(const auto asked, read_request(request));
    return written([&](BIO* out) { return i2d_PUBKEY_bio(out, X509_REQ_get0_pubkey(asked.get())); });
}

Time renewal_of(const Certificate& certificate) {
    return certificate.not_after() - (certificate.not_after() - certificate.not_before()) / 3;
}

}  // namespace storeside::pki
