// A client that would resume a TLS session if only the server let it.
#pragma once
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>

namespace storeside {

// Whether a second connection of this version (TLS1_2_VERSION, TLS1_3_VERSION) goes on with the session of
// the first one, which has asked for "/" and read the answer.
inline bool resumes(std::uint16_t port, int version) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                    &SSL_CTX_free);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session(nullptr, &SSL_SESSION_free);
    bool resumed = false;
    for (int i = 0; i != 2; ++i) {
        const std::unique_ptr<BIO, decltype(&BIO_free_all)> line(BIO_new_ssl_connect(context.get()),
                                                                 &BIO_free_all);
        SSL* connection = nullptr;
        BIO_get_ssl(line.get(), &connection);
        BIO_set_conn_hostname(line.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
        if (session) SSL_set_session(connection, session.get());
        if (BIO_do_connect(line.get()) != 1) return false;
        BIO_puts(line.get(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        char answer[4096];
        while (BIO_read(line.get(), answer, sizeof answer) > 0) {
        }
        resumed = SSL_session_reused(connection) == 1;
        session.reset(SSL_get1_session(connection));
    }
    return resumed;
}

}  // namespace storeside
