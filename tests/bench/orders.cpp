// storeside-bench-orders: how fast a hub finds an order among a million of its index, over its own door, and
// how much it adds to what a shop takes. The hub is the program itself.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <random>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/hub/config.hpp"
#include "sync/hub/identity.hpp"
#include "sync/protocol/messages.hpp"
#include "tests/bench/fleet.hpp"
#include "tests/bench/lookups.hpp"
#include "tests/bench/offline_orders.hpp"
#include "tests/bench/order_index.hpp"
#include "tests/bench/report.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/woocommerce_stub.hpp"
#include "tests/real/process.hpp"

namespace {

using namespace storeside;
using namespace storeside::bench;
namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::size_t kOrders = 1'000'000;
constexpr std::size_t kKiosks = 32;
constexpr std::size_t kKeptOrders = 2'000;
constexpr double kRate = 2'000;                      // look-ups a second at which the times are taken
constexpr std::size_t kFirstOfTheShop = 20'000'000;  // numbers that only the shop knows

struct Target {
    const char* key;
    const char* meaning;
    double bound;
    bool at_most;
};

constexpr Target kTargets[] = {
    {"lookups_per_s", "look-ups a second, from the hub's index", kRate, false},
    {"lookup_p99_ms", "ms of one at 2000 a second, 99 of 100", 10, true},
    {"shop_added_ms", "ms that the hub adds to what the shop takes", 5, true},
    {"offline_ms", "ms of an answer without a line, with argon2id", 250, true},
    {"cache_mb_2000", "MB of a kiosk's database with 2000 kept orders", 2, true},
};

std::string question(const std::string& number, const std::string& factor) {
    return protocol::encode(protocol::OrderRequest{{Secret(number), Secret(factor)}});
}

class Bench {
public:
    Bench(Call call, std::size_t orders)
        : call_(std::move(call)), orders_(orders), folder_(call_.scratch("orders")) {}

    Result<void> run() {
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "data");
        RETURN_IF_ERROR(prepare());
        RETURN_IF_ERROR(measure_without_hub());
        RETURN_IF_ERROR(start_hub());
        ASSIGN_OR_RETURN(const auto lookups, Lookups::connect(kiosks_, port_));
        RETURN_IF_ERROR(measure_index_lookups(*lookups));
        RETURN_IF_ERROR(measure_shop(*lookups));
        hub_->end(SIGTERM);
        RETURN_IF_ERROR(measure_kept());
        compare();
        fs::remove_all(folder_ / "data");  // about a gigabyte
        return write_report(call_, "orders",
                            {{"figures", figures_}, {"peers", peers_}, {"machine", machine()}});
    }

private:
    Result<void> prepare() {
        SystemClock clock;
        SystemRandom random;
        const auto start = std::chrono::steady_clock::now();
        RETURN_IF_ERROR(fill_index(folder_ / "data", orders_));
        fmt::print("{} orders are in the index after {:.0f} s, {:.0f} MB\n", orders_,
                   std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
                   static_cast<double>(fs::file_size(folder_ / "data" / "hub.db")) / 1e6);
        figures_["orders"] = orders_;
        ASSIGN_OR_RETURN(const auto identity, hub::HubIdentity::open(folder_ / "data", {}, clock, random));
        ASSIGN_OR_RETURN(kiosks_, enrol(folder_ / "data", identity.authority(), kKiosks));
        RETURN_IF_ERROR(write_file(folder_ / "key", WooCommerceStub::kKey));
        return write_file(folder_ / "hub.toml",
                          fmt::format("listen = \"127.0.0.1:0\"\ndata = \"data\"\n[[shop]]\nkind = "
                                      "\"woocommerce\"\nname = \"{}\"\nurl = \"{}\"\nkey_file = \"key\"\n"
                                      "poll_seconds = 86400\nfresh_seconds = 86400\nhistory_days = 1\n",
                                      kBenchShop, stub_.url()));
    }

    Result<void> measure_without_hub() {
        ASSIGN_OR_RETURN(const auto speed,
                         measure_index(folder_ / "data", orders_, call_.quick ? 20'000 : 100'000));
        fmt::print("without a hub: {:.0f} a second from the index, {:.0f} with SQLite alone\n",
                   speed.finds_per_s, speed.sqlite_per_s);
        figures_["index_finds_per_s"] = speed.finds_per_s;
        peers_["sqlite"] = {{"name", "SQLite, the same row by the same key, without a hub around it"},
                            {"lookups_per_s", speed.sqlite_per_s}};
        return {};
    }

    Result<void> start_hub() {
        ASSIGN_OR_RETURN(auto started, real::Process::start({(call_.programs / "storeside-hub").string(),
                                                             "--config", (folder_ / "hub.toml").string(),
                                                             "--port-file", (folder_ / "port").string()},
                                                            folder_ / "hub.log"));
        hub_.emplace(std::move(started));
        if (!eventually([&] { return !hub_->running() || fs::exists(folder_ / "port"); }) || !hub_->running())
            return failure(Errc::internal, "the hub does not start: " + (folder_ / "hub.log").string());
        ASSIGN_OR_RETURN(const auto text, read_file(folder_ / "port", 16));
        port_ = static_cast<std::uint16_t>(std::stoi(text));
        return {};
    }

    Result<void> measure_index_lookups(Lookups& lookups) {
        std::mt19937_64 dice(2);
        const auto any = [&](std::size_t) {
            const auto n = dice() % orders_;
            return question(number_of(n), email_of(n));
        };
        const std::size_t warm = 2'000, many = call_.quick ? 10'000 : 60'000;
        if (auto warmed = lookups.flat_out(warm, any); !warmed) return std::unexpected(warmed.error());
        ASSIGN_OR_RETURN(figures_["lookups_per_s"], lookups.flat_out(many, any));
        ASSIGN_OR_RETURN(const auto ms, lookups.at_rate(kRate, many, any));
        figures_["lookup_p50_ms"] = median(ms);
        figures_["lookup_p99_ms"] = quantile(ms, 0.99);
        if (stub_.requests() > 10) return failure(Errc::internal, "the shop was asked: nothing was measured");
        return {};
    }

    // The hub and a connector in this process take turns to ask the same shop.
    Result<void> measure_shop(Lookups& lookups) {
        const std::size_t samples = call_.quick ? 50 : 200;
        const auto number = [](std::size_t n) { return std::to_string(kFirstOfTheShop + n); };
        for (std::size_t n = 0; n != 2 * samples; ++n) {
            PlacedOrder order;
            order.number = number(n);
            order.buyer.email = email_of(n);
            order.placed = order.changed = SystemClock().now() - std::chrono::hours(24 * 400);
            stub_.place(order);
        }
        SystemClock clock;
        ASSIGN_OR_RETURN(auto config, hub::load_config(folder_ / "hub.toml"));
        ASSIGN_OR_RETURN(const auto shop,
                         connectors::make_shop(config.shops.front(), {clock, [](Duration) {}}));
        std::vector<double> direct, through_hub;
        for (std::size_t n = 0; n != samples; ++n) {
            const auto start = std::chrono::steady_clock::now();
            ASSIGN_OR_RETURN(const auto found, shop->find({Secret(number(2 * n)), Secret(email_of(2 * n))}));
            const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
            if (!found) return failure(Errc::internal, "the shop does not know its order " + number(2 * n));
            direct.push_back(taken.count());
            ASSIGN_OR_RETURN(const auto ms, lookups.one(question(number(2 * n + 1), email_of(2 * n + 1))));
            through_hub.push_back(ms);
        }
        figures_["shop_direct_ms"] = median(direct);
        figures_["shop_added_ms"] = median(through_hub) - median(direct);
        return {};
    }

    Result<void> measure_kept() {
        ASSIGN_OR_RETURN(const auto kept,
                         measure_offline(folder_ / "kiosk", kKeptOrders, call_.quick ? 10 : 40));
        figures_["offline_ms"] = kept.found_ms;
        figures_["offline_missed_ms"] = kept.missed_ms;
        figures_["offline_guess_ms"] = kept.guess_ms;
        figures_["cache_mb_2000"] = kept.cache_mb;
        fmt::print(
            "without a line: {:.0f} ms to a kept order, {:.0f} ms in vain; argon2id alone takes {:.0f} ms\n",
            kept.found_ms, kept.missed_ms, kept.guess_ms);
        return {};
    }

    void compare() {
        fmt::print("\n{:<60}{:>10}{:>10}\n", "", "measured", "target");
        for (const auto& target : kTargets) {
            const double value = figures_[target.key].to_number<double>();
            const bool met = target.at_most ? value <= target.bound : value >= target.bound;
            fmt::print("{:<60}{:>10.2f}{:>9}{}  {}\n", target.meaning, value,
                       target.at_most ? "<= " : ">= ", target.bound, met ? "" : "missed");
        }
        const double peer = peers_["sqlite"].at("lookups_per_s").to_number<double>();
        figures_["lookups_ratio_sqlite"] = figures_["lookups_per_s"].to_number<double>() / peer;
        figures_["index_ratio_sqlite"] = figures_["index_finds_per_s"].to_number<double>() / peer;
        fmt::print("\nours / SQLite alone: {:.3f} over the hub's door, {:.3f} without a hub\n",
                   figures_["lookups_ratio_sqlite"].to_number<double>(),
                   figures_["index_ratio_sqlite"].to_number<double>());
        fmt::print(
            "\n{} kiosks with mutual TLS ask for orders at random; who asks runs on the same cores. The "
            "times "
            "are\ntaken from when a look-up was due, not from when it could be sent.\n",
            kKiosks);
    }

    Call call_;
    std::size_t orders_;
    fs::path folder_;
    WooCommerceStub stub_;
    std::vector<http::KeyPair> kiosks_;
    std::optional<real::Process> hub_;
    std::uint16_t port_ = 0;
    json::object figures_, peers_;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli(
        "Measures order look-ups over a hub's own door, from an index of a million orders and from a shop "
        "(--quick: 100,000 orders).");
    Call call;
    std::size_t orders = 0;
    cli.add_option("--orders", orders, "How many; 1000000 by default")->check(CLI::Range(1'000, 10'000'000));
    if (const auto code = read_call(cli, argc, argv, call)) return *code;
    if (orders == 0) orders = call.quick ? 100'000 : kOrders;
    if (const auto done = Bench(call, orders).run(); !done) {
        fmt::print(stderr, "storeside-bench-orders: {}\n", done.error().message());
        return 1;
    }
    return 0;
}
