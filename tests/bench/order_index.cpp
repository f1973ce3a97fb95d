#include "tests/bench/order_index.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <random>
#include <vector>

#include "firmware/base/random.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/hub_store/store.hpp"

namespace storeside::bench {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::hours;

constexpr std::size_t kInOneTransaction = 10'000;

double per_second(std::size_t count, Clock::time_point start) {
    return static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - start).count();
}

// What anybody would write who has nothing but SQLite.
class Bare {
public:
    explicit Bare(const std::filesystem::path& file) {
        good_ = sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK &&
                sqlite3_prepare_v2(database_,
                                   "SELECT o.body FROM shop_order_number t JOIN shop_order o ON o.n = t.n "
                                   "WHERE t.tag = ?",
                                   -1, &select_, nullptr) == SQLITE_OK;
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() {
        sqlite3_finalize(select_);
        sqlite3_close(database_);
    }
    bool find(std::int64_t tag) {
        if (!good_) return false;
        sqlite3_bind_int64(select_, 1, tag);
        const bool found = sqlite3_step(select_) == SQLITE_ROW && sqlite3_column_bytes(select_, 0) > 100;
        sqlite3_reset(select_);
        return found;
    }

private:
    sqlite3* database_ = nullptr;
    sqlite3_stmt* select_ = nullptr;
    bool good_ = false;
};

}  // namespace

std::string number_of(std::size_t n) { return std::to_string(1'000'000 + n); }
std::string email_of(std::size_t n) { return fmt::format("buyer{}@example.org", n); }

orders::KnownOrder bench_order(std::size_t n) {
    static const auto now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
    orders::KnownOrder known;
    known.reference = std::to_string(n + 1);
    known.changed_at = now - hours(n % 1000);
    known.buyer = {email_of(n), fmt::format("+49 171 {:07}", n), fmt::format("{:05}", n % 99'999)};
    auto& order = known.order;
    order.number = "W-" + number_of(n);
    order.state = n % 2 == 0 ? orders::State::shipped : orders::State::ready_for_pickup;
    order.timeline = {{orders::State::placed, known.changed_at - hours(48)},
                      {orders::State::paid, known.changed_at - hours(47)},
                      {order.state, known.changed_at}};
    order.items = {{"Cordless drill, 18 V, with two batteries and a case", 1}, {"Wood screws 4 x 40", 200}};
    if (n % 2 == 0) order.parcels = {{"Pony Post", fmt::format("PN{:010}", n), known.changed_at}};
    return known;
}

Result<void> fill_index(const std::filesystem::path& hub_data, std::size_t count) {
    SystemClock clock;
    SystemRandom random;
    ASSIGN_OR_RETURN(auto database, hub_store::open(hub_data));
    // Nothing of it has to outlive this run.
    RETURN_IF_ERROR(database.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000"));
    ASSIGN_OR_RETURN(const auto key, hub_store::OrderKey::open(hub_data, random));
    hub_store::Orders index(database, key);
    for (std::size_t n = 0; n < count;) {
        ASSIGN_OR_RETURN(auto transaction, database.begin());
        for (const auto end = std::min(count, n + kInOneTransaction); n != end; ++n)
            RETURN_IF_ERROR(index.put(transaction, kBenchShop, bench_order(n), clock.now()));
        RETURN_IF_ERROR(transaction.commit());
    }
    return database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<IndexSpeed> measure_index(const std::filesystem::path& hub_data, std::size_t count,
                                 std::size_t samples) {
    SystemRandom random;
    ASSIGN_OR_RETURN(auto database, hub_store::open(hub_data));
    ASSIGN_OR_RETURN(const auto key, hub_store::OrderKey::open(hub_data, random));
    hub_store::Orders index(database, key);
    std::mt19937_64 dice(1);
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i != samples; ++i) asked.push_back(dice() % count);

    IndexSpeed speed;
    auto start = Clock::now();
    for (const auto n : asked) {
        ASSIGN_OR_RETURN(const auto found, index.find(kBenchShop, number_of(n)));
        std::vector<orders::KnownOrder> candidates;
        for (const auto& one : found) candidates.push_back(one.known);
        if (!connectors::choose(candidates, {Secret(number_of(n)), Secret(email_of(n))}))
            return failure(Errc::internal, "an order is not found in the index");
    }
    speed.finds_per_s = per_second(samples, start);

    std::vector<std::int64_t> tags;
    for (const auto n : asked) tags.push_back(key.tag(kBenchShop, number_of(n)));
    Bare bare(hub_data / "hub.db");
    start = Clock::now();
    for (const auto tag : tags)
        if (!bare.find(tag)) return failure(Errc::internal, "an order is not found by bare SQLite");
    speed.sqlite_per_s = per_second(samples, start);
    return speed;
}

}  // namespace storeside::bench
