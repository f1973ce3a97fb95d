#include "sync/http/stream.hpp"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <cerrno>

namespace storeside::http {
namespace {

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Result<void> Stream::expect_tls(SSL_CTX& context) {
    tls_.reset(SSL_new(&context));
    if (!tls_ || SSL_set_fd(tls_.get(), socket_.native_handle()) != 1)
        return failure(Errc::internal, last_tls_error());
    SSL_set_accept_state(tls_.get());
    return {};
}

Stream::Outcome Stream::outcome_of(int returned) {
    switch (SSL_get_error(tls_.get(), returned)) {
        case SSL_ERROR_WANT_READ:
            return Outcome::wants_read;
        case SSL_ERROR_WANT_WRITE:
            return Outcome::wants_write;
        case SSL_ERROR_ZERO_RETURN:
            return Outcome::ended;
        default:
            healthy_ = false;
            return Outcome::failed;
    }
}

Stream::Outcome Stream::handshake() {
    // What another connection left in the thread's queue would be taken for an error of this one.
    ERR_clear_error();
    const int returned = SSL_do_handshake(tls_.get());
    if (returned == 1) {
        healthy_ = true;
        return Outcome::done;
    }
    const auto outcome = outcome_of(returned);
    if (outcome == Outcome::failed) {
        const bool closed = ERR_peek_error() == 0;
        handshake_error_ = closed ? "the other side closed the connection" : last_tls_error();
        if (const auto verified = SSL_get_verify_result(tls_.get()); verified != X509_V_OK) {
            handshake_error_ += std::string(": ") + X509_verify_cert_error_string(verified);
        }
    }
    return outcome;
}

Stream::Outcome Stream::read(boost::asio::mutable_buffer into, std::size_t& count) {
    if (into.size() == 0) return Outcome::done;
    if (!tls_) {
        const auto got = ::recv(socket_.native_handle(), into.data(), into.size(), 0);
        if (got < 0) return would_block() ? Outcome::wants_read : Outcome::failed;
        count = static_cast<std::size_t>(got);
        return got == 0 ? Outcome::ended : Outcome::done;
    }
    ERR_clear_error();
    const int returned = SSL_read_ex(tls_.get(), into.data(), into.size(), &count);
    return returned == 1 ? Outcome::done : outcome_of(returned);
}

Stream::Outcome Stream::write(boost::asio::const_buffer from, std::size_t& count) {
    if (from.size() == 0) return Outcome::done;
    if (!tls_) {
        const auto sent = ::send(socket_.native_handle(), from.data(), from.size(), MSG_NOSIGNAL);
        if (sent < 0) return would_block() ? Outcome::wants_write : Outcome::failed;
        count = static_cast<std::size_t>(sent);
        return Outcome::done;
    }
    ERR_clear_error();
    const int returned = SSL_write_ex(tls_.get(), from.data(), from.size(), &count);
    return returned == 1 ? Outcome::done : outcome_of(returned);
}

void Stream::say_goodbye() {
    if (!tls_) return;
    ERR_clear_error();
    if (healthy_) SSL_shutdown(tls_.get());
    healthy_ = false;
    ERR_clear_error();
}

void Stream::end_writing() {
    say_goodbye();
    tls_.reset();
    Code ignored;
    socket_.shutdown(boost::asio::socket_base::shutdown_send, ignored);
}

void Stream::close() {
    say_goodbye();
    tls_.reset();  // it knows the descriptor's number, which another connection may have next
    Code ignored;
    socket_.shutdown(boost::asio::socket_base::shutdown_both, ignored);
    socket_.close(ignored);
}

}  // namespace storeside::http
