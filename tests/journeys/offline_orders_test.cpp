// "Where is my order?" while the line is down: shop, hub, kiosk and its core, and then no hub any more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

#include "firmware/orders/guess_limit.hpp"
#include "firmware/orders/kiosk_key.hpp"
#include "firmware/services/services.hpp"
#include "sync/agent/agent.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/protocol/base64.hpp"
#include "tests/fakes/planted_words.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside {
namespace {

using testing::IsEmpty;
using Problem = kiosk::OrderEntry::Problem;
using orders::State;

// A box whose screen the test plays.
class Box {
public:
    Box(const std::filesystem::path& data, const RunningHub& hub, const TestKiosk& identity)
        : store_(services::Store::open(data / "kiosk.db", clock_).value()) {
        const auto key = orders::open_kiosk_key(data / "orders.key", random_).value();
        const auto open = store_->keep_orders_with(key).value();
        agent::Options options;
        options.hub = hub.url();
        options.identity = identity.identity();
        options.packs = data / "packs";
        options.first_delay = options.longest_delay = std::chrono::milliseconds(20);
        options.order_key = protocol::to_base64({reinterpret_cast<const char*>(open.data()), open.size()});
        agent_ = std::make_unique<agent::Agent>(
            options, *store_, clock_, random_,
            agent::Callbacks{.on_line = [this](bool online, Time at) { services_.line_changed(online, at); },
                             .on_mail = [this](const journal::Mail& mail) { services_.mail_arrived(mail); }});
    }
    ~Box() {
        agent_->stop();
        services_.stop();
        content_.stop();
        store_->stop();
    }
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    void happen(kiosk::Event event) { services_.run(core.happen(std::move(event))); }

    // Lets services answer until this is so.
    template <class E>
    E answered() {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (!changed_.wait_for(lock, std::chrono::seconds(20), [this] { return !answers_.empty(); }))
                throw std::runtime_error("no service answers");
            auto event = std::move(answers_.front());
            answers_.pop_front();
            lock.unlock();
            happen(event);
            if (const auto* found = std::get_if<E>(&event)) return *found;
        }
    }
    void wait_for_line(bool online) {
        while (answered<kiosk::LineChanged>().online != online) {
        }
    }

    kiosk::OrderArrived ask(const std::string& number, const std::string& factor) {
        happen(kiosk::WentHome{});
        happen(kiosk::OpenedOrders{});
        happen(kiosk::Cleared{});
        happen(kiosk::Typed{number});
        happen(kiosk::Submitted{});
        happen(kiosk::Typed{factor});
        happen(kiosk::Submitted{});
        return answered<kiosk::OrderArrived>();
    }

    ScriptedKiosk core;

private:
    void answer(kiosk::Event event) {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(event));
        changed_.notify_one();
    }

    SystemClock clock_;
    SystemRandom random_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<kiosk::Event> answers_;
    std::unique_ptr<services::Store> store_;
    services::ContentService content_{[this](kiosk::Event event) { answer(std::move(event)); }};
    std::unique_ptr<agent::Agent> agent_;
    services::Services services_{
        *store_,
        content_,
        {.find_order = [this](auto question, auto found) { agent_->find_order(question, found); },
         .something_to_send = [] {}},
        {},
        [this](kiosk::Event event) { answer(std::move(event)); }};
};

PlacedOrder annas(State state, Duration ago) {
    const Time now = SystemClock().now();
    return {.number = "BB-10023",
            .buyer = {"anna@example.org", "+44 1632 960123", "BB4 7QT"},
            .state = state,
            .items = {{"Wobblyhinge", 2}},
            .placed = now - std::chrono::hours(72),
            .changed = now - ago};
}

class OfflineOrders : public testing::Test {
protected:
    static connectors::Shops shops(FakeShop*& followed) {
        connectors::Shops shops;
        auto asked = std::make_unique<FakeShop>();
        auto second = std::make_unique<FakeShop>();
        second->place(annas(State::packed, std::chrono::hours(20)));
        followed = second.get();
        shops.add(std::move(asked), {});
        shops.follow(std::move(second), {.poll = std::chrono::milliseconds(20)});
        return shops;
    }

    std::int64_t number(db::Database& database, const std::string& sql) {
        auto select = database.prepare(sql).value();
        EXPECT_TRUE(select.step().value());
        return select.integer(0);
    }
    bool kept(const std::filesystem::path& folder, std::int64_t orders) {
        auto database = db::Database::open(folder / "kiosk.db", db::Database::Mode::read_write).value();
        return number(database, "SELECT count(*) FROM order_cache") == orders;
    }

    FakeShop* shop = nullptr;
    RunningHub hub{shops(shop)};
    TemporaryFolder data;
};

TEST_F(OfflineOrders, TheShopperFindsTheirOrderAsItWasWhenTheLineWentDown) {
    Box box(data.path(), hub, hub.enrol());
    ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    hub.stop();
    box.wait_for_line(false);
    box.happen(kiosk::Began{});

    for (const auto* factor : {"anna@example.org", "01632 960123", "bb4 7qt"}) {
        const auto arrived = box.ask("10023", factor);
        ASSERT_EQ(arrived.outcome, kiosk::OrderArrived::Outcome::found) << factor;
        ASSERT_TRUE(box.core.at<kiosk::OrderView>());
        EXPECT_TRUE(box.core.at<kiosk::OrderView>()->kept);
        EXPECT_EQ(box.core.at<kiosk::OrderView>()->order.state, State::packed);
        EXPECT_EQ(box.core.at<kiosk::OrderView>()->order.items,
                  (std::vector<orders::Item>{{"Wobblyhinge", 2}}));
    }
}

TEST_F(OfflineOrders, AWrongFactorAndAnUnknownNumberFindTheSameNothing) {
    Box box(data.path(), hub, hub.enrol());
    ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    hub.stop();
    box.wait_for_line(false);
    box.happen(kiosk::Began{});
    const std::pair<const char*, const char*> wrong[] = {{"10023", "ann@example.org"},
                                                         {"10024", "anna@example.org"},
                                                         {"V-10023", "anna@example.org"},
                                                         {"10023", "x"}};
    for (const auto& [number, factor] : wrong) {
        const auto arrived = box.ask(number, factor);
        EXPECT_EQ(arrived.outcome, kiosk::OrderArrived::Outcome::not_kept) << number << factor;
        EXPECT_EQ(arrived.order, orders::Order{});
        ASSERT_TRUE(box.core.at<kiosk::OrderEntry>());
        EXPECT_EQ(box.core.at<kiosk::OrderEntry>()->problem, Problem::not_kept);
    }
}

TEST_F(OfflineOrders, AfterTooManyGuessesNoneIsMadeAlsoAfterARestart) {
    const auto identity = hub.enrol();
    using Outcome = kiosk::OrderArrived::Outcome;
    {
        Box box(data.path(), hub, identity);
        ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
        hub.stop();
        box.wait_for_line(false);
        box.happen(kiosk::Began{});
        for (int i = 0; i != orders::kGuessesAtOnce; ++i)
            ASSERT_EQ(box.ask("10023", "guess" + std::to_string(i) + "@example.org").outcome,
                      Outcome::not_kept);
        EXPECT_EQ(box.ask("10023", "anna@example.org").outcome, Outcome::unavailable);
    }
    Box box(data.path(), hub, identity);
    box.happen(kiosk::Began{});
    EXPECT_EQ(box.ask("10023", "anna@example.org").outcome, Outcome::unavailable);
}

TEST_F(OfflineOrders, AnOrderThatMovedOnIsSealedAgainWithoutArgon2id) {
    Box box(data.path(), hub, hub.enrol());
    ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    auto hub_db = hub_store::open(hub.data()).value();
    const auto ways = [&] {
        auto select = hub_db.prepare("SELECT ways FROM order_ways").value();
        return select.step().value() ? std::string(select.blob(0)) : std::string();
    };
    const auto before = ways();
    ASSERT_FALSE(before.empty());
    shop->place(annas(State::shipped, Duration(0)));
    const auto fed = [&] {
        return number(hub_db, "SELECT ifnull(max(change), 0) FROM kiosk_orders_fed") ==
                   number(hub_db, "SELECT last FROM shop_order_change") &&
               number(hub_db,
                      "SELECT min(k.taken_n >= o.letter) FROM kiosk k JOIN kiosk_orders o ON o.kiosk = k.id");
    };
    ASSERT_TRUE(soon([&] { return number(hub_db, "SELECT last FROM shop_order_change") == 2 && fed(); }));
    EXPECT_EQ(ways(), before) << "argon2id was done again";
    EXPECT_TRUE(kept(data.path(), 1));
    hub.stop();
    box.wait_for_line(false);
    box.happen(kiosk::Began{});
    EXPECT_EQ(box.ask("10023", "anna@example.org").order.state, State::shipped);

    hub.start();
    box.wait_for_line(true);
    shop->place(annas(State::collected, Duration(0)));
    ASSERT_TRUE(soon([&] { return number(hub_db, "SELECT last FROM shop_order_change") == 3 && fed(); }));
    hub.clock.advance(std::chrono::days(8));
    EXPECT_TRUE(soon([&] { return ways().empty(); }));
}

TEST_F(OfflineOrders, AnOrderThatTheShopHasNoMoreIsTakenAway) {
    Box box(data.path(), hub, hub.enrol());
    ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    SystemRandom random;
    const auto key = hub_store::OrderKey::open(hub.data(), random).value();
    auto hub_db = hub_store::open(hub.data()).value();
    shop->take_away("BB-10023");
    auto transaction = hub_db.begin().value();
    hub_store::Orders(hub_db, key).remove(transaction, "fake", "ref-BB-10023", SystemClock().now()).value();
    transaction.commit().value();
    EXPECT_TRUE(soon([&] { return kept(data.path(), 0); }));
}

TEST_F(OfflineOrders, NothingOfAnOrderCanBeReadOnEitherDisk) {
    Box box(data.path(), hub, hub.enrol());
    ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    const std::vector<std::string> words{"10023",  "anna@example.org", "ANNA@EXAMPLE.ORG", "960123",
                                         "BB47QT", "BB4 7QT",          "Wobblyhinge",      "packed"};
    EXPECT_THAT(words_found(data.path(), words), IsEmpty());
    // Of the hub's, the shop's own name for an order is in its index.
    auto hub_db = hub_store::open(hub.data()).value();
    auto letters = hub_db.prepare("SELECT group_concat(hex(body)) FROM kiosk_mail").value();
    ASSERT_TRUE(letters.step().value());
    EXPECT_FALSE(letters.text(0).empty());
    const std::string text(letters.text(0));
    TemporaryFolder copy;
    write_file(copy.path() / "letters", text).value();
    EXPECT_THAT(words_found(copy.path(), words), IsEmpty());
}

TEST_F(OfflineOrders, AnotherKiosksDatabaseIsOfNoUse) {
    {
        Box box(data.path(), hub, hub.enrol());
        ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    }
    // The database of one kiosk beside the key of another, as a thief would try.
    std::filesystem::remove(data.path() / "orders.key");
    SystemRandom random;
    SystemClock clock;
    auto store = services::Store::open(data.path() / "kiosk.db", clock).value();
    store->keep_orders_with(orders::open_kiosk_key(data.path() / "orders.key", random).value()).value();
    services::OfflineOrders kept(*store);
    std::promise<Result<std::optional<orders::Order>>> answer;
    kept.find({Secret("10023"), Secret("anna@example.org")},
              [&](auto found) { answer.set_value(std::move(found)); });
    EXPECT_EQ(answer.get_future().get(), std::nullopt);
    kept.stop();
    store->stop();
}

TEST_F(OfflineOrders, AKioskThatWasAwayForLongIsToldOfAllOrdersAgain) {
    const auto identity = hub.enrol();
    {
        Box box(data.path(), hub, identity);
        ASSERT_TRUE(soon([&] { return kept(data.path(), 1); }));
    }
    shop->place(annas(State::shipped, Duration(0)));
    auto hub_db = hub_store::open(hub.data()).value();
    const auto waiting =
        "SELECT count(*) FROM kiosk_mail m JOIN kiosk k ON k.id = m.kiosk WHERE m.n > k.taken_n";
    ASSERT_TRUE(soon([&] { return number(hub_db, waiting) == 1; }));
    // The letters it did not take are gone by then: it gets a snapshot, which has no orders in it.
    ASSERT_TRUE(hub_db.execute("DELETE FROM kiosk_mail WHERE n < (SELECT mail_count FROM kiosk)"));
    ASSERT_TRUE(
        hub_db.execute("UPDATE kiosk SET mail_count = mail_count + 1; UPDATE kiosk_mail SET n = n + 1"));
    Box box(data.path(), hub, identity);
    box.wait_for_line(true);
    ASSERT_TRUE(soon([&] {
        return number(hub_db, "SELECT anew FROM kiosk_orders") == 0 && number(hub_db, waiting) == 0;
    }));
    hub.stop();
    box.wait_for_line(false);
    box.happen(kiosk::Began{});
    EXPECT_EQ(box.ask("10023", "anna@example.org").order.state, State::shipped);
}

}  // namespace
}  // namespace storeside
