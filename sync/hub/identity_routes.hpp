// How a kiosk gets known to the hub and stays it: enrolment, renewal, the hub's time; and whose certificate a
// request came with.
#pragma once
#include <expected>
#include <string>
#include <unordered_map>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/identity.hpp"
#include "sync/hub/token_bucket.hpp"
#include "sync/hub_store/kiosks.hpp"

namespace storeside::hub {

class IdentityRoutes {
public:
    IdentityRoutes(db::Database& database, const HubIdentity& identity, const Clock& clock, Random& random)
        : database_(database), identity_(identity), clock_(clock), random_(random) {}

    // Whose certificate the request came with; the answer, 401 or 403, when it is nobody's who is welcome.
    std::expected<Id, http::Outgoing> identify(const http::Incoming& request);

    http::Outgoing enrol(const http::Incoming& request);
    http::Outgoing renew(const http::Incoming& request);
    http::Outgoing time(const http::Incoming& request);

private:
    // As this hub's authority issued it to a kiosk; null when it did not. Dates are not looked at.
    const pki::Certificate* known(const std::string& der);
    Result<http::Outgoing> let_in(const hub_store::Invite& invite, const std::string& content);

    db::Database& database_;
    const HubIdentity& identity_;
    const Clock& clock_;
    Random& random_;
    // Of the authority, by all of their bytes: a signature that was good stays good.
    std::unordered_map<std::string, pki::Certificate> known_;
    // Wrong codes: one a second and twenty at a time, of everybody together, because an address is cheap;
    // more are put off unread.
    TokenBucket guesses_{1, 20};
};

}  // namespace storeside::hub
