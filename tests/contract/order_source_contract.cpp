#include "tests/contract/order_source_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace storeside {

using connectors::Finding;
using connectors::KnownOrder;
using namespace std::chrono_literals;
using orders::State;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

void OrderSourceContract::SetUp() {
    const auto why = GetParam().missing ? GetParam().missing() : std::string();
    const char* real = std::getenv("STORESIDE_REAL");
    const bool must =
        (real && std::string_view(real) == "1") || (std::getenv("CI") && GetParam().needs_packages_alone);
    if (!why.empty() && must) FAIL() << why;
    if (!why.empty()) GTEST_SKIP() << why;
    fixture_ = GetParam().make();
}

PlacedOrder OrderSourceContract::order(int number, const std::string& email) {
    PlacedOrder placed;
    placed.number = fixture().printed(number);
    placed.buyer = {email, "+44 1632 960123", "BB4 7QT"};
    placed.placed = fixture().ago(50h);
    placed.changed = fixture().ago(3h);
    return placed;
}

std::optional<orders::Order> OrderSourceContract::found(std::string_view number, std::string_view factor) {
    auto answer = shop().find({Secret(number), Secret(factor)});
    EXPECT_TRUE(answer) << answer.error().message();
    return answer ? std::move(*answer) : std::nullopt;
}

std::vector<KnownOrder> OrderSourceContract::all_recent(Time since, const std::string& store) {
    std::vector<KnownOrder> all;
    std::string cursor;
    for (int pages = 0; pages < 100; ++pages) {
        auto page = shop().recent(store, since, cursor);
        EXPECT_TRUE(page) << page.error().message();
        if (!page) break;
        for (auto& known : page->orders) all.push_back(std::move(known));
        cursor = page->next;
        if (cursor.empty()) break;
    }
    EXPECT_TRUE(cursor.empty()) << "the pages never end";
    return all;
}

namespace {

std::set<std::string> numbers_of(const std::vector<KnownOrder>& all) {
    std::set<std::string> numbers;
    for (const auto& known : all) numbers.insert(known.order.number);
    return numbers;
}

// Everything of an order that reaches a kiosk.
std::string said_of(const orders::Order& order) {
    std::string all = order.number + "|" + order.carrier + "|" + order.pickup_desk;
    for (const auto& item : order.items) all += "|" + item.name;
    for (const auto& parcel : order.parcels) all += "|" + parcel.carrier + "|" + parcel.tracking;
    for (const auto& refund : order.refunds) all += "|" + refund.amount + refund.currency;
    return all;
}

std::string html(int status) {
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>Sorry!</html>\n";
}

std::string json_answer(const std::string& body) { return http_answer({200, body}); }

}  // namespace

TEST_P(OrderSourceContract, FindsAnOrderByItsNumberAndOneThingTheBuyerKnows) {
    const auto placed = order(1002);
    fixture().place(order(1001, "bert@example.org"));
    fixture().place(placed);
    for (const std::string& number : {placed.number, "  " + placed.number + " ", std::string("#1002"),
                                      std::string("1002"), std::string("1OO2"), std::string("１００２")})
        for (const auto* factor :
             {"anna@example.org", " ANNA@Example.org", "01632 960123", "+44 (0)1632 960123", "bb47qt"}) {
            const auto answer = found(number, factor);
            ASSERT_TRUE(answer) << number << " with " << factor;
            EXPECT_EQ(answer->number, placed.number);
        }
}

TEST_P(OrderSourceContract, UnknownAndWrongAreTheSameAnswerAfterTheSameRequests) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    const auto cost = [&](std::string_view number, std::string_view factor) {
        const int before = fixture().requests();
        EXPECT_EQ(found(number, factor), std::nullopt) << number << " with " << factor;
        return fixture().requests() - before;
    };
    const int wrong = cost("1002", "eve@example.org");
    EXPECT_EQ(cost("1003", "anna@example.org"), wrong);
    EXPECT_EQ(cost("1002", "01632 960124"), wrong);
    EXPECT_EQ(cost("1003", "nobody@example.org"), wrong);
}

TEST_P(OrderSourceContract, NeverGivesAStrangersOrder) {
    auto stranger = order(2001, "eve@example.org");
    stranger.buyer.phone = "+44 1632 1002";
    stranger.street = "1002 Orchard Lane";
    stranger.items = {{"Bracket 1002", 1}};
    fixture().place(stranger);
    fixture().place(order(10020, "frida@example.org"));
    fixture().place(order(21002, "gerd@example.org"));
    auto namesake = order(3001, "anna@example.org");
    fixture().place(namesake);
    for (const auto* factor :
         {"anna@example.org", "eve@example.org", "frida@example.org", "gerd@example.org", "BB4 7QT"})
        EXPECT_EQ(found("1002", factor), std::nullopt) << factor;
    EXPECT_EQ(found("100", "frida@example.org"), std::nullopt);
    EXPECT_EQ(found("001", "anna@example.org"), std::nullopt);
}

TEST_P(OrderSourceContract, HostileNumbersAndFactorsFindNothing) {
    fixture().place(order(1002));
    const std::string long_one(500, '1');
    for (const std::string_view number :
         {"", "#", "*", "%", "\"", "' OR '1'='1", "1002\" OR name:*", "1002 AND email:*", "../orders",
          "1002/../1001", "1002&include=1001", "\xff\xfe", "1002\r\nX: y", long_one.c_str()})
        for (const std::string_view factor : {"", "@", "*", "%", "eve@example.org", "%@%", "0000000"})
            EXPECT_EQ(found(number, factor), std::nullopt) << number << " with " << factor;
    EXPECT_EQ(found("1002", ""), std::nullopt);
}

TEST_P(OrderSourceContract, SaysHowFarAnOrderIs) {
    int number = 1100;
    for (const auto state : {State::placed, State::paid, State::shipped, State::ready_for_pickup,
                             State::cancelled, State::refunded}) {
        auto placed = order(++number);
        placed.state = state;
        fixture().place(placed);
        const auto answer = found(placed.number, "BB4 7QT");
        ASSERT_TRUE(answer) << name(state);
        EXPECT_EQ(name(answer->state), name(state));
        ASSERT_FALSE(answer->timeline.empty());
        EXPECT_EQ(answer->timeline.front().state, State::placed);
        EXPECT_TRUE(std::ranges::is_sorted(answer->timeline, {}, &orders::Milestone::at));
    }
}

TEST_P(OrderSourceContract, TellsItemsParcelsAndRefunds) {
    auto placed = order(1002);
    placed.state = State::shipped;
    placed.items = {{"Cordless drill", 1}, {"Screws, 4 × 40", 200}};
    placed.carrier = "Parcel Nord";
    placed.parcel = "PN4402881720";
    placed.refunded = "12.50";
    fixture().place(placed);
    const auto answer = found("1002", "anna@example.org");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->items, placed.items);
    ASSERT_EQ(answer->parcels.size(), 1U);
    EXPECT_EQ(answer->parcels[0].carrier, "Parcel Nord");
    EXPECT_EQ(answer->parcels[0].tracking, "PN4402881720");
    EXPECT_EQ(answer->carrier, "Parcel Nord");
    if (GetParam().name == "File") return;  // it has no refunds
    ASSERT_EQ(answer->refunds.size(), 1U);
    EXPECT_EQ(answer->refunds[0].amount, "12.50");
    EXPECT_EQ(answer->refunds[0].currency, "EUR");
}

TEST_P(OrderSourceContract, ShowsNothingPersonal) {
    auto placed = order(1002);
    placed.state = State::shipped;
    placed.parcel = "PN1";
    fixture().place(placed);
    const auto answer = found("1002", "anna@example.org");
    ASSERT_TRUE(answer);
    for (const auto* personal : {"anna", "Anna", "Papadopoulou", "Orchard", "960123", "BB4"})
        EXPECT_THAT(said_of(*answer), Not(HasSubstr(personal)));
}

TEST_P(OrderSourceContract, RecentGivesEveryOrderThatChangedThroughItsPages) {
    std::set<std::string> changed;
    for (int i = 0; i < 130; ++i) {
        auto placed = order(4000 + i);
        placed.changed = fixture().ago(i % 2 == 0 ? 2h : 40h);
        fixture().place(placed);
        if (i % 2 == 0) changed.insert(placed.number);
    }
    const auto all = all_recent(fixture().ago(10h));
    EXPECT_EQ(numbers_of(all), changed);
    EXPECT_EQ(all.size(), changed.size()) << "some came twice though nothing changed";
    for (const auto& known : all) {
        EXPECT_EQ(known.buyer.email, "anna@example.org");
        EXPECT_FALSE(known.reference.empty());
        EXPECT_EQ(known.changed_at, fixture().ago(2h));
    }
    EXPECT_TRUE(all_recent(fixture().clock.now()).empty());
}

TEST_P(OrderSourceContract, RecentTakesInTheOrderThatChangedAtThatVeryTime) {
    auto placed = order(1002);
    fixture().place(placed);
    EXPECT_EQ(numbers_of(all_recent(placed.changed)), std::set<std::string>{placed.number});
    EXPECT_TRUE(all_recent(placed.changed + 1s).empty());
}

TEST_P(OrderSourceContract, ReadGivesTheOrderAsItIsNow) {
    auto placed = order(1002);
    fixture().place(placed);
    const auto reference = all_recent(fixture().ago(10h)).at(0).reference;
    placed.state = State::shipped;
    placed.changed = fixture().ago(1h);
    fixture().place(placed);
    const auto now = shop().read(reference);
    ASSERT_TRUE(now && *now);
    EXPECT_EQ((*now)->order.number, placed.number);
    EXPECT_EQ((*now)->order.state, State::shipped);
    EXPECT_EQ((*now)->buyer.postcode, "BB4 7QT");
}

TEST_P(OrderSourceContract, ReadOfWhatIsNotThereGivesNothing) {
    fixture().place(order(1002));
    auto reference = all_recent(fixture().ago(10h)).at(0).reference;
    reference.back() = reference.back() == '9' ? '8' : '9';
    const auto nothing = shop().read(reference);
    ASSERT_TRUE(nothing) << nothing.error().message();
    EXPECT_FALSE(*nothing);
    for (const auto* nonsense : {"", "../x", "1 OR 1", "gid://shopify/Customer/1"}) {
        const auto none = shop().read(nonsense);
        EXPECT_TRUE(!none || !*none) << nonsense;
    }
}

TEST_P(OrderSourceContract, AWebhookNamesTheOrderToReadAgain) {
    const auto placed = order(1002);
    fixture().place(placed);
    const auto sent = fixture().webhook(placed.number);
    if (!sent) {
        EXPECT_EQ(shop().verify_webhook({}, "{}").error().code(), Errc::not_found);
        return;
    }
    const auto news = shop().verify_webhook(sent->headers, sent->body);
    ASSERT_TRUE(news) << news.error().message();
    EXPECT_FALSE(news->delivery.empty());
    EXPECT_EQ(shop().verify_webhook(sent->headers, sent->body)->delivery, news->delivery);
    ASSERT_EQ(news->references.size(), 1U);
    EXPECT_EQ(shop().read(news->references[0]).value().value().order.number, placed.number);
}

TEST_P(OrderSourceContract, AForgedWebhookIsDenied) {
    const auto placed = order(1002);
    fixture().place(placed);
    const auto sent = fixture().webhook(placed.number);
    if (!sent) {
        EXPECT_EQ(shop().verify_webhook({{"x-signature", "AAAA"}}, "{}").error().code(), Errc::not_found);
        return;
    }
    auto unsigned_one = sent->headers;
    std::erase_if(unsigned_one, [](const auto& header) {
        return header.first.find("sign") != std::string::npos ||
               header.first.find("hmac") != std::string::npos;
    });
    EXPECT_EQ(shop().verify_webhook(unsigned_one, sent->body).error().code(), Errc::denied);
    auto forged = sent->headers;
    for (auto& [name, value] : forged)
        if (name.find("sign") != std::string::npos || name.find("hmac") != std::string::npos)
            value[3] = value[3] == 'A' ? 'B' : 'A';
    EXPECT_EQ(shop().verify_webhook(forged, sent->body).error().code(), Errc::denied);
}

TEST_P(OrderSourceContract, TheCheckSaysWhatWorksWithoutSayingTheKey) {
    fixture().place(order(1002));
    const auto findings = shop().check();
    ASSERT_FALSE(findings.empty());
    EXPECT_NE(findings.front().kind, Finding::Kind::broken) << findings.front().text;
    for (const auto& finding : findings) {
        EXPECT_TRUE(finding.text.ends_with('.')) << finding.text;
        EXPECT_THAT(finding.text, Not(HasSubstr(fixture().key())));
        EXPECT_THAT(finding.text, Not(HasSubstr("anna@")));
    }
}

// --- over a network ---

Result<std::optional<orders::Order>> WebShopContract::ask() {
    return shop().find({Secret("1002"), Secret("anna@example.org")});
}

TEST_P(WebShopContract, AShopThatIsDownIsNoUnknownOrder) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    stub().go_down();
    EXPECT_EQ(ask().error().code(), Errc::unavailable);
    EXPECT_EQ(shop().recent("", fixture().ago(1h), "").error().code(), Errc::unavailable);
    EXPECT_EQ(shop().check().front().kind, Finding::Kind::broken);
    stub().come_back();
    EXPECT_TRUE(found("1002", "anna@example.org"));
}

TEST_P(WebShopContract, WithoutTheRightItIsDeniedAndTheCheckSaysWhatToDo) {
    fixture().place(order(1002));
    stub().take_rights_away(true);
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), Errc::denied);
    const auto findings = shop().check();
    EXPECT_EQ(findings.front().kind, Finding::Kind::broken);
    EXPECT_THAT(findings.front().text, testing::ContainsRegex("read_orders|\"Read\""));
}

TEST_P(WebShopContract, WhatIsNotTheShopsOwnAnswerIsAnErrorAndKeepsTheSecrets) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    const std::string deep(5'000, '[');
    const std::vector<std::string> bad = {
        html(200),
        html(404),
        html(503),
        json_answer(R"([{"id":1002,"number":"1002")"),
        json_answer(""),
        json_answer(deep),
        json_answer("\"text\""),
        json_answer("null"),
        json_answer("17"),
        json_answer(R"({"orders":"\ud800"})"),
        "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n[{\"id\":1",
        "HTTP/1.1 200 X\r\nContent-Length: 50000000\r\n\r\n" + std::string(5 << 20, ' '),
        "HTTP/1.1 301 X\r\nLocation: http://127.0.0.1:1/evil?anna@example.org\r\nContent-Length: 0\r\n\r\n",
        "nonsense\r\n\r\n",
    };
    for (const auto& answer : bad) {
        stub().say_always(answer);
        const auto asked = ask();
        ASSERT_FALSE(asked) << answer.substr(0, 80);
        EXPECT_FALSE(shop().recent("", fixture().ago(10h), "")) << answer.substr(0, 80);
        EXPECT_EQ(shop().check().front().kind, Finding::Kind::broken) << answer.substr(0, 80);
        EXPECT_THAT(asked.error().message(), Not(HasSubstr(fixture().key())));
        EXPECT_THAT(asked.error().message(), Not(HasSubstr("anna@")));
        fixture().clock.advance(1h);  // until it is asked again
    }
    stub().say_always(std::nullopt);
    EXPECT_TRUE(found("1002", "anna@example.org"));
}

TEST_P(WebShopContract, TheKeyNeverGoesToAnotherHost) {
    fixture().place(order(1002));
    std::atomic<int> asked{0};
    TcpServer other([&](TcpServer::Connection& connection) {
        ++asked;
        connection.read_request();
    });
    for (const auto* status : {"301", "302", "307", "308"}) {
        stub().say_always("HTTP/1.1 " + std::string(status) + " X\r\nLocation: " + other.url() +
                          "/x\r\nContent-Length: 0\r\n\r\n");
        const auto answer = ask();
        ASSERT_FALSE(answer);
        EXPECT_THAT(answer.error().message(), HasSubstr("127.0.0.1:" + std::to_string(other.port())));
    }
    EXPECT_EQ(asked, 0);
}

TEST_P(WebShopContract, WaitsAMomentWhenTheShopAsksForIt) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    stub().say_next({"HTTP/1.1 429 X\r\nRetry-After: 2.0\r\nContent-Length: 2\r\n\r\n{}"});
    fixture().waited = Duration(0);
    EXPECT_TRUE(found("1002", "anna@example.org"));
    EXPECT_EQ(fixture().waited, Duration(2s));
}

TEST_P(WebShopContract, LeavesAShopAloneThatAsksForLong) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    stub().say_next({"HTTP/1.1 429 X\r\nRetry-After: 600\r\nContent-Length: 2\r\n\r\n{}"});
    EXPECT_EQ(ask().error().code(), Errc::unavailable);
    const int before = stub().requests();
    fixture().clock.advance(590s);
    EXPECT_EQ(ask().error().code(), Errc::unavailable);
    EXPECT_EQ(stub().requests(), before);
    fixture().clock.advance(11s);
    EXPECT_TRUE(found("1002", "anna@example.org"));
}

TEST_P(WebShopContract, LeavesAShopAloneThatKeepsFailing) {
    fixture().place(order(1002));
    ASSERT_TRUE(found("1002", "anna@example.org"));
    stub().say_always(html(500));
    for (int i = 0; i < 5; ++i) EXPECT_EQ(ask().error().code(), Errc::unavailable);
    const int before = stub().requests();
    EXPECT_EQ(ask().error().code(), Errc::unavailable);
    EXPECT_EQ(stub().requests(), before) << "the fifth failure in a row is enough";
    fixture().clock.advance(11s);
    stub().say_always(std::nullopt);
    EXPECT_TRUE(found("1002", "anna@example.org"));
}

TEST_P(WebShopContract, AnAmountInAnotherCurrencyIsNotShown) {
    auto placed = order(1002);
    placed.refunded = "12.50";
    placed.currency = "€uros";
    fixture().place(placed);
    const auto answer = found("1002", "anna@example.org");
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->refunds.size(), 1U);
    if (GetParam().name == "Ecwid") return;  // its orders carry no currency
    EXPECT_EQ(answer->refunds[0].amount, "");
    EXPECT_EQ(answer->refunds[0].currency, "");
}

}  // namespace storeside
