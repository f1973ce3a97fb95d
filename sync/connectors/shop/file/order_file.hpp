// A shop that is a file of orders: the hub's demo shop, and a way to try Storeside before connecting a real
// one.
//
// {"orders": [{"number": "BB-10023", "email": "…", "phone": "…", "postcode": "…", "state":
// "ready_for_pickup",
//   "timeline": [{"state": "placed", "hours_ago": 30}], "items": [{"name": "…", "quantity": 2}],
//   "carrier": "…", "parcels": ["PN4402881720"], "pickup_desk": "3", "due_in_hours": 48}]}
//
// An order is found by its number or by the code of one of its parcels, as a scanner reads it.
// Times are hours before and after now, so that a demo never grows old, or the shop's own: "at":
// "2026-11-22T14:03:07Z" instead of "hours_ago", "due" instead of "due_in_hours".
#pragma once
#include <chrono>
#include <filesystem>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/orders/matching.hpp"
#include "sync/connectors/shop/order_source.hpp"

namespace storeside::connectors {

class OrderFile final : public OrderSource {
public:
    // A file that is opened is read again when it changed; one that is wrong then leaves what was read
    // before. Errors name the file, the order and the field. At most 16 MiB and 100,000 orders. `clock` must
    // outlive it.
    static Result<OrderFile> open(const std::filesystem::path& path, const Clock& clock);
    static Result<OrderFile> parse(std::string_view text, const Clock& clock);

    std::string name() const override { return name_; }
    void call(std::string name) { name_ = std::move(name); }
    Result<std::optional<KnownOrder>> look_up(const orders::Question& question) override;
    // An order changed when the last thing of its timeline happened.
    Result<OrderPage> recent(const std::string& store, Time since, const std::string& cursor) override;
    Result<std::optional<KnownOrder>> read(const std::string& reference) override;
    Result<ShopNews> verify_webhook(const Headers& headers, const std::string& body) const override;
    std::vector<Finding> check() override;

    std::size_t size() const { return rows_.size(); }

private:
    // A time of its own, or one that keeps its distance from now.
    struct When {
        std::optional<Time> at;
        std::chrono::hours from_now{};
        Time seen(Time now) const { return at ? *at : now + from_now; }
    };
    struct Step {
        orders::State state = orders::State::placed;
        When when;
    };
    struct Row {
        KnownOrder known;  // without its times
        std::vector<Step> timeline;
        std::optional<When> due;
    };
    struct Reader;

    static KnownOrder at(const Row& row, Time now);
    void read_again_if_it_changed();

    explicit OrderFile(const Clock& clock) : clock_(&clock) {}

    const Clock* clock_;
    std::string name_ = "file";
    std::filesystem::path path_;  // empty: it never changes
    std::filesystem::file_time_type written_{};
    std::vector<Row> rows_;
};

}  // namespace storeside::connectors
