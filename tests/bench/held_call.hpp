// One kiosk's connection to the hub, with mutual TLS.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/tls.hpp"

namespace storeside::bench {

class HeldCall : public std::enable_shared_from_this<HeldCall> {
public:
    struct Answer {
        int status = 0;
        long retry_after = 0;  // seconds; 0 when nothing is said
        std::string body;
    };
    // What is told of it; nothing more once it is closed.
    struct Listener {
        std::function<void(HeldCall&)> ready;  // the handshake is done
        std::function<void(HeldCall&)> sent;
        std::function<void(HeldCall&, Answer)> answered;
        std::function<void(HeldCall&, const std::string& why)> broke;
    };

    HeldCall(boost::asio::io_context& context, boost::asio::ssl::context& tls, Listener listener)
        : stream_(context, tls), listener_(std::move(listener)) {}

    // From an address of this machine, because one alone has not enough ports for very many kiosks.
    void open(const http::KeyPair& own, const boost::asio::ip::address& from,
              const boost::asio::ip::tcp::endpoint& hub);
    void send(std::string request);
    void close();

private:
    using Code = boost::system::error_code;
    void read();
    void fail(std::string_view what, Code error);

    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream_;
    Listener listener_;
    bool closed_ = false;
    std::string request_;
    boost::beast::flat_buffer buffer_;
    std::optional<boost::beast::http::response_parser<boost::beast::http::string_body>> parser_;
};

}  // namespace storeside::bench
