#include "tests/bench/held_call.hpp"

#include <fmt/format.h>

#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <cstdlib>

namespace storeside::bench {
namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;

Result<void> show(SSL* connection, const http::KeyPair& own) {
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> certificate_text(
        BIO_new_mem_buf(own.certificate.data(), static_cast<int>(own.certificate.size())), &BIO_free_all);
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> key_text(
        BIO_new_mem_buf(own.key.data(), static_cast<int>(own.key.size())), &BIO_free_all);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    if (SSL_use_certificate(connection, certificate.get()) != 1 ||
        SSL_use_PrivateKey(connection, key.get()) != 1)
        return failure(Errc::internal, "a kiosk's key can't be used");
    return {};
}

}  // namespace

void HeldCall::fail(std::string_view what, Code error) {
    if (closed_) return;
    const auto why = fmt::format("{}: {}", what, error.message());
    close();
    listener_.broke(*this, why);
}

void HeldCall::open(const http::KeyPair& own, const asio::ip::address& from,
                    const asio::ip::tcp::endpoint& hub) {
    Code error;
    auto& socket = stream_.next_layer();
    socket.open(hub.protocol(), error);
    if (!error) socket.bind({from, 0}, error);
    if (!error) socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (!error && !show(stream_.native_handle(), own)) error = asio::error::invalid_argument;
    if (error) return fail("opening", error);
    socket.async_connect(hub, [self = shared_from_this()](Code refused) {
        if (refused) return self->fail("connecting", refused);
        self->stream_.async_handshake(asio::ssl::stream_base::client, [self](Code failed) {
            if (failed) return self->fail("TLS", failed);
            if (!self->closed_) self->listener_.ready(*self);
        });
    });
}

void HeldCall::send(std::string request) {
    request_ = std::move(request);
    asio::async_write(stream_, asio::buffer(request_), [self = shared_from_this()](Code error, std::size_t) {
        if (error) return self->fail("sending", error);
        if (self->closed_) return;
        self->listener_.sent(*self);
        self->read();
    });
}

void HeldCall::read() {
    parser_.emplace();
    wire::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](Code error, std::size_t) {
        if (error) return self->fail("waiting for an answer", error);
        if (self->closed_) return;
        auto& response = self->parser_->get();
        Answer answer{static_cast<int>(response.result_int()),
                      std::atol(std::string(response[wire::field::retry_after]).c_str()),
                      std::move(response.body())};
        self->listener_.answered(*self, std::move(answer));
    });
}

void HeldCall::close() {
    closed_ = true;
    Code ignored;
    stream_.next_layer().close(ignored);
}

}  // namespace storeside::bench
