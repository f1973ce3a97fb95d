// The hub as a value: everything it consists of, built in order and stopped in the opposite one.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "sync/connectors/helpdesk/helpdesk.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/hub/helpdesk_worker.hpp"
#include "sync/hub/order_desk.hpp"
#include "sync/hub/order_feeder.hpp"
#include "sync/hub/shop_follower.hpp"
#include "sync/hub/sync_desk.hpp"
#include "sync/hub_store/retention.hpp"

namespace storeside::hub {

struct HubOptions {
    // hub.db, seal/, orders.key, head.key, operator.token, erased.ids, ca.key, ca.pem, server.key, server.pem
    std::filesystem::path data;
    std::filesystem::path public_folder;  // what anybody may read; empty: data/public
    std::string origin;                   // where kiosks find packs and patches; empty: here
    std::vector<std::string> names;       // what kiosks and operators call this hub, besides localhost
    std::filesystem::path proxy_socket;   // where a proxy that ends TLS finds the hub; empty: there is none
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;           // 0: any free one
    std::size_t connections = 2'000;  // at a time; each kiosk keeps one, and more are closed at once
    HoldTimes hold;
    WorkerTimes worker;
    hub_store::MissLimits misses;  // of order look-ups
    FollowPace follow;             // of each shop
    FeedLimits feed;               // of the orders that kiosks keep
    std::string webhook_secret;    // of the helpdesk's hooks; empty: there are none
    hub_store::Retention retention;
};

class Hub {
public:
    // What is handed in outlives the hub; `clock` and `random` are used from several threads, `helpdesk` and
    // `shops` from one each, and of what is followed each from one more.
    static Result<Hub> start(HubOptions options, connectors::Helpdesk& helpdesk, connectors::Shops& shops,
                             const Clock& clock, Random& random);
    ~Hub();  // stop()
    Hub(Hub&&) noexcept;
    Hub& operator=(Hub&&) = delete;

    std::uint16_t port() const;

    // Where the operators' first token is kept.
    const std::filesystem::path& operator_token_file() const;
    // The authority that the hub's certificate is from, for operators.
    std::filesystem::path ca_file() const;

    // Sends the kiosks away so that they come back spread over time, then stops. For a hub that will be back.
    void drain();

    // Ends held calls, waits for what is running. Calling it twice is the same as once.
    void stop();

private:
    struct Parts;
    explicit Hub(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace storeside::hub
