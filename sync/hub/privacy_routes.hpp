// What operators may ask about what is known of one person, and about the keys that protect it.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/erased_file.hpp"
#include "sync/hub/helpdesk_worker.hpp"
#include "sync/hub/seal_ring.hpp"
#include "sync/hub_store/persons.hpp"

namespace storeside::hub {

// How the routes reach the rest of the hub. Called on the hub's loop.
struct PrivacyLinks {
    // Asks the helpdesk in use to erase these; `done` gets, on the hub's loop, what a person has to do
    // besides.
    std::function<void(std::vector<std::string> refs, HelpdeskWorker::Erased done)> erase;
    std::function<void(const Id& kiosk)> on_mail;
    std::function<void()> on_desired;
};

class PrivacyRoutes {
public:
    // `helpdesk` is the name of the one in use.
    PrivacyRoutes(db::Database& database, const hub_store::OrderKey& order_key, SealRing& seals,
                  ErasedFile& erased, const Clock& clock, Random& random, std::string helpdesk,
                  PrivacyLinks links)
        : database_(database),
          order_key_(order_key),
          seals_(seals),
          erased_(erased),
          clock_(clock),
          random_(random),
          helpdesk_(std::move(helpdesk)),
          links_(std::move(links)) {}

    http::Outgoing keys();
    http::Outgoing rotate_key();
    http::Outgoing find(const http::Incoming& request);
    http::Outgoing report(const http::Incoming& request);

    // Helpdesk first, then the hub and by mail the kiosks: until the hub has forgotten it, asking again goes
    // on where it failed. 409 while the helpdesk is being told something of it.
    void erase(const http::Incoming& request, http::Responder respond);

private:
    Result<hub_store::Trace> ready_to_erase(const protocol::Subject& subject);
    // Adds what the shops themselves still have.
    Result<void> forget_orders(db::Transaction& transaction, const hub_store::Trace& trace,
                               std::vector<std::string>& left);
    Result<protocol::Erased> forget(const protocol::Subject& subject, std::vector<std::string> left);

    db::Database& database_;
    const hub_store::OrderKey& order_key_;
    SealRing& seals_;
    ErasedFile& erased_;
    const Clock& clock_;
    Random& random_;
    std::string helpdesk_;
    PrivacyLinks links_;
};

}  // namespace storeside::hub
