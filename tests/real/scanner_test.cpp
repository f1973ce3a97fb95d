// A scanner at a real window: keys as fast as one's, while a software renderer draws.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/site.hpp"

namespace storeside::real {
namespace {

using namespace std::chrono_literals;

constexpr auto kScanner = 4ms;  // between two characters
constexpr auto kHand = 90ms;

struct Scanner : testing::Test {
    TemporaryFolder folder;
    Result<Display> display = Display::start(1080, 1920, folder.path() / "xvfb.log");
    Result<Site> site = Site::open(
        {.programs = STORESIDE_BIN_DIR, .source = STORESIDE_SOURCE_DIR, .folder = folder.path() / "site"});

    void SetUp() override {
        ASSERT_TRUE(display) << display.error().message();
        ASSERT_TRUE(site) << site.error().message();
        const auto started = site->start_kiosk(*display);
        ASSERT_TRUE(started) << started.error().message();
    }
    void TearDown() override { EXPECT_EQ(site->end_kiosk(SIGTERM), 0); }
    void expect(const Result<Seen>& seen) { EXPECT_TRUE(seen) << seen.error().message(); }
};

TEST_F(Scanner, AReceiptLeadsFromTheRestingKioskToTheOrder) {
    display->type("https://shop.example/orders/BB-10023?from=receipt\n", kScanner);
    expect(site->wait_until("the order's number, and nothing else of the code", [](const Seen& seen) {
        return seen.place == "OrderEntry" && seen.says("BB-10023") && !seen.says("shop.example");
    }));
    display->type("anna@example.org\n", kHand);
    expect(site->wait_for_place("OrderView"));
    expect(site->wait_for_words("Ready at desk 3"));
}

TEST_F(Scanner, AHandsKeysAreTypedAndAScanInTheMiddleIsNoPartOfThem) {
    ASSERT_TRUE(site->tap("language-en"));
    ASSERT_TRUE(site->tap("question"));
    display->type("drill", kHand);
    expect(site->wait_for_words("drill"));
    for (int i = 0; i < 3; ++i) {
        display->type("BB-10023\t", kScanner);
        expect(site->wait_for_place("OrderEntry"));
        ASSERT_TRUE(site->tap("back"));
        expect(site->wait_until("the search as it was", [](const Seen& seen) {
            return seen.place == "Search" && seen.says("drill") && !seen.says("10023");
        }));
    }
}

TEST_F(Scanner, GarbageLeavesTheKioskWhereItIs) {
    display->type(std::string(300, '#') + "\n", kScanner);
    display->type("WIFI:S:shop;P:17;;\n", kScanner);
    expect(site->wait_for_words("There is no order number in that code"));
}

}  // namespace
}  // namespace storeside::real
