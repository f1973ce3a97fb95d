// TLS as OpenSSL has it, for the sources of this folder alone: what an end's connections have in common.
#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/tls.hpp"
#include "sync/pki/key.hpp"

namespace storeside::http {

template <auto function>
struct Frees {
    void operator()(auto* object) const { function(object); }
};
using TlsContext = std::unique_ptr<SSL_CTX, Frees<&SSL_CTX_free>>;
using TlsConnection = std::unique_ptr<SSL, Frees<&SSL_free>>;

// `invalid_input` says which part can't be used.
Result<TlsContext> make_server_context(const ServerTls& tls);

// The end that the context is of shows this certificate, which is the key's. `invalid_input` as above.
Result<void> show(SSL_CTX* context, const std::string& certificate, const pki::Key& key);

// What OpenSSL says went wrong last on this thread, in one line.
std::string last_tls_error();

// DER of the certificate that the other side has shown and that was verified; empty when it has shown none.
std::string verified_certificate(const SSL& connection);

}  // namespace storeside::http
