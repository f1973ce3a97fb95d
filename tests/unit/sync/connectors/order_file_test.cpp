#include "sync/connectors/shop/file/order_file.hpp"

#include <gmock/gmock.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::connectors {
namespace {

using std::chrono::hours;
using testing::HasSubstr;

const ManualClock kClock;

std::string file_of(const std::string& rows) { return R"({"orders": [)" + rows + "]}"; }

const std::string kRow =
    R"({"number": "BB-1", "email": "anna@example.org", "phone": "", "postcode": "12345", "state": "shipped",
        "timeline": [{"state": "placed", "hours_ago": 30}, {"state": "shipped", "hours_ago": 4}],
        "items": [{"name": "Drill", "quantity": 2}], "carrier": "Blue Van", "due_in_hours": 20})";

orders::Question question(std::string_view number, std::string_view factor) {
    return {Secret(number), Secret(factor)};
}

TEST(OrderFile, GivesAMaskedOrderWithTimesAroundNow) {
    auto file = OrderFile::parse(file_of(kRow), kClock).value();
    const auto order = file.find(question("#1", "ANNA@example.org")).value();
    ASSERT_TRUE(order);
    EXPECT_EQ(order->number, "BB-1");
    EXPECT_EQ(order->state, orders::State::shipped);
    EXPECT_EQ(order->timeline,
              (std::vector<orders::Milestone>{{orders::State::placed, kClock.now() - hours(30)},
                                              {orders::State::shipped, kClock.now() - hours(4)}}));
    EXPECT_EQ(order->items, (std::vector<orders::Item>{{"Drill", 2}}));
    EXPECT_EQ(order->carrier, "Blue Van");
    EXPECT_EQ(order->due, kClock.now() + hours(20));
    EXPECT_EQ(order->as_of, kClock.now());
}

TEST(OrderFile, FindsAnOrderByTheCodeOfAnyOfItsParcels) {
    const std::string rows =
        R"({"number": "BB-1", "email": "anna@example.org", "state": "shipped", "timeline": [], "items": [],
            "carrier": "Parcel Nord", "parcels": ["PN4402881720", "PN 4402 8817 21"]},
           {"number": "BB-2", "email": "anna@example.org", "state": "shipped", "timeline": [], "items": [],
            "parcels": ["4402881722"]})";
    auto file = OrderFile::parse(file_of(rows), kClock).value();
    for (const auto* code : {"PN4402881720", "pn 4402 8817 21", "BB-1"}) {
        const auto order = file.find(question(code, "anna@example.org")).value();
        ASSERT_TRUE(order) << code;
        EXPECT_EQ(order->number, "BB-1");
        EXPECT_FALSE(file.find(question(code, "eve@example.org")).value()) << "the code alone is not enough";
    }
    EXPECT_EQ(file.find(question("4402881722", "anna@example.org")).value()->number, "BB-2");
    EXPECT_FALSE(file.find(question("4402881720", "anna@example.org")).value())
        << "a carrier's letters are part of its code";
}

TEST(OrderFile, UnknownAndWrongLookTheSame) {
    auto file = OrderFile::parse(file_of(kRow), kClock).value();
    for (const auto& asked :
         {question("BB-2", "anna@example.org"), question("BB-1", "eve@example.org"),
          question("BB-2", "nobody@example.org"), question("BB-1", ""), question("", "12345")}) {
        const auto order = file.find(asked);
        ASSERT_TRUE(order);
        EXPECT_EQ(*order, std::nullopt);
    }
}

TEST(OrderFile, AnErrorNamesTheRowAndTheField) {
    const auto changed = [](const std::string& from, const std::string& to) {
        auto row = kRow;
        row.replace(row.find(from), from.size(), to);
        return file_of(R"({"number": "BB-0", "state": "placed", "timeline": [], "items": []},)" + row);
    };
    const std::vector<std::pair<std::string, std::string>> cases = {
        {changed(R"("shipped",)", R"("shiped",)"), "order 2: 'state' is 'shiped'"},
        {changed(R"("BB-1")", "1"), "order 2: 'number' must be a text"},
        {changed(R"("BB-1")", R"("bb 0")"), "order 2: 'bb 0' is there already"},
        {changed(R"("quantity": 2)", R"("quantity": 0)"), "order 2: 'quantity' must be from 1"},
        {changed(R"("hours_ago": 30)", R"("hours_ago": 3)"),
         "order 2: 'timeline' must begin with the oldest"},
        {changed(R"("hours_ago": 30)", R"("hours_ago": 3e99)"),
         "order 2: 'hours_ago' must be a whole number"},
        {changed("Drill", std::string(300, 'x')), "order 2: 'name' is too long"},
        {changed(R"("carrier")", R"("parcels": "PN1", "carrier")"), "order 2: 'parcels' must be a list"},
        {changed(R"("carrier")", R"("parcels": [1], "carrier")"),
         "order 2: 'parcels' must be a list of texts"},
        {changed(R"("carrier")", R"("parcels": ["-"], "carrier")"), "order 2: 'parcels' holds"},
        {changed(R"("carrier")", R"("parcels": ["bb 0"], "carrier")"), "order 2: 'bb 0' is there already"},
        {changed(R"("carrier")", R"("parcels": ["1", "1"], "carrier")"), "order 2: '1' is there already"},
        {"", "not JSON"},
        {"[]", "no object"},
        {R"({"orders": {}})", "'orders' must be a list"},
        {R"({"orders": [1]})", "'orders' must be a list of objects"},
        {std::string(100, '['), "not JSON"},
    };
    for (const auto& [text, message] : cases) {
        const auto file = OrderFile::parse(text, kClock);
        ASSERT_FALSE(file) << message;
        EXPECT_EQ(file.error().code(), Errc::invalid_input);
        EXPECT_THAT(file.error().message(), HasSubstr(message));
    }
}

TEST(OrderFile, AnExportsOwnTimesAreTaken) {
    const auto row = std::string(
        R"({"number": "1", "postcode": "12345", "state": "paid", "items": [], "due": "2026-11-25T10:00:00Z",
        "timeline": [{"state": "placed", "at": "2026-11-20T10:00:00+01:00"}, {"state": "paid", "hours_ago": 1}]})");
    auto file = OrderFile::parse(file_of(row), kClock).value();
    const auto order = file.find(question("1", "12345")).value().value();
    EXPECT_EQ(order.timeline.at(0).at, parse_rfc3339("2026-11-20T09:00:00Z").value());
    EXPECT_EQ(order.due, parse_rfc3339("2026-11-25T10:00:00Z").value());
    const std::string good = R"("at": "2026-11-20T10:00:00+01:00")";
    for (const auto* bad : {R"("at": "yesterday")", R"("at": 3)", R"("at": "2027-01-01T00:00:00Z")"}) {
        auto wrong = row;
        wrong.replace(wrong.find(good), good.size(), bad);
        EXPECT_FALSE(OrderFile::parse(file_of(wrong), kClock)) << bad;
    }
}

TEST(OrderFile, IsReadAgainWhenItChangesAndKeptWhenTheChangeIsWrong) {
    TemporaryFolder folder;
    const auto path = folder.path() / "orders.json";
    auto write = [&, hour = 0](const std::string& text) mutable {
        ASSERT_TRUE(write_file(path, text));
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() + hours(++hour));
    };
    auto find = [&, file = std::optional<OrderFile>()](const char* number) mutable {
        if (!file) file = OrderFile::open(path, kClock).value();
        return file->find(question(number, "12345")).value().has_value();
    };
    write(file_of(kRow));
    EXPECT_TRUE(find("BB-1"));
    auto other = kRow;
    write(file_of(other.replace(other.find("BB-1"), 4, "BB-2")));
    EXPECT_TRUE(find("BB-2"));
    EXPECT_FALSE(find("BB-1"));
    write("{");
    EXPECT_TRUE(find("BB-2"));
}

TEST(OrderFile, TheDemoShopHasOrdersInEveryState) {
    auto file = OrderFile::open(STORESIDE_SOURCE_DIR "/config/demo/orders.json", kClock);
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->size(), 200U);
    const auto anna = file->find(question("BB-10023", "anna@example.org")).value();
    ASSERT_TRUE(anna);
    EXPECT_EQ(anna->state, orders::State::ready_for_pickup);
    EXPECT_EQ(anna->pickup_desk, "3");
    EXPECT_EQ(anna->timeline.back().state, orders::State::ready_for_pickup);
    EXPECT_TRUE(file->find(question("10200", "x")).has_value());
}

}  // namespace
}  // namespace storeside::connectors
