#include "sync/hub/hub.hpp"

#include <algorithm>
#include <optional>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/hub/access_routes.hpp"
#include "sync/hub/identity.hpp"
#include "sync/hub/identity_routes.hpp"
#include "sync/hub/kiosk_routes.hpp"
#include "sync/hub/operator_routes.hpp"
#include "sync/hub/order_feeder.hpp"
#include "sync/hub/privacy_routes.hpp"
#include "sync/hub/router.hpp"
#include "sync/hub/seal_ring.hpp"
#include "sync/hub/settings_routes.hpp"
#include "sync/hub/shop_routes.hpp"
#include "sync/hub/sweeper.hpp"
#include "sync/hub/trust_routes.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/operators.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub {
namespace {

constexpr std::chrono::minutes kLookAtHead{30};
constexpr std::string_view kErasedFile = "erased.ids";
constexpr long kReturnsPerSecond = 100;
constexpr std::chrono::seconds kShortestSpread{2}, kLongestSpread{300};
constexpr std::chrono::hours kLookEvery{1};  // whether the hub's own certificate is to be renewed

// Made on the first start; whoever can read the file is an operator.
Result<void> let_operator_in(db::Database& database, const std::filesystem::path& file, const Clock& clock,
                             Random& random) {
    auto token = read_file(file, 1024);
    if (!token && token.error().code() == Errc::not_found) {
        token = protocol::make_token(random) + "\n";
        RETURN_IF_ERROR(write_file(file, *token, 0600));
    }
    if (!token) return failure(std::move(token.error()), "the operator's token");
    while (!token->empty() && (token->back() == '\n' || token->back() == '\r')) token->pop_back();
    if (token->size() < 32)
        return failure(Errc::invalid_input, file.string() + ": the token is too short: remove the file");
    return hub_store::Operators(database).allow_first(*token, clock.now());
}

// What it holds the shops say again, so that a power cut may take the last of it: a look-up in vain needn't
// wait for the disk. A hub that merely ends loses nothing.
Result<db::Database> open_for_orders(const std::filesystem::path& data) {
    ASSIGN_OR_RETURN(auto database, hub_store::open(data));
    RETURN_IF_ERROR(database.execute("PRAGMA synchronous = NORMAL"));
    return database;
}

}  // namespace

struct Hub::Parts {
    Parts(HubOptions given, HubIdentity who, db::Database own, db::Database workers, db::Database of_orders,
          SealRing ring, hub_store::OrderKey key, TrustDesk trust_desk, connectors::Helpdesk& helpdesk,
          connectors::Shops& shops, const Clock& clock, Random& random)
        : options(std::move(given)),
          token_file(options.data / "operator.token"),
          identity(std::move(who)),
          database(std::move(own)),
          seals(std::move(ring)),
          order_key(key),
          trust(std::move(trust_desk)),
          sync(database, seals, clock, random, loop, options.hold, options.origin, [this] { worker.wake(); }),
          orders(
              std::move(of_orders), order_key, shops,
              [this](const Id& kiosk) { return hub_store::Kiosks(database).store_of(kiosk).value_or(""); },
              options.misses, clock),
          worker(std::move(workers), helpdesk, clock, random, options.worker,
                 [this](const Id& kiosk) { loop.post([this, kiosk] { sync.wake(kiosk); }); }),
          privacy_routes(
              database, order_key, seals, erased, clock, random, helpdesk.name(),
              {.erase = [this](auto refs, auto done) { erase_in_helpdesk(std::move(refs), std::move(done)); },
               .on_mail = [this](const Id& kiosk) { sync.wake(kiosk); },
               .on_desired = [this] { sync.wake_all(); }}),
          sweeper(database, seals, clock, loop, options.retention),
          identity_routes(database, identity, clock, random),
          kiosk_routes(identity_routes, sync, orders),
          operator_routes(database, clock, random, helpdesk.name(), [this] { worker.wake(); }),
          access_routes(database, clock, random, sync),
          settings_routes(database, clock,
                          [this](const std::vector<Id>& kiosks) {
                              for (const auto& kiosk : kiosks) sync.wake(kiosk);
                          }),
          job_routes(
              database, clock, [this] { return worker.health(); }, [this] { worker.wake(); }),
          hook_routes(helpdesk.name(), options.webhook_secret, [this] { worker.wake(); }),
          shop_routes(database, order_key, shops,
                      [this](const connectors::FollowedShop& shop, connectors::ShopNews news) {
                          for (const auto& follower : followers)
                              if (follower->name() == shop.name) follower->hear(std::move(news));
                      }),
          trust_routes(database, clock, trust, [this] { sync.wake_all(); }),
          router(database, clock,
                 {identity_routes, kiosk_routes, operator_routes, access_routes, settings_routes,
                  privacy_routes, job_routes, hook_routes, shop_routes, trust_routes}) {}

    // Its threads reach into each other's owners, so all of them end before any part does; also when the
    // server never began.
    ~Parts() { stop(); }

    // Long before a head expires, for as long as the hub runs.
    void keep_head_fresh() {
        if (auto renewed = trust.renew_head(); !renewed)
            log_error("hub", Error(renewed.error()).with_context("signing a new head"));
        loop.post_after(kLookAtHead, [this] { keep_head_fresh(); });
    }

    void stop() {
        if (server) server->stop();
        worker.stop();
        for (const auto& follower : followers) follower->stop();
        if (feeder) feeder->stop();
        orders.stop();
        loop.stop();
    }

    void erase_in_helpdesk(std::vector<connectors::TicketRef> refs, HelpdeskWorker::Erased done) {
        worker.erase(std::move(refs), [this, done = std::move(done)](std::vector<std::string> left) mutable {
            loop.post([done = std::move(done), left = std::move(left)]() mutable { done(std::move(left)); });
        });
    }

    http::ServerTls tls() const { return {identity.server(), identity.authority().certificate().pem()}; }

    void feed_orders(db::Database of_feeder, const connectors::Shops& shops, const Clock& clock,
                     Random& random) {
        const auto shops_of = [&shops](const std::string& store) {
            std::vector<std::string> names;
            for (const auto& shop : shops.followed())
                if (connectors::serves(shop.stores, store)) names.push_back(shop.name);
            return names;
        };
        feeder = std::make_unique<OrderFeeder>(
            std::move(of_feeder), order_key, shops_of, clock, random, options.feed,
            [this](const Id& kiosk) { loop.post([this, kiosk] { sync.wake(kiosk); }); });
    }

    void renew() {
        const auto renewed = identity.renew_if_due();
        auto used = renewed && *renewed ? server->use(tls()) : Result<void>();
        if (!renewed) log_error("hub", Error(renewed.error()).with_context("renewing the hub's certificate"));
        if (!used) log_error("hub", Error(used.error()).with_context("using the hub's new certificate"));
        loop.post_after(kLookEvery, [this] { renew(); });
    }

    HubOptions options;
    std::filesystem::path token_file;
    HubIdentity identity;
    db::Database database;  // of the loop's thread
    SealRing seals;         // likewise
    hub_store::OrderKey order_key;
    ErasedFile erased{options.data / kErasedFile};
    Loop loop;
    TrustDesk trust;
    SyncDesk sync;
    OrderDesk orders;
    std::vector<std::unique_ptr<ShopFollower>> followers;  // complete before the server begins
    std::unique_ptr<OrderFeeder> feeder;                   // likewise
    HelpdeskWorker worker;
    PrivacyRoutes privacy_routes;
    Sweeper sweeper;
    IdentityRoutes identity_routes;
    KioskRoutes kiosk_routes;
    OperatorRoutes operator_routes;
    AccessRoutes access_routes;
    SettingsRoutes settings_routes;
    JobRoutes job_routes;
    HookRoutes hook_routes;
    ShopRoutes shop_routes;
    TrustRoutes trust_routes;
    Router router;
    std::optional<http::Server> server;
};

Result<Hub> Hub::start(HubOptions options, connectors::Helpdesk& helpdesk, connectors::Shops& shops,
                       const Clock& clock, Random& random) {
    ASSIGN_OR_RETURN(auto own, hub_store::open(options.data));
    ASSIGN_OR_RETURN(auto workers, hub_store::open(options.data));
    RETURN_IF_ERROR(let_operator_in(own, options.data / "operator.token", clock, random));
    // Before there is a thread that works with this connection.
    RETURN_IF_ERROR(ErasedFile(options.data / kErasedFile).repeat(own, clock.now()));
    ASSIGN_OR_RETURN(auto seals, SealRing::open(options.data / "seal", clock.now()));
    ASSIGN_OR_RETURN(auto of_orders, open_for_orders(options.data));
    ASSIGN_OR_RETURN(auto order_key, hub_store::OrderKey::open(options.data, random));
    if (order_key.is_new()) {
        RETURN_IF_ERROR(hub_store::Orders(of_orders, order_key).begin_anew());
        RETURN_IF_ERROR(hub_store::OrderFeed(of_orders).begin_anew());
    }
    ASSIGN_OR_RETURN(auto identity, HubIdentity::open(options.data, options.names, clock, random));
    const auto folder = options.public_folder.empty() ? options.data / "public" : options.public_folder;
    ASSIGN_OR_RETURN(auto trust, TrustDesk::open(options.data, PublicFiles(folder), clock, random));
    auto parts = std::make_unique<Parts>(std::move(options), std::move(identity), std::move(own),
                                         std::move(workers), std::move(of_orders), std::move(seals),
                                         order_key, std::move(trust), helpdesk, shops, clock, random);
    RETURN_IF_ERROR(parts->trust_routes.align());
    parts->loop.post([hub = parts.get()] { hub->keep_head_fresh(); });
    for (const auto& shop : shops.followed()) {
        ASSIGN_OR_RETURN(auto database, open_for_orders(parts->options.data));
        parts->followers.push_back(std::make_unique<ShopFollower>(std::move(database), parts->order_key, shop,
                                                                  clock, parts->options.follow));
    }
    ASSIGN_OR_RETURN(auto of_feeder, open_for_orders(parts->options.data));
    parts->feed_orders(std::move(of_feeder), shops, clock, random);
    http::ServerOptions serving;
    serving.tls = parts->tls();
    serving.unix_socket = parts->options.proxy_socket;
    serving.behind_proxy = !serving.unix_socket.empty();
    serving.address = parts->options.address;
    serving.port = parts->options.port;
    serving.connections = parts->options.connections;
    serving.gate = [hub = parts.get()](const http::Incoming& head,
                                       std::function<void(http::Admission)> admit) {
        if (const auto limit = Router::body_limit(head.method, head.path); limit <= kSmallBody)
            return admit(limit);
        hub->loop.post([hub, head, admit = std::move(admit)] { admit(hub->router.admit(head)); });
    };
    ASSIGN_OR_RETURN(
        auto server, http::Server::start(std::move(serving), [hub = parts.get()](http::Incoming request,
                                                                                 http::Responder respond) {
            hub->loop.post([hub, request = std::move(request), respond = std::move(respond)]() mutable {
                hub->router.route(std::move(request), std::move(respond));
            });
        }));
    parts->server.emplace(std::move(server));
    parts->sweeper.begin();
    parts->loop.post_after(kLookEvery, [hub = parts.get()] { hub->renew(); });
    return Hub(std::move(parts));
}

Hub::Hub(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Hub::Hub(Hub&&) noexcept = default;
Hub::~Hub() = default;

std::uint16_t Hub::port() const { return parts_->server->port(); }
const std::filesystem::path& Hub::operator_token_file() const { return parts_->token_file; }

void Hub::drain() {
    if (!parts_) return;
    // A handshake takes about a millisecond of the hub that comes next, or of the proxy in front of it.
    const auto connections = static_cast<long>(parts_->server->connections());
    parts_->server->drain(
        std::clamp(std::chrono::seconds(connections / kReturnsPerSecond), kShortestSpread, kLongestSpread));
    stop();
}

std::filesystem::path Hub::ca_file() const { return parts_->options.data / "ca.pem"; }

void Hub::stop() {
    if (parts_) parts_->stop();
}

}  // namespace storeside::hub
