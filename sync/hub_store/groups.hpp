// Named groups of kiosks, for settings that are neither one store's nor everybody's. A group is there while a
// kiosk is in it; a kiosk may be in several.
#pragma once
#include <string>
#include <vector>

#include "firmware/db/database.hpp"
#include "sync/protocol/settings.hpp"

namespace storeside::hub_store {

class Groups {
public:
    explicit Groups(db::Database& database) : database_(database) {}

    // Doing either twice is the same as once. Gives the kiosk when its settings are others now; refuses to
    // bring it settings that clash.
    Result<std::vector<Id>> add(const std::string& group, const Id& kiosk);
    Result<std::vector<Id>> remove(const std::string& group, const Id& kiosk);

    // By name, in the order in which they go over each other: the last one wins.
    Result<std::vector<protocol::GroupRow>> list();

private:
    Result<std::vector<Id>> run(const char* sql, const std::string& group, const Id& kiosk);

    db::Database& database_;
};

}  // namespace storeside::hub_store
