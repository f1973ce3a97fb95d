#include "sync/http/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <vector>

namespace storeside::http {
namespace {

using Bio = std::unique_ptr<BIO, Frees<&BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Frees<&X509_free>>;

// OpenSSL would ask for a passphrase on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

Bio reading(const std::string& pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

Result<std::vector<Certificate>> read_certificates(const std::string& pem) {
    const auto bio = reading(pem);
    std::vector<Certificate> certificates;
    while (auto* next = PEM_read_bio_X509(bio.get(), nullptr, &no_passphrase, nullptr))
        certificates.emplace_back(next);
    // Having come to the end is an error to OpenSSL.
    const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    if (!at_end) return failure(Errc::invalid_input, last_tls_error());
    ERR_clear_error();
    if (certificates.empty()) return failure(Errc::invalid_input, "there is no certificate in it");
    return certificates;
}

Result<void> ask_clients(SSL_CTX* context, const std::string& authorities) {
    auto trusted = read_certificates(authorities);
    if (!trusted) return failure(std::move(trusted.error()), "the clients' authority");
    for (const auto& one : *trusted) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), one.get());
        SSL_CTX_add_client_CA(context, one.get());
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    return {};
}

}  // namespace

Result<void> show(SSL_CTX* context, const std::string& certificate, const pki::Key& key) {
    auto chain = read_certificates(certificate);
    if (!chain) return failure(std::move(chain.error()), "the certificate");
    if (SSL_CTX_use_certificate(context, chain->front().get()) != 1)
        return failure(Errc::invalid_input, "the certificate: " + last_tls_error());
    for (std::size_t i = 1; i != chain->size(); ++i) SSL_CTX_add1_chain_cert(context, (*chain)[i].get());
    if (SSL_CTX_use_PrivateKey(context, key.handle()) != 1)
        return failure(Errc::invalid_input, "the key: " + last_tls_error());
    return {};
}

std::string last_tls_error() {
    const auto code = ERR_peek_last_error();
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return reason ? reason : "TLS failed";
}

Result<TlsContext> make_server_context(const ServerTls& tls) {
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    if (!context) return failure(Errc::internal, last_tls_error());
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.get(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                           SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    // A resumed session would not look at the client's certificate again: every connection is a whole
    // handshake.
    SSL_CTX_set_num_tickets(context.get(), 0);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    // An idle connection then has no buffers: a third of what it would hold.
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    auto key = pki::Key::from_pem(tls.own.key);
    if (!key) return failure(std::move(key.error()), "the key");
    RETURN_IF_ERROR(show(context.get(), tls.own.certificate, *key));
    if (!tls.client_ca.empty()) RETURN_IF_ERROR(ask_clients(context.get(), tls.client_ca));
    return context;
}

std::string verified_certificate(const SSL& connection) {
    const Certificate shown(SSL_get1_peer_certificate(&connection));
    if (!shown || SSL_get_verify_result(&connection) != X509_V_OK) return {};
    std::string der(static_cast<std::size_t>(std::max(0, i2d_X509(shown.get(), nullptr))), '\0');
    auto* at = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(shown.get(), &at);
    return der;
}

}  // namespace storeside::http
