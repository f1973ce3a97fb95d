// Settings as operators set them: current values in four layers, and the log of every change.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/settings/layers.hpp"
#include "sync/protocol/settings.hpp"

namespace storeside::hub_store {

// Who does something, and when.
struct By {
    std::string who;
    Time at{};
};

// What a change came to.
struct Outcome {
    std::int64_t version = 0;
    std::vector<Id> kiosks;  // whose settings are others now
};

class Settings {
public:
    explicit Settings(db::Database& database) : database_(database) {}

    // The target with a kiosk's id as its name. not_found when there is no such store, group or kiosk;
    // conflict when a kiosk's name fits several.
    Result<protocol::Target> resolve(protocol::Target target);

    // Takes effect as a whole or not at all. invalid_input names the key that is wrong; conflict when
    // `expect` is not the target's version any more. What changes nothing is no change.
    Result<Outcome> change(const protocol::SettingsChange& change, const By& by);

    // Gives the keys of one change the values they had before it; that is a change itself. conflict when a
    // later one touched a key since.
    Result<Outcome> revert(const protocol::SettingsRevert& revert, const By& by);

    // What is set there, or with `effective` what holds there, and since when. The target is resolved.
    Result<protocol::SettingsView> view(const protocol::Target& target, bool effective);

    // The newest first, at most `limit`; of one target, or of all. Kiosks are named "STORE/NAME".
    Result<std::vector<protocol::HistoryRow>> history(const std::optional<protocol::Target>& target,
                                                      std::int64_t limit);

    // Everything that is set, by where it is set.
    using ByTarget = std::map<std::pair<settings::Layer, std::string>, std::vector<settings::Placed>>;
    Result<ByTarget> all();

    // What holds for a kiosk, by key.
    Result<std::vector<settings::Placed>> of_kiosk(const Id& kiosk);

private:
    Result<std::vector<protocol::SettingRow>> rows(const protocol::Target& target, bool effective);
    // As people call it: a kiosk by its store and name.
    Result<protocol::Target> named(protocol::Target target);
    Result<std::int64_t> last_version(const protocol::Target& target);
    Result<Outcome> write(db::Transaction transaction, const protocol::Target& target,
                          const std::vector<protocol::ChangedKey>& wanted, const std::string& why,
                          std::int64_t reverts, const By& by);
    Result<void> put(const protocol::Target& target, std::int64_t version,
                     const protocol::ChangedKey& changed);
    Result<std::vector<protocol::ChangedKey>> keys_of(std::int64_t version);

    db::Database& database_;
};

}  // namespace storeside::hub_store
