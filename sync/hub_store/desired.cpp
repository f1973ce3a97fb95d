#include "sync/hub_store/desired.hpp"

#include <fmt/format.h>

#include <algorithm>
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

constexpr std::string_view kUpsert =
    "INSERT INTO kiosk_state (kiosk, desired_version, desired_hash) VALUES (:kiosk, :version, :hash) "
    "ON CONFLICT (kiosk) DO UPDATE SET desired_version = excluded.desired_version, "
    "desired_hash = excluded.desired_hash";

// Of everything that is set, what one kiosk hears; `groups` has a name a line.
std::vector<settings::Placed> reaching(const Settings::ByTarget& all, const std::string& store,
                                       std::string_view groups, const std::string& kiosk) {
    using settings::Layer;
    std::vector<settings::Placed> out;
    const auto add = [&](Layer layer, std::string_view name) {
        const auto found = all.find({layer, std::string(name)});
        if (found != all.end()) out.insert(out.end(), found->second.begin(), found->second.end());
    };
    add(Layer::fleet, "");
    add(Layer::store, store);
    add(Layer::kiosk, kiosk);
    while (!groups.empty()) {
        const auto end = std::min(groups.find('\n'), groups.size());
        add(Layer::group, groups.substr(0, end));
        groups.remove_prefix(std::min(end + 1, groups.size()));
    }
    return out;
}

}  // namespace

Result<std::int64_t> Desired::version(const Id& kiosk, const std::string& hash, std::int64_t seen) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT desired_version, desired_hash FROM kiosk_state "
                                                    "WHERE kiosk = :kiosk"));
    select.bind(":kiosk", kiosk);
    ASSIGN_OR_RETURN(const bool known, select.step());
    const auto last = known ? select.integer(0) : 0;
    const auto before = known ? std::string(select.text(1)) : std::string();
    if (before == hash && seen <= last) return last;
    select.reset();
    ASSIGN_OR_RETURN(auto upsert, database_.prepare(kUpsert));
    const auto next = std::max(last, seen) + 1;
    RETURN_IF_ERROR(upsert.bind(":kiosk", kiosk).bind(":version", next).bind(":hash", hash).run());
    return next;
}

Result<protocol::Desired> Desired::of(const Id& kiosk, std::int64_t seen) {
    ASSIGN_OR_RETURN(auto desired, Packs(database_).desired());
    ASSIGN_OR_RETURN(const auto placed, Settings(database_).of_kiosk(kiosk));
    desired.settings = settings::values_of(placed);
    ASSIGN_OR_RETURN(desired.version, version(kiosk, hash_of(desired), seen));
    return desired;
}

Result<void> Desired::renew_all() {
    return database_.execute(
        "INSERT INTO kiosk_state (kiosk, desired_version, desired_hash) SELECT id, 1, '' FROM kiosk WHERE "
        "true "
        "ON CONFLICT (kiosk) DO UPDATE SET desired_version = desired_version + 1");
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

Result<std::vector<Desired::Row>> Desired::rows(const protocol::Target& target) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare(
            "SELECT k.id, k.store, k.name, coalesce(s.desired_version, 0), coalesce(s.desired_hash, ''), "
            "coalesce((SELECT group_concat(name, char(10)) FROM kiosk_group WHERE kiosk = k.id), '') "
            "FROM kiosk k LEFT JOIN kiosk_state s ON s.kiosk = k.id WHERE :layer = 'fleet' OR "
            "(:layer = 'store' AND k.store = :name) OR (:layer = 'kiosk' AND k.id = :kiosk) OR "
            "(:layer = 'group' AND k.id IN (SELECT kiosk FROM kiosk_group WHERE name = :name))"));
    const auto id = parse_id(target.name);
    select.bind(":layer", name(target.layer)).bind(":name", target.name).bind(":kiosk", id ? *id : Id{});
    std::vector<Row> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back({select.id(0), std::string(select.text(1)), std::string(select.text(2)),
                        std::string(select.text(5)), select.integer(3), std::string(select.text(4))});
    }
}

Result<std::vector<Id>> Desired::renew(db::Transaction&, const protocol::Target& target) {
    ASSIGN_OR_RETURN(const auto kiosks, rows(target));
    ASSIGN_OR_RETURN(const auto placed, Settings(database_).all());
    ASSIGN_OR_RETURN(auto desired, Packs(database_).desired());
    ASSIGN_OR_RETURN(auto upsert, database_.prepare(kUpsert));
    // Kiosks of one store and the same groups, without settings of their own, have the same: that is most of
    // a fleet.
    std::map<std::string, std::string> hashes;
    std::vector<Id> changed;
    for (const auto& kiosk : kiosks) {
        const auto id = to_string(kiosk.id);
        const bool special = placed.contains({settings::Layer::kiosk, id});
        const auto kind = special ? id : kiosk.groups + '\n' + kiosk.store;
        auto hash = hashes.find(kind);
        if (hash == hashes.end()) {
            desired.settings =
                settings::values_of(settings::effective(reaching(placed, kiosk.store, kiosk.groups, id)));
            if (auto fine = settings::check_together(*desired.settings); !fine)
                return failure(std::move(fine.error()), fmt::format("kiosk {}/{}", kiosk.store, kiosk.name));
            hash = hashes.emplace(kind, hash_of(desired)).first;
        }
        if (hash->second == kiosk.hash) continue;
        RETURN_IF_ERROR(upsert.bind(":kiosk", kiosk.id)
                            .bind(":version", kiosk.version + 1)
                            .bind(":hash", hash->second)
                            .run());
        changed.push_back(kiosk.id);
    }
    return changed;
}

}  // namespace storeside::hub_store
