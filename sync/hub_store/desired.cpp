#include "sync/hub_store/desired.hpp"

#include <fmt/format.h>

#include <map>

#include "sync/hub_store/packs.hpp"
#include "sync/hub_store/settings.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {
namespace {

// Empty for a kiosk of which nothing is desired yet.
std::string hash_of(const protocol::Desired& desired) {
    if (!desired.pack && desired.settings->empty()) return {};
    return protocol::sha256((desired.pack ? desired.pack->sha256 : "-") +
                            protocol::encode(*desired.settings));
}

}  // namespace

Result<Desired::Version> Desired::version(const Id& kiosk, const std::string& hash, std::int64_t seen) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT desired_version, desired_hash FROM kiosk_state "
                                                    "WHERE kiosk = :kiosk"));
    select.bind(":kiosk", kiosk);
    ASSIGN_OR_RETURN(const bool known, select.step());
    const auto last = known ? select.integer(0) : 0;
    const auto before = known ? std::string(select.text(1)) : std::string();
    if (before == hash && seen <= last) return Version{last, false};
    select.reset();
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare(
                         "INSERT INTO kiosk_state (kiosk, desired_version, desired_hash) "
                         "VALUES (:kiosk, :version, :hash) ON CONFLICT (kiosk) DO UPDATE SET "
                         "desired_version = excluded.desired_version, desired_hash = excluded.desired_hash"));
    const auto next = std::max(last, seen) + 1;
    RETURN_IF_ERROR(upsert.bind(":kiosk", kiosk).bind(":version", next).bind(":hash", hash).run());
    return Version{next, true};
}

Result<protocol::Desired> Desired::of(const Id& kiosk, std::int64_t seen) {
    ASSIGN_OR_RETURN(auto desired, Packs(database_).desired());
    ASSIGN_OR_RETURN(const auto placed, Settings(database_).of_kiosk(kiosk));
    desired.settings = settings::values_of(placed);
    ASSIGN_OR_RETURN(const auto current, version(kiosk, hash_of(desired), seen));
    desired.version = current.number;
    return desired;
}

Result<void> Desired::reported(const Id& kiosk, const protocol::Reported& reported) {
    // Written only when it is news: most calls of most kiosks say what the one before said.
    ASSIGN_OR_RETURN(
        auto upsert,
        database_.prepare(
            "INSERT INTO kiosk_state (kiosk, seen_version, settings_version, restart, problems, report) "
            "VALUES (:kiosk, :seen, :version, :restart, :problems, :report) ON CONFLICT (kiosk) DO UPDATE "
            "SET "
            "seen_version = excluded.seen_version, settings_version = excluded.settings_version, "
            "restart = excluded.restart, problems = excluded.problems, report = excluded.report "
            "WHERE seen_version <> excluded.seen_version OR report <> excluded.report"));
    const auto& settings = reported.settings;
    return upsert.bind(":kiosk", kiosk)
        .bind(":seen", reported.version)
        .bind(":version", settings.version)
        .bind(":restart", settings.restart.size())
        .bind(":problems", settings.problems.size())
        .bind(":report", protocol::encode(settings))
        .run();
}

Result<protocol::KioskSettingsState> Desired::state(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT desired_version, seen_version, report "
                                                    "FROM kiosk_state WHERE kiosk = :kiosk"));
    select.bind(":kiosk", kiosk);
    protocol::KioskSettingsState state;
    ASSIGN_OR_RETURN(const bool known, select.step());
    if (!known) return state;
    state.desired = select.integer(0);
    state.seen = select.integer(1);
    if (!select.text(2).empty()) {
        ASSIGN_OR_RETURN(state.reported, protocol::decode_reported_settings(select.text(2)));
    }
    return state;
}

Result<std::vector<Id>> Desired::renew(db::Transaction&, const protocol::Target& target) {
    // Kiosks of one store and the same groups, without settings of their own, have the same: that is most of
    // a fleet.
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT k.id, k.store, k.name, (SELECT group_concat(hex(name)) FROM kiosk_group "
                          "WHERE kiosk = k.id) "
                          "FROM kiosk k WHERE :layer = 'fleet' OR (:layer = 'store' AND k.store = :name) OR "
                          "(:layer = 'kiosk' AND k.id = :kiosk) OR (:layer = 'group' AND "
                          "k.id IN (SELECT kiosk FROM kiosk_group WHERE name = :name))"));
    const auto id = parse_id(target.name);
    select.bind(":layer", name(target.layer)).bind(":name", target.name).bind(":kiosk", id ? *id : Id{});
    ASSIGN_OR_RETURN(auto own,
                     database_.prepare("SELECT 1 FROM setting WHERE layer = 'kiosk' AND name = :id"));
    ASSIGN_OR_RETURN(auto desired, Packs(database_).desired());
    std::map<std::string, std::string> hashes;
    std::vector<Id> changed;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return changed;
        const auto kiosk = select.id(0);
        own.bind(":id", to_string(kiosk));
        ASSIGN_OR_RETURN(const bool special, own.step());
        own.reset();
        const auto kind = special ? to_string(kiosk) : fmt::format("{}|{}", select.text(3), select.text(1));
        auto hash = hashes.find(kind);
        if (hash == hashes.end()) {
            ASSIGN_OR_RETURN(const auto placed, Settings(database_).of_kiosk(kiosk));
            desired.settings = settings::values_of(placed);
            if (auto fine = settings::check_together(*desired.settings); !fine)
                return failure(std::move(fine.error()),
                               fmt::format("kiosk {}/{}", select.text(1), select.text(2)));
            hash = hashes.emplace(kind, hash_of(desired)).first;
        }
        ASSIGN_OR_RETURN(const auto version, this->version(kiosk, hash->second, 0));
        if (version.grew) changed.push_back(kiosk);
    }
}

}  // namespace storeside::hub_store
