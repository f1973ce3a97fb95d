// What every shop must do, whatever it is called. A new one needs a fixture and one line:
//
//   INSTANTIATE_TEST_SUITE_P(Magento, OrderSourceContract, testing::Values(ShopUnderTest{"Magento",
//   make_magento}));
//
// and tests/contract/order_source_contract.cpp among the sources of its test program. A shop that is asked
// over a network also keeps WebShopContract, with a StubShop in front of which nothing stands.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_settings.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/placed_order.hpp"
#include "tests/fakes/stub_shop.hpp"

namespace storeside {

// A shop with the people who buy and work there.
class ShopFixture {
public:
    virtual ~ShopFixture() = default;
    // The same one until place() or a change of keys; then it may be a new one.
    virtual connectors::OrderSource& shop() = 0;
    // Places an order, or changes the one of that number.
    virtual void place(const PlacedOrder& order) = 0;
    // As this shop prints a number of these digits.
    virtual std::string printed(int number) const = 0;
    // Headers and body of what the shop sends when that order changed; nothing when it sends no webhooks.
    virtual std::optional<StubShop::Webhook> webhook(const std::string& number) = 0;
    // How many requests the shop saw; 0 for one without a network.
    virtual int requests() const { return 0; }
    // The interface behind it, where there is a network.
    virtual StubShop* stub() { return nullptr; }
    // What must never be said: the key.
    virtual std::string key() const { return "no key"; }

    ManualClock clock;
    Duration waited{0};  // by the connector, so that no test waits
    connectors::ShopWorld world() {
        return {clock, [this](Duration time) {
                    waited += time;
                    clock.advance(time);
                }};
    }
    Time ago(std::chrono::hours hours) const { return clock.now() - hours; }
};

struct ShopUnderTest {
    std::string name;
    std::unique_ptr<ShopFixture> (*make)();
    // Of a shop that is not ours: why it can't be had on this machine; empty when it can.
    std::string (*missing)() = nullptr;
    bool needs_packages_alone = true;  // which CI has

    friend std::ostream& operator<<(std::ostream& out, const ShopUnderTest& under_test) {
        return out << under_test.name;
    }
};

class OrderSourceContract : public testing::TestWithParam<ShopUnderTest> {
protected:
    void SetUp() override;

    ShopFixture& fixture() { return *fixture_; }
    connectors::OrderSource& shop() { return fixture_->shop(); }

    PlacedOrder order(int number, const std::string& email = "anna@example.org");
    // What is found, whether or not it should be.
    std::optional<orders::Order> found(std::string_view number, std::string_view factor);
    std::vector<connectors::KnownOrder> all_recent(Time since, const std::string& store = {});

private:
    std::unique_ptr<ShopFixture> fixture_;
};

class WebShopContract : public OrderSourceContract {
protected:
    StubShop& stub() { return *fixture().stub(); }
    Result<std::optional<orders::Order>> ask();
};

}  // namespace storeside
