#include "tests/bench/fleet.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/steady_timer.hpp>

#include "firmware/base/random.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/protocol/messages.hpp"
#include "tests/fakes/let_in.hpp"

namespace storeside::bench {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kAtOnce = 32;  // that call while the fleet gathers
constexpr std::size_t kAddresses = 8;
constexpr std::chrono::seconds kGatherPatience{600};
constexpr std::chrono::seconds kSettle{3};  // until what the last calls have caused is over
constexpr std::chrono::milliseconds kBetweenSamples{20};

}  // namespace

Result<std::vector<http::KeyPair>> enrol(const std::filesystem::path& hub_data,
                                         const pki::Authority& authority, std::size_t kiosks) {
    SystemClock clock;
    SystemRandom random;
    ASSIGN_OR_RETURN(auto database, hub_store::open(hub_data));
    // Nothing of it has to outlive this run.
    RETURN_IF_ERROR(database.execute("PRAGMA synchronous=OFF"));
    hub_store::Kiosks known(database);
    std::vector<http::KeyPair> enrolled;
    for (std::size_t i = 0; i != kiosks; ++i) {
        const auto in = hub_store::let_in(known, fmt::format("Kiosk {}", i + 1), authority, clock, random);
        enrolled.push_back({in.certificate.pem(), in.key.pem()});
    }
    return enrolled;
}

Fleet::Fleet(std::vector<http::KeyPair> kiosks, std::uint16_t port)
    : hub_(asio::ip::address_v4::loopback(), port) {
    // Who the hub is does not matter here; what it costs to find out is the kiosks' own.
    tls_.set_verify_mode(asio::ssl::verify_none);
    SSL_CTX_set_mode(tls_.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    for (auto& own : kiosks)
        kiosks_.push_back({.own = std::move(own), .cursor = {}, .desired = 0, .held = false, .call = {}});
}

std::string Fleet::request(const Kiosk& kiosk) const {
    protocol::SyncRequest message;
    message.cursor = kiosk.cursor;
    message.reported.version = kiosk.desired;
    message.wait = 300;
    const auto body = protocol::encode(message);
    return fmt::format(
        "POST /v1/sync HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\n"
        "content-length: {}\r\n\r\n{}",
        body.size(), body);
}

void Fleet::hold(Kiosk& kiosk, bool held) {
    if (kiosk.held == held) return;
    kiosk.held = held;
    if (held)
        ++held_;
    else
        --held_;
}

std::shared_ptr<HeldCall> Fleet::open(std::size_t index, std::function<void(HeldCall&)> ready) {
    HeldCall::Listener listener;
    listener.ready = std::move(ready);
    // Without a cursor the hub answers at once, with one.
    listener.sent = [this, index](HeldCall&) { hold(kiosks_[index], !kiosks_[index].cursor.epoch.empty()); };
    listener.answered = [this, index](HeldCall& call, const HeldCall::Answer& answer) {
        answered(index, call, answer);
    };
    listener.broke = [this, index](HeldCall& call, const std::string& why) {
        if (kiosks_[index].call.get() == &call) trouble(index, why, std::chrono::seconds(2));
    };
    auto call = std::make_shared<HeldCall>(context_, tls_, std::move(listener));
    const asio::ip::address_v4 from(asio::ip::address_v4::loopback().to_uint() +
                                    static_cast<std::uint32_t>(1 + index % kAddresses));
    call->open(kiosks_[index].own, from, hub_);
    return call;
}

void Fleet::call(std::size_t index) {
    auto& kiosk = kiosks_[index];
    kiosk.call = open(index, [this, index](HeldCall& call) { call.send(request(kiosks_[index])); });
}

void Fleet::call_later(std::size_t index, std::chrono::milliseconds delay) {
    auto timer = std::make_shared<asio::steady_timer>(context_, delay);
    timer->async_wait([this, index, timer](boost::system::error_code error) {
        if (!error) call(index);
    });
}

void Fleet::trouble(std::size_t index, const std::string& why, std::chrono::seconds again) {
    ++return_.errors;
    last_trouble_ = why;
    hold(kiosks_[index], false);
    call_later(index, again);
}

void Fleet::answered(std::size_t index, HeldCall& call, const HeldCall::Answer& answer) {
    auto& kiosk = kiosks_[index];
    if (kiosk.call.get() != &call) {
        ++older_ended_;
        return call.close();
    }
    if (answer.status == 200) return taken_in(index, call, answer.body);
    call.close();
    if (answer.status == 503 && answer.retry_after > 0 && kiosk.held) {
        ++return_.sent_away;
        hold(kiosk, false);
        return call_later(index, std::chrono::seconds(answer.retry_after));
    }
    trouble(index, fmt::format("status {}: {}", answer.status, answer.body),
            std::chrono::seconds(std::max(2L, answer.retry_after)));
}

void Fleet::taken_in(std::size_t index, HeldCall& call, const std::string& body) {
    auto& kiosk = kiosks_[index];
    hold(kiosk, false);
    const auto message = protocol::decode_sync_answer(body);
    if (!message) return trouble(index, message.error().message(), std::chrono::seconds(2));
    kiosk.cursor = message->cursor;
    kiosk.desired = message->desired.version;
    call.send(request(kiosk));
}

bool Fleet::run_until(const std::function<bool()>& done, std::chrono::seconds patience) {
    const auto end = Clock::now() + patience;
    while (!done()) {
        if (Clock::now() >= end) return false;
        context_.restart();
        context_.run_one_for(std::chrono::milliseconds(50));
    }
    return true;
}

Result<void> Fleet::gather() {
    std::size_t begun = 0;
    const bool all = run_until(
        [&] {
            while (begun < kiosks_.size() && begun < held_ + kAtOnce) call(begun++);
            return return_.errors > 0 || held_ == kiosks_.size();
        },
        kGatherPatience);
    if (!all || return_.errors > 0)
        return failure(Errc::unavailable, fmt::format("{} of {} kiosks have a held call; {}", held_,
                                                      kiosks_.size(), last_trouble_));
    run_until([] { return false; }, kSettle);
    return {};
}

Result<std::vector<double>> Fleet::wake_us(std::size_t samples) {
    std::vector<double> taken;
    for (std::size_t i = 0; i != samples; ++i) {
        const auto index = i * kiosks_.size() / samples;
        auto& kiosk = kiosks_[index];
        bool ready = false;
        const auto newer = open(index, [&](HeldCall&) { ready = true; });
        if (!run_until([&] { return ready; }, std::chrono::seconds(30)))
            return failure(Errc::unavailable, "a kiosk's newer call does not come through");
        run_until([] { return false; }, std::chrono::seconds(0));
        const auto pause = Clock::now() + kBetweenSamples;
        run_until([&] { return Clock::now() >= pause; }, std::chrono::seconds(1));

        const auto older = std::exchange(kiosk.call, newer);
        const auto ended = older_ended_;
        const auto start = Clock::now();
        newer->send(request(kiosk));
        if (!run_until([&] { return older_ended_ != ended; }, std::chrono::seconds(30)))
            return failure(Errc::unavailable, "a kiosk's older call is not ended");
        taken.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    return taken;
}

Result<Fleet::Return> Fleet::come_back(const std::function<Result<void>()>& stop_and_start,
                                       std::chrono::seconds patience) {
    return_ = {};
    const auto start = Clock::now();
    RETURN_IF_ERROR(stop_and_start());
    const bool all =
        run_until([&] { return return_.sent_away >= kiosks_.size() && held_ == kiosks_.size(); }, patience);
    return_.longest_s = std::chrono::duration<double>(Clock::now() - start).count();
    if (!last_trouble_.empty() && return_.errors > 0) fmt::print("last trouble: {}\n", last_trouble_);
    if (!all) return_.errors += kiosks_.size() - held_;
    return return_;
}

}  // namespace storeside::bench
