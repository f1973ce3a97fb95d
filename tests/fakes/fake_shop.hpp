// A shop in memory that goes wrong when it is told to. It passes the same contract as the real ones.
#pragma once
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "sync/connectors/shop/choice.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "tests/fakes/placed_order.hpp"

namespace storeside {

class FakeShop final : public connectors::OrderSource {
public:
    static constexpr std::string_view kSecret = "fake secret";

    explicit FakeShop(std::string name = "fake") : name_(std::move(name)) {}

    void place(const PlacedOrder& placed) {
        connectors::KnownOrder known;
        known.reference = "ref-" + placed.number;
        known.buyer = placed.buyer;
        known.pickup_place = placed.pickup_place;
        known.changed_at = placed.changed;
        known.order = {.number = placed.number,
                       .state = placed.state,
                       .timeline = {{orders::State::placed, placed.placed}},
                       .items = placed.items,
                       .carrier = placed.carrier,
                       .as_of = placed.changed};
        if (placed.state != orders::State::placed)
            known.order.timeline.push_back({placed.state, placed.changed});
        if (!placed.parcel.empty()) known.order.parcels = {{placed.carrier, placed.parcel, placed.changed}};
        if (!placed.refunded.empty())
            known.order.refunds = {{placed.changed, placed.refunded, placed.currency}};
        const std::lock_guard lock(mutex_);
        std::erase_if(orders_, [&](const auto& other) { return other.reference == known.reference; });
        orders_.push_back(std::move(known));
    }
    // Every call fails so until it is called without an error.
    void fail(std::optional<Error> error = std::nullopt) {
        const std::lock_guard lock(mutex_);
        error_ = std::move(error);
    }
    void fail_reads(Error error) {
        const std::lock_guard lock(mutex_);
        read_error_ = std::move(error);
    }
    void take_away(const std::string& number) {
        const std::lock_guard lock(mutex_);
        std::erase_if(orders_, [&](const auto& known) { return known.order.number == number; });
    }
    // Look-ups wait from now on until they are let go.
    void hold() {
        const std::lock_guard lock(mutex_);
        held_ = true;
    }
    void let_go() {
        const std::lock_guard lock(mutex_);
        held_ = false;
        released_.notify_all();
    }
    int finds() const {
        const std::lock_guard lock(mutex_);
        return finds_;
    }
    int reads() const {
        const std::lock_guard lock(mutex_);
        return reads_;
    }
    // What recent() was asked for last.
    Time asked_since() const {
        const std::lock_guard lock(mutex_);
        return asked_since_;
    }

    std::string name() const override { return name_; }

    Result<std::optional<connectors::KnownOrder>> look_up(const orders::Question& question) override {
        std::unique_lock lock(mutex_);
        ++finds_;
        released_.wait(lock, [&] { return !held_; });
        if (error_) return std::unexpected(*error_);
        return connectors::choose(orders_, question);
    }

    Result<connectors::OrderPage> recent(const std::string& store, Time since,
                                         const std::string& cursor) override {
        constexpr std::size_t kPageSize = 10;
        const std::lock_guard lock(mutex_);
        if (error_) return std::unexpected(*error_);
        asked_since_ = since;
        if (cursor.find_first_not_of("0123456789") != std::string::npos)
            return failure(Errc::invalid_input, "this is no cursor of the fake shop");
        std::size_t at = cursor.empty() ? 0 : std::stoul(cursor);
        connectors::OrderPage page;
        for (; at < orders_.size() && page.orders.size() < kPageSize; ++at)
            if (orders_[at].changed_at >= since && connectors::concerns(orders_[at], store))
                page.orders.push_back(orders_[at]);
        if (at < orders_.size()) page.next = std::to_string(at);
        return page;
    }

    Result<std::optional<connectors::KnownOrder>> read(const std::string& reference) override {
        const std::lock_guard lock(mutex_);
        ++reads_;
        if (read_error_) return std::unexpected(*read_error_);
        if (error_) return std::unexpected(*error_);
        for (const auto& known : orders_)
            if (known.reference == reference) return known;
        return std::nullopt;
    }

    Result<connectors::ShopNews> verify_webhook(const connectors::Headers& headers,
                                                const std::string& body) const override {
        RETURN_IF_ERROR(
            connectors::verify_signature(kSecret, body, connectors::header_of(headers, "x-fake-signature")));
        if (body.empty()) return failure(Errc::invalid_input, "the webhook names no order");
        return connectors::ShopNews{std::string(connectors::header_of(headers, "x-fake-delivery")), {body}};
    }

    std::vector<connectors::Finding> check() override {
        const std::lock_guard lock(mutex_);
        using Kind = connectors::Finding::Kind;
        if (error_) return {{Kind::broken, "The fake shop fails: " + error_->message() + "."}};
        return {{Kind::works, "The fake shop answers."}};
    }

private:
    std::string name_;
    mutable std::mutex mutex_;  // guards everything below
    std::vector<connectors::KnownOrder> orders_;
    std::optional<Error> error_, read_error_;
    int finds_ = 0;
    int reads_ = 0;
    Time asked_since_{};
    bool held_ = false;
    std::condition_variable released_;
};

}  // namespace storeside
