// A socket with or without TLS on it, as Beast reads and writes one. For server.cpp and its sessions only.
//
// TLS works on the socket's descriptor itself and asio only says when it is ready: asio's own ssl::stream
// holds 17 kB buffers for as long as a connection lives, which is most of what an idle kiosk would cost.
#pragma once
#include <openssl/ssl.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/tls_context.hpp"

namespace storeside::http {

class Stream {
public:
    using Socket = boost::asio::generic::stream_protocol::socket;
    using executor_type = Socket::executor_type;
    using Code = boost::system::error_code;

    explicit Stream(Socket socket) : socket_(std::move(socket)) {
        Code ignored;
        socket_.non_blocking(true, ignored);
    }
    executor_type get_executor() { return socket_.get_executor(); }

    // Once, before anything is read: the other side begins a handshake. Handler: void(Code); why it failed is
    // in `handshake_error`.
    Result<void> expect_tls(SSL_CTX& context);
    template <class Token>
    auto async_handshake(Token&& token);
    const std::string& handshake_error() const { return handshake_error_; }
    const SSL* tls() const { return tls_.get(); }

    // Of several buffers the first one only, as "some" allows; whoever writes much puts it in one.
    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token);
    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token);

    // Says that nothing more will come. What is read after it are the other side's bytes as they are.
    void end_writing();
    void close();

private:
    enum class Outcome { done, wants_read, wants_write, ended, failed };

    Outcome handshake();
    Outcome read(boost::asio::mutable_buffer into, std::size_t& count);
    Outcome write(boost::asio::const_buffer from, std::size_t& count);
    Outcome outcome_of(int returned);
    void say_goodbye();

    template <class Buffer, class Buffers>
    static Buffer first_of(const Buffers& buffers) {
        Buffer first;
        for (auto at = boost::asio::buffer_sequence_begin(buffers);
             at != boost::asio::buffer_sequence_end(buffers) && first.size() == 0; ++at)
            first = *at;
        return first;
    }

    // Tries `step` until it is done, waiting for the socket in between; the handler is never called from
    // within the call that began it.
    template <class Step, class Token>
    auto when_ready(Step step, Token&& token);

    Socket socket_;
    TlsConnection tls_;
    bool healthy_ = false;  // shaken hands, and nothing fatal since
    std::string handshake_error_;
};

template <class Step, class Token>
auto Stream::when_ready(Step step, Token&& token) {
    namespace asio = boost::asio;
    enum class Stage { trying, leaving };
    return asio::async_compose<Token, void(Code, std::size_t)>(
        [this, step, stage = Stage::trying, begun = false, result = Code(), count = std::size_t{0}](
            auto& self, Code error = {}) mutable {
            if (stage == Stage::leaving) return self.complete(result, count);
            if (error) return self.complete(error, 0);
            const bool first = !std::exchange(begun, true);
            const auto outcome = step(count);
            if (outcome == Outcome::wants_read) {
                return socket_.async_wait(asio::socket_base::wait_read, std::move(self));
            }
            if (outcome == Outcome::wants_write) {
                return socket_.async_wait(asio::socket_base::wait_write, std::move(self));
            }
            if (outcome == Outcome::ended) result = asio::error::eof;
            if (outcome == Outcome::failed) result = asio::error::connection_reset;
            if (!first) return self.complete(result, count);
            stage = Stage::leaving;
            asio::post(socket_.get_executor(), std::move(self));
        },
        token, socket_);
}

template <class Token>
auto Stream::async_handshake(Token&& token) {
    return when_ready([this](std::size_t&) { return handshake(); }, std::forward<Token>(token));
}

template <class Buffers, class Token>
auto Stream::async_read_some(const Buffers& buffers, Token&& token) {
    return when_ready([this, into = first_of<boost::asio::mutable_buffer>(buffers)](
                          std::size_t& count) { return read(into, count); },
                      std::forward<Token>(token));
}

template <class Buffers, class Token>
auto Stream::async_write_some(const Buffers& buffers, Token&& token) {
    return when_ready([this, from = first_of<boost::asio::const_buffer>(buffers)](
                          std::size_t& count) { return write(from, count); },
                      std::forward<Token>(token));
}

}  // namespace storeside::http
