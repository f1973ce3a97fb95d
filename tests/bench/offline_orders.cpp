#include "tests/bench/offline_orders.hpp"

#include <chrono>
#include <future>

#include "firmware/orders/canonical.hpp"
#include "firmware/orders/kiosk_key.hpp"
#include "firmware/services/offline_orders.hpp"
#include "sync/protocol/order_mail.hpp"
#include "tests/bench/report.hpp"

namespace storeside::bench {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t kFound = 4;  // so many orders are sealed for a factor that is then asked for
constexpr std::size_t kMissed = 5;

orders::Order usual(std::size_t n, Time now) {
    using orders::State;
    constexpr const char* kItems[] = {"Cordless drill BEAM 18 V",    "Noxus Pro 10 mm masonry bit",
                                      "Interior paint, matt, 2.5 l", "Oak shelf 80 x 25 cm",
                                      "Garden hose 25 m with reel",  "LED bulb E27 8 W, set of 4"};
    orders::Order order{.number = "BB-" + std::to_string(100'000 + n), .state = State::ready_for_pickup};
    auto at = now - std::chrono::hours(50 + n % 200) - Duration(n * 7'919'000);
    for (const auto state : {State::placed, State::paid, State::packed, State::ready_for_pickup}) {
        order.timeline.push_back({state, at});
        at += std::chrono::minutes(37 + n % 700);
    }
    for (std::size_t i = 0; i != 1 + n % 4; ++i)
        order.items.push_back({kItems[(n + i * 5) % std::size(kItems)], static_cast<int>(1 + (n + i) % 3)});
    order.pickup_desk = std::to_string(1 + n % 4);
    order.due = now + std::chrono::hours(120);
    order.as_of = at;
    return order;
}

std::string email_of(std::size_t n) { return "buyer" + std::to_string(n) + "@example.org"; }

class Shelf {
public:
    Shelf(services::Store& store, const orders::PublicKey& kiosk) : store_(store), kiosk_(kiosk) {
        random_.fill(derivation_.salt);
    }

    const orders::Derivation& derivation() const { return derivation_; }

    Result<void> fill(std::size_t count, Time now) {
        protocol::KeptOrders letter{derivation_, true, {}};
        std::size_t bytes = 0;
        for (std::size_t n = 0; n != count; ++n) {
            ASSIGN_OR_RETURN(auto order, sealed(n, now));
            const auto size = protocol::encoded_size(order);
            if (bytes + size > protocol::kMaxKeptBytes - 256) {
                RETURN_IF_ERROR(send(letter, now));
                letter = {derivation_, false, {}};
                bytes = 0;
            }
            bytes += size;
            letter.orders.push_back(std::move(order));
        }
        return send(letter, now);
    }

private:
    // Ways that nobody is going to ask for are as long as those that cost argon2id.
    Result<orders::SealedOrder> sealed(std::size_t n, Time now) {
        const auto key = orders::Key::random(random_);
        orders::SealedOrder order{make_id(now, random_), {}, {}, now + std::chrono::days(30)};
        const auto plain = usual(n, now);
        order.body = orders::seal_body(key, order.id, protocol::pack_order(plain), random_);
        for (int factor = 0; factor != 3; ++factor) {
            orders::Derived way{{}, orders::Key::random(random_)};
            random_.fill(way.locator);
            if (n < kFound && factor == 0) {
                const auto number = orders::canonical_number(plain.number);
                const auto email = orders::canonical_factor(email_of(n));
                ASSIGN_OR_RETURN(
                    way, orders::derive(number.view(), email.view(), derivation_.salt, derivation_.cost));
            }
            order.ways.push_back(orders::way_to(way, key));
        }
        return order;
    }

    Result<void> send(const protocol::KeptOrders& letter, Time now) {
        ASSIGN_OR_RETURN(const auto box, orders::seal_for(kiosk_, protocol::encode(letter)));
        const auto id = make_id(now, random_);
        ++n_;
        return store_.settle(0, {{n_, id, std::string(protocol::kOrdersKept), protocol::boxed(box)}},
                             {"e", n_, id});
    }

    services::Store& store_;
    orders::PublicKey kiosk_;
    orders::Derivation derivation_;
    SystemRandom random_;
    std::int64_t n_ = 0;
};

// How long it takes until the answer is there, which must hold an order or not.
Result<double> ask(services::OfflineOrders& kept, orders::Question question, bool there) {
    std::promise<Result<std::optional<orders::Order>>> promise;
    const auto start = std::chrono::steady_clock::now();
    kept.find(std::move(question), [&](auto found) { promise.set_value(std::move(found)); });
    ASSIGN_OR_RETURN(const auto found, promise.get_future().get());
    const Milliseconds taken = std::chrono::steady_clock::now() - start;
    if (found.has_value() != there)
        return failure(Errc::internal, "a kept order is found where it should not be, or not");
    return taken.count();
}

Result<double> guess_ms(const orders::Derivation& derivation, std::size_t samples) {
    std::vector<double> taken;
    for (std::size_t n = 0; n != samples; ++n) {
        const auto start = std::chrono::steady_clock::now();
        RETURN_IF_ERROR(orders::derive("100000", "z:" + std::to_string(n), derivation.salt, derivation.cost));
        taken.push_back(Milliseconds(std::chrono::steady_clock::now() - start).count());
    }
    return median(taken);
}

}  // namespace

Result<OfflineFigures> measure_offline(const std::filesystem::path& folder, std::size_t orders,
                                       std::size_t samples) {
    std::filesystem::create_directories(folder);
    const SystemClock clock;
    SystemRandom random;
    const auto file = folder / "kiosk.db";
    OfflineFigures figures;
    {
        ASSIGN_OR_RETURN(const auto store, services::Store::open(file, clock));
        ASSIGN_OR_RETURN(const auto kiosk, store->keep_orders_with(orders::Key::random(random)));
        Shelf shelf(*store, kiosk);
        RETURN_IF_ERROR(shelf.fill(orders, clock.now()));
        services::OfflineOrders kept(*store);
        const auto question = [](std::size_t n, const std::string& factor) {
            return orders::Question{Secret(std::to_string(100'000 + n)), Secret(factor)};
        };
        std::vector<double> found, missed;
        for (std::size_t i = 0; i != samples; ++i) {
            ASSIGN_OR_RETURN(const auto ms, ask(kept, question(i % kFound, email_of(i % kFound)), true));
            found.push_back(ms);
        }
        for (std::size_t i = 0; i != kMissed; ++i) {
            ASSIGN_OR_RETURN(const auto ms, ask(kept, question(i, "nobody@example.org"), false));
            missed.push_back(ms);
        }
        ASSIGN_OR_RETURN(figures.guess_ms, guess_ms(shelf.derivation(), samples));
        figures.found_ms = median(found);
        figures.missed_ms = median(missed);
        kept.stop();
        store->stop();
    }
    figures.cache_mb = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
    return figures;
}

}  // namespace storeside::bench
