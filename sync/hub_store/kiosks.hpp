// The kiosks a hub knows: how they are let in, who they are, what they last reported.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::hub_store {

class Kiosks {
public:
    explicit Kiosks(db::Database& database) : database_(database) {}

    // A code that lets one kiosk in, once, until `expires_at`. Only its hash is kept.
    Result<std::string> invite(std::string_view store, std::string_view name, Time expires_at,
                               Random& random);

    // `denied` for a code that is unknown, used or too old: the same words for each.
    Result<protocol::EnrolAnswer> enrol(std::string_view typed_code, Time now, Random& random);

    // Nothing when no kiosk has this token.
    Result<std::optional<Id>> by_token(std::string_view token);

    Result<void> seen(const Id& kiosk, const protocol::Reported& reported, Time now);

    // Where it stands; empty for a kiosk that is not known.
    Result<std::string> store_of(const Id& kiosk);

    // By store, then name.
    Result<std::vector<protocol::KioskRow>> list();

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
