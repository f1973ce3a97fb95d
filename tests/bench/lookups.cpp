#include "tests/bench/lookups.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/address_v4.hpp>

namespace storeside::bench {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kPatience{120};

}  // namespace

Lookups::Lookups(std::uint16_t port) : hub_(asio::ip::address_v4::loopback(), port) {
    tls_.set_verify_mode(asio::ssl::verify_none);  // who the hub is does not matter here
}

Result<std::unique_ptr<Lookups>> Lookups::connect(const std::vector<http::KeyPair>& kiosks,
                                                  std::uint16_t port) {
    std::unique_ptr<Lookups> self(new Lookups(port));
    self->connections_.resize(kiosks.size());
    for (std::size_t i = 0; i != kiosks.size(); ++i) {
        HeldCall::Listener listener;
        listener.ready = [lookups = self.get(), i](HeldCall&) { lookups->free_.push_back(i); };
        listener.sent = [](HeldCall&) {};
        listener.answered = [lookups = self.get(), i](HeldCall&, const HeldCall::Answer& answer) {
            lookups->answered(i, answer);
        };
        listener.broke = [lookups = self.get()](HeldCall&, const std::string& why) {
            lookups->trouble_ = Error(Errc::unavailable, why);
        };
        self->connections_[i].call =
            std::make_shared<HeldCall>(self->context_, self->tls_, std::move(listener));
        self->connections_[i].call->open(kiosks[i], asio::ip::address_v4::loopback(), self->hub_);
    }
    RETURN_IF_ERROR(self->run_until([&] { return self->free_.size() == kiosks.size(); }));
    return self;
}

void Lookups::send(std::size_t connection, const std::string& body, Clock::time_point due) {
    connections_[connection].due = due;
    connections_[connection].call->send(
        fmt::format("POST /v1/orders/find HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\n"
                    "content-length: {}\r\n\r\n{}",
                    body.size(), body));
}

void Lookups::answered(std::size_t connection, const HeldCall::Answer& answer) {
    const std::chrono::duration<double, std::milli> taken = Clock::now() - connections_[connection].due;
    taken_ms_.push_back(taken.count());
    if (answer.status != 200 || !answer.body.starts_with(R"({"order":{)"))
        trouble_ =
            Error(Errc::internal, fmt::format("a look-up is answered {} {}", answer.status, answer.body));
    free_.push_back(connection);
    if (next_) next_(connection);
}

Result<void> Lookups::run_until(const std::function<bool()>& done) {
    const auto end = Clock::now() + kPatience;
    while (!done() && !trouble_ && Clock::now() < end) {
        context_.restart();
        if (context_.poll() == 0) context_.run_one_for(std::chrono::microseconds(200));
    }
    if (trouble_) return std::unexpected(*trouble_);
    if (!done()) return failure(Errc::unavailable, "the hub does not answer");
    return {};
}

Result<double> Lookups::flat_out(std::size_t count, const Question& question) {
    std::size_t begun = 0;
    taken_ms_.clear();
    next_ = [&](std::size_t) {
        if (begun == count) return;
        const auto connection = free_.front();
        free_.pop_front();
        send(connection, question(begun++), Clock::now());
    };
    const auto start = Clock::now();
    for (auto waiting = free_.size(); waiting != 0; --waiting) next_(0);
    const auto done = run_until([&] { return taken_ms_.size() == count; });
    next_ = nullptr;
    RETURN_IF_ERROR(done);
    return static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - start).count();
}

Result<std::vector<double>> Lookups::at_rate(double per_second, std::size_t count, const Question& question) {
    std::size_t begun = 0;
    taken_ms_.clear();
    const auto start = Clock::now();
    const auto due = [&](std::size_t n) {
        return start + std::chrono::duration_cast<Clock::duration>(
                           std::chrono::duration<double>(static_cast<double>(n) / per_second));
    };
    RETURN_IF_ERROR(run_until([&] {
        while (begun != count && !free_.empty() && Clock::now() >= due(begun)) {
            const auto connection = free_.front();
            free_.pop_front();
            send(connection, question(begun), due(begun));
            ++begun;
        }
        return taken_ms_.size() == count;
    }));
    return taken_ms_;
}

Result<double> Lookups::one(const std::string& question) {
    taken_ms_.clear();
    const auto connection = free_.front();
    free_.pop_front();
    send(connection, question, Clock::now());
    RETURN_IF_ERROR(run_until([&] { return taken_ms_.size() == 1; }));
    return taken_ms_.front();
}

}  // namespace storeside::bench
