// What operators may ask of the hub: kiosks, invites, tickets. Their own helpdesk's answers are given in that
// helpdesk.
#pragma once
#include <functional>
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/operator_table.hpp"

namespace storeside::hub {

class OperatorRoutes {
public:
    // `helpdesk` is the name of the one in use; `on_answer` is called when the inbox got something to
    // deliver.
    OperatorRoutes(db::Database& database, const Clock& clock, Random& random, std::string helpdesk,
                   std::function<void()> on_answer)
        : database_(database),
          clock_(clock),
          random_(random),
          helpdesk_(std::move(helpdesk)),
          on_answer_(std::move(on_answer)) {}

    http::Outgoing kiosks();
    http::Outgoing invite(const OperatorCall& call);
    http::Outgoing tickets(const http::Incoming& request);
    // `ticket` is its id, or its code as the shopper sees it.
    http::Outgoing ticket(std::string_view ticket);
    http::Outgoing reply(std::string_view ticket, const http::Incoming& request);
    http::Outgoing close(std::string_view ticket);

private:
    // The ticket's number in the inbox. `conflict` when another helpdesk has it, or none yet.
    Result<std::int64_t> in_inbox(std::string_view ticket);

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    std::string helpdesk_;
    std::function<void()> on_answer_;
};

}  // namespace storeside::hub
