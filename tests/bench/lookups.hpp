// Order look-ups as kiosks make them: connections with mutual TLS to one hub, each answer checked to hold an
// order.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/http/tls.hpp"
#include "tests/bench/held_call.hpp"

namespace storeside::bench {

// All on the thread that calls.
class Lookups {
public:
    // Number and factor of the n-th look-up, as JSON.
    using Question = std::function<std::string(std::size_t n)>;

    // One connection for each kiosk; returns when all are ready.
    static Result<std::unique_ptr<Lookups>> connect(const std::vector<http::KeyPair>& kiosks,
                                                    std::uint16_t port);

    // Every kiosk asks again as soon as it is answered. Gives look-ups a second.
    Result<double> flat_out(std::size_t count, const Question& question);

    // So many a second whatever the answers take: each one's time, in ms, from when it was due.
    Result<std::vector<double>> at_rate(double per_second, std::size_t count, const Question& question);

    // One after the other: each one's time in ms.
    Result<double> one(const std::string& question);

private:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        std::shared_ptr<HeldCall> call;
        Clock::time_point due{};
    };

    explicit Lookups(std::uint16_t port);
    void send(std::size_t connection, const std::string& body, Clock::time_point due);
    void answered(std::size_t connection, const HeldCall::Answer& answer);
    Result<void> run_until(const std::function<bool()>& done);

    boost::asio::io_context context_{1};
    boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_client};
    boost::asio::ip::tcp::endpoint hub_;
    std::vector<Connection> connections_;
    std::deque<std::size_t> free_;
    std::function<void(std::size_t connection)> next_;  // what a connection does that was answered
    std::vector<double> taken_ms_;
    std::optional<Error> trouble_;
};

}  // namespace storeside::bench
