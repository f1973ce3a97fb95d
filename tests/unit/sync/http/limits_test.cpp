// What the server does to those who ask too much, too slowly, or when it is about to stop.
#include <gmock/gmock.h>

#include <atomic>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <set>
#include <thread>

#include "sync/http/address_limits.hpp"
#include "sync/http/server.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_certificates.hpp"

namespace storeside::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

PerAddress few(std::size_t connections, double requests_per_second, double burst) {
    PerAddress limits;
    limits.connections = connections;
    limits.requests_per_second = requests_per_second;
    limits.burst = burst;
    return limits;
}

TEST(AddressLimits, CountConnectionsOfEachAddress) {
    AddressLimits limits(few(2, 1, 1));
    const AddressLimits::Time now{};
    EXPECT_TRUE(limits.opened("a", now));
    EXPECT_TRUE(limits.opened("a", now));
    EXPECT_FALSE(limits.opened("a", now));
    EXPECT_TRUE(limits.opened("b", now));
    limits.closed("a");
    EXPECT_TRUE(limits.opened("a", now));
}

TEST(AddressLimits, GiveBackRequestsWithTimeUpToTheBurst) {
    AddressLimits limits(few(9, 2, 3));
    AddressLimits::Time now{};
    limits.opened("a", now);
    const auto asked = [&] {
        int granted = 0;
        while (granted != 10 && limits.asks("a", now)) ++granted;
        return granted;
    };
    EXPECT_EQ(asked(), 3);
    now += 1s;
    EXPECT_EQ(asked(), 2);
    now += 1h;
    EXPECT_EQ(asked(), 3);
}

TEST(AddressLimits, HangingUpGivesNoRequestsBack) {
    AddressLimits limits(few(9, 0.001, 2));
    const AddressLimits::Time now{};
    for (int i = 0; i != 4; ++i) {
        limits.opened("a", now);
        EXPECT_EQ(limits.asks("a", now), i < 2);
        limits.closed("a");
    }
}

TEST(AddressLimits, ForgetWhoWentAndWasQuiet) {
    AddressLimits limits(few(9, 1, 5));
    AddressLimits::Time now{};
    for (int i = 0; i != 20'000; ++i, now += 1ms) {
        const auto address = std::to_string(i);
        limits.opened(address, now);
        limits.asks(address, now);
        limits.closed(address);
    }
    EXPECT_LT(limits.known(), 5'000U);
}

TEST(AddressLimits, KnowALineOfIPv6ByItsFirstHalfAndThisMachineNotAtAll) {
    EXPECT_EQ(counted_as("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(counted_as("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(counted_as("2001:db8:1:2:3::4"), counted_as("2001:db8:1:2:ffff::9"));
    EXPECT_NE(counted_as("2001:db8:1:2::4"), counted_as("2001:db8:1:3::4"));
    for (const auto* own : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
        EXPECT_EQ(counted_as(own), "");
}

class Limited : public testing::Test {
protected:
    void serve(
        ServerOptions options, Handler handler = [](Incoming, Responder respond) {
            respond({200, {}, "x", {}});
        }) {
        server_.emplace(std::move(Server::start(std::move(options), std::move(handler)).value()));
    }
    std::string raw(std::string_view bytes) const { return exchange_bytes(server_->port(), bytes); }

    static constexpr std::string_view kAsk = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    std::optional<Server> server_;
};

TEST_F(Limited, AnAddressGetsNoMoreConnectionsThanItMay) {
    std::promise<Responder> held;
    ServerOptions options;
    options.per_address.connections = 1;
    options.per_address.this_machine_too = true;
    serve(options, [&](Incoming request, Responder respond) {
        if (request.path == "/wait") return held.set_value(std::move(respond));
        respond({200, {}, "x", {}});
    });
    auto waiting = std::async(std::launch::async, [&] {
        return raw("GET /wait HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    });
    auto responder = held.get_future().get();
    EXPECT_EQ(raw(kAsk), "");
    responder({200, {}, "done", {}});
    EXPECT_THAT(waiting.get(), StartsWith("HTTP/1.1 200"));
    EXPECT_TRUE(eventually([&] { return raw(kAsk).starts_with("HTTP/1.1 200"); }));
}

TEST_F(Limited, AnAddressThatAsksTooOftenIsToldToWait) {
    TemporaryFolder folder;
    std::atomic<int> calls = 0;
    ServerOptions options;
    options.per_address.requests_per_second = 0.001;
    options.per_address.burst = 2;
    options.per_address.this_machine_too = true;
    options.unix_socket = folder.path() / "s";
    serve(options, [&](Incoming, Responder respond) {
        ++calls;
        respond({200, {}, "x", {}});
    });
    EXPECT_THAT(raw(kAsk), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(raw(kAsk), StartsWith("HTTP/1.1 200"));
    const auto third = raw(kAsk);
    EXPECT_THAT(third, StartsWith("HTTP/1.1 429"));
    EXPECT_THAT(third, HasSubstr("retry-after: 5"));
    EXPECT_EQ(calls, 2);
    // Everybody behind the proxy would pay for one.
    for (int i = 0; i != 5; ++i)
        EXPECT_THAT(exchange_bytes(options.unix_socket, kAsk), StartsWith("HTTP/1.1 200"));
}

TEST_F(Limited, ThisMachineIsNotCounted) {
    ServerOptions options;
    options.per_address.burst = 1;
    options.per_address.requests_per_second = 0.001;
    serve(options);
    for (int i = 0; i != 5; ++i) EXPECT_THAT(raw(kAsk), StartsWith("HTTP/1.1 200"));
}

// Sends a byte now and then for as long as the server lets it; true when the server ended it.
bool dribble(std::uint16_t port, std::string_view first, char filler) {
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    socket.connect({asio::ip::make_address("127.0.0.1"), port});
    boost::system::error_code error;
    asio::write(socket, asio::buffer(first.data(), first.size()), error);
    return eventually([&] {
        asio::write(socket, asio::buffer(&filler, 1), error);
        return error.failed();
    });
}

TEST_F(Limited, ASlowLorisIsCutOffThoughItNeverFallsSilent) {
    ServerOptions options;
    options.header_timeout = options.body_timeout = options.handshake_timeout = 100ms;
    serve(options);
    EXPECT_TRUE(dribble(server_->port(), "GET / HTTP/1.1\r\nX: ", 'x'));
    EXPECT_TRUE(dribble(server_->port(), "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n", 'x'));
    const TestAuthority authority("an authority");
    options.tls = ServerTls{authority.server(), {}};
    serve(options);
    // A ClientHello of 8 kB that comes a byte at a time.
    EXPECT_TRUE(dribble(server_->port(), std::string_view("\x16\x03\x01\x20\x00\x01\x00\x1f\xfc", 9), 'x'));
}

TEST_F(Limited, WhoDoesNotTakeItsAnswerIsCutOff) {
    ServerOptions options;
    options.write_timeout = 100ms;
    std::atomic<int> calls = 0;
    serve(options, [&](Incoming, Responder respond) {
        ++calls;
        respond({200, {}, std::string(64'000'000, 'x'), {}});
    });
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    socket.connect({asio::ip::make_address("127.0.0.1"), server_->port()});
    asio::write(socket, asio::buffer(kAsk.data(), kAsk.size()));
    EXPECT_TRUE(eventually([&] { return calls == 1; }));
    // Reads nothing for longer than the server waits, then all there is: less than was announced.
    std::this_thread::sleep_for(500ms);
    std::string got;
    boost::system::error_code error;
    asio::read(socket, asio::dynamic_buffer(got), error);
    EXPECT_LT(got.size(), 64'000'000U);
}

class Draining : public Limited {
protected:
    // Holds what asks for /wait until the test ends.
    void serve_held() {
        ServerOptions options;
        options.drain_grace = 50ms;
        serve(options, [this](Incoming request, Responder respond) {
            if (request.path != "/wait") return respond({200, {}, "x", {}});
            const std::lock_guard lock(mutex_);
            held_.push_back(std::move(respond));
        });
    }
    std::size_t held() {
        const std::lock_guard lock(mutex_);
        return held_.size();
    }
    std::future<Response> wait() {
        return std::async(std::launch::async, [this] {
            Request request;
            request.url = "http://127.0.0.1:" + std::to_string(server_->port()) + "/wait";
            return Client().send(request).value_or(Response{});
        });
    }

    std::mutex mutex_;
    std::vector<Responder> held_;
};

TEST_F(Draining, SpreadsTheReturnOfThoseItHeld) {
    serve_held();
    std::vector<std::future<Response>> waiting;
    for (int i = 0; i != 20; ++i) waiting.push_back(wait());
    ASSERT_TRUE(eventually([&] { return held() == 20; }));
    server_->drain(100s);
    std::set<int> fifths;
    for (auto& one : waiting) {
        const auto answer = one.get();
        ASSERT_EQ(answer.status, 503);
        const int seconds = std::stoi(std::string(answer.header("retry-after").value_or("0")));
        EXPECT_GE(seconds, 1);
        EXPECT_LE(seconds, 100);
        fifths.insert((seconds - 1) / 20);
    }
    EXPECT_EQ(fifths.size(), 5U);
    EXPECT_EQ(raw(kAsk), "");  // nobody listens any more
}

TEST_F(Draining, LetsTheHandlerFinishWhatItIsAt) {
    ServerOptions options;
    options.drain_grace = 5s;
    std::promise<Responder> begun;
    std::atomic<bool> first = true;
    serve(options, [&](Incoming, Responder respond) {
        // Those that come before the drain has begun.
        if (!first.exchange(false)) return respond({200, {}, "too early", {}});
        begun.set_value(std::move(respond));
    });
    auto waiting = wait();
    auto responder = begun.get_future().get();
    auto draining = std::async(std::launch::async, [&] { server_->drain(10s); });
    // Others are sent away already, so the drain has begun.
    EXPECT_TRUE(eventually([&] {
        const auto answer = raw(kAsk);
        return answer.starts_with("HTTP/1.1 503") && answer.find("retry-after: ") != answer.npos;
    }));
    responder({200, {}, "finished", {}});
    EXPECT_EQ(waiting.get().body, "finished");
    draining.get();
}

TEST_F(Draining, AnAnswerThatComesTooLateIsHarmlessAndStoppingAgainToo) {
    serve_held();
    auto waiting = wait();
    ASSERT_TRUE(eventually([&] { return held() == 1; }));
    server_->drain(1s);
    EXPECT_EQ(waiting.get().status, 503);
    held_.front()({200, {}, "too late", {}});
    server_->drain(1s);
    server_->stop();
}

}  // namespace
}  // namespace storeside::http
