// A hub on a free port with a fake helpdesk and two shops of one order, and a kiosk that speaks to it by
// hand.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "firmware/base/file.hpp"
#include "sync/http/client.hpp"
#include "sync/hub/hub.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/operator.hpp"
#include "tests/fakes/fake_helpdesk.hpp"
#include "tests/fakes/fake_shop.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_kiosk.hpp"

namespace storeside {

// A shop for every store that knows the order BB-1, and one for Elsewhere that knows EL-1; the factor of both
// is "anna@example.org".
inline connectors::Shops two_small_shops() {
    connectors::Shops shops;
    const auto add = [&](const char* number, std::vector<std::string> stores) {
        auto shop = std::make_unique<FakeShop>();
        PlacedOrder order;
        order.number = number;
        order.buyer.email = "anna@example.org";
        order.state = orders::State::shipped;
        order.placed = from_micros(1'795'000'000'000'000);
        order.changed = from_micros(1'795'100'000'000'000);
        shop->place(order);
        shops.add(std::move(shop), std::move(stores));
    };
    add("BB-1", {});
    add("EL-1", {"Elsewhere"});
    return shops;
}

// Comes true soon, or the test fails by its value; for what happens on another thread.
template <class Condition>
bool soon(Condition condition) {
    for (int i = 0; i != 1000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return condition();
}

// The system's clock, set forward.
class ShiftedClock final : public Clock {
public:
    Time now() const override { return SystemClock().now() + Duration(ahead_.load()); }
    void advance(Duration step) { ahead_ += step.count(); }

private:
    std::atomic<Duration::rep> ahead_{0};
};

class RunningHub {
public:
    RunningHub() { start(); }
    // With hooks of the helpdesk.
    explicit RunningHub(std::string webhook_secret,
                        std::chrono::milliseconds poll = std::chrono::milliseconds(20))
        : webhook_secret_(std::move(webhook_secret)), poll_(poll) {
        start();
    }

    // With these shops instead.
    explicit RunningHub(connectors::Shops shops) : shops_(std::move(shops)) { start(); }

    void start() {
        hub::HubOptions options;
        options.data = folder_.path();
        options.worker.poll_open = options.worker.poll_quiet = poll_;
        options.worker.first_delay = options.worker.longest_delay = options.worker.denied_delay =
            std::chrono::milliseconds(20);
        options.worker.breaker = {5, std::chrono::milliseconds(20), std::chrono::milliseconds(20)};
        options.webhook_secret = webhook_secret_;
        options.misses.kiosk = {2, std::chrono::minutes(10), std::chrono::milliseconds(1),
                                std::chrono::milliseconds(2)};
        options.misses.number.free = options.misses.store.free = 1000;
        options.follow = {1000, {1, std::chrono::milliseconds(20), std::chrono::milliseconds(20)}};
        options.feed.cost = {1, 8 << 10};
        options.feed.quiet = options.feed.busy = std::chrono::milliseconds(20);
        options.misses.queue = std::chrono::milliseconds(2);
        options.port = port_;
        options.origin = origin;
        options.proxy_socket = proxy_socket();
        auto started = hub::Hub::start(std::move(options), helpdesk, shops_, clock, random_);
        if (!started) throw std::runtime_error(started.error().message());
        hub_ = std::make_unique<hub::Hub>(std::move(*started));
        port_ = hub_->port();
    }
    void stop() { hub_.reset(); }

    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    const std::filesystem::path& data() const { return folder_.path(); }
    std::filesystem::path proxy_socket() const { return folder_.path() / "proxy.sock"; }
    std::string ca() const { return read_file(folder_.path() / "ca.pem", 64 << 10).value(); }
    std::string operator_token() const {
        auto token = read_file(folder_.path() / "operator.token", 1024).value();
        return token.substr(0, token.size() - 1);
    }

    http::Response call(const std::string& method, const std::string& path, const std::string& token,
                        std::string body = {}, http::Headers more = {}) const {
        return Caller{url(), ca(), {}, token}.call(method, path, std::move(body), std::move(more));
    }
    http::Response call(const std::string& method, const std::string& path, const TestKiosk& kiosk,
                        std::string body = {}) const {
        return as_kiosk(url(), kiosk).call(method, path, std::move(body));
    }
    http::Response by_operator(const std::string& method, const std::string& path,
                               std::string body = {}) const {
        return call(method, path, operator_token(), std::move(body));
    }

    std::string invite(const std::string& store = "Bramble", const std::string& name = "Aisle 7",
                       const Id& replaces = {}) const {
        const auto answer = by_operator("POST", "/v1/invites",
                                        protocol::encode(protocol::InviteRequest{store, name, replaces}));
        return protocol::decode_invite_answer(answer.body).value().code;
    }
    TestKiosk enrol() const { return TestKiosk::enrol(url(), invite()); }

    FakeHelpdesk helpdesk;
    std::string origin;  // of the hub when it is started again
    ShiftedClock clock;

private:
    TemporaryFolder folder_;
    connectors::Shops shops_ = two_small_shops();
    SystemRandom random_;
    std::string webhook_secret_;
    std::chrono::milliseconds poll_{20};
    std::uint16_t port_ = 0;
    std::unique_ptr<hub::Hub> hub_;
};

inline journal::Record ticket_record(const Id& id, journal::Sequence sequence,
                                     std::string question = "Where is it?") {
    tickets::Ticket ticket;
    ticket.id = id;
    ticket.code = short_code(id);
    ticket.language = "en";
    ticket.question = std::move(question);
    return {sequence, id, "ticket", from_micros(1'795'356'187'000'000), protocol::encode(ticket)};
}

inline journal::Record message_record(const Id& id, const Id& ticket, journal::Sequence sequence,
                                      std::string text) {
    const tickets::Message message{id, ticket, from_micros(1'795'356'188'000'000), std::move(text)};
    return {sequence, id, "message", message.created_at, protocol::encode(message)};
}

}  // namespace storeside
