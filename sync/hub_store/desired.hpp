// What each kiosk should be, and how far it says it has come.
#pragma once
#include <string>
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/settings/layers.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/settings.hpp"

namespace storeside::hub_store {

class Desired {
public:
    explicit Desired(db::Database& database) : database_(database) {}

    // Pack and settings. The version grows by itself when either is another
    // than last time, whatever the reason, and also when the kiosk has `seen` a larger one: then this hub was
    // restored from a backup.
    Result<protocol::Desired> of(const Id& kiosk, std::int64_t seen);

    // Something besides has changed that every kiosk should hear of: its version grows.
    Result<void> renew_all();

    // Keeps what the kiosk says of itself.
    Result<void> reported(const Id& kiosk, const protocol::Reported& reported);

    Result<protocol::KioskSettingsState> state(const Id& kiosk);

    // After a change of settings, in its transaction: the new versions of those it concerns, so that
    // operators see who lacks it. Gives the kiosks whose settings are others now; refuses settings that clash
    // for one of them, by its name.
    Result<std::vector<Id>> renew(db::Transaction&, const protocol::Target& target);

private:
    struct Row {
        Id id;
        std::string store, name, groups;  // a group a line
        std::int64_t version = 0;
        std::string hash;
    };
    Result<std::vector<Row>> rows(const protocol::Target& target);
    Result<std::int64_t> version(const Id& kiosk, const std::string& hash, std::int64_t seen);

    db::Database& database_;
};

}  // namespace storeside::hub_store
