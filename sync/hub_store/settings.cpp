#include "sync/hub_store/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sync/hub_store/desired.hpp"

namespace storeside::hub_store {
namespace {

using protocol::ChangedKey;
using protocol::Target;
using settings::Layer;

// Of what is set, what reaches one target: for a kiosk its store, its groups and itself.
constexpr std::string_view kReaching =
    "(s.layer = 'fleet' OR (s.layer = :layer AND s.name = :name) "
    "OR (s.layer = 'store' AND s.name = (SELECT store FROM kiosk WHERE id = :kiosk)) "
    "OR (s.layer = 'group' AND s.name IN (SELECT name FROM kiosk_group WHERE kiosk = :kiosk)))";
constexpr std::string_view kSetThere = "s.layer = :layer AND s.name = :name AND :kiosk IS NOT NULL";

Id kiosk_of(const Target& target) {
    return target.layer == Layer::kiosk ? parse_id(target.name).value_or(Id{}) : Id{};
}

Layer layer_of(std::string_view name) {
    const auto found = std::ranges::find(settings::kLayerNames, name);
    return static_cast<Layer>(found - settings::kLayerNames.begin());
}

// Layer, name, key and value of each row.
Result<std::vector<settings::Placed>> placed_in(db::Statement& select) {
    std::vector<settings::Placed> placed;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return placed;
        ASSIGN_OR_RETURN(auto value, protocol::decode_value(select.text(3)));
        placed.push_back({layer_of(select.text(0)), std::string(select.text(1)), std::string(select.text(2)),
                          std::move(value)});
    }
}

Result<std::optional<settings::Value>> value_in(const db::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    ASSIGN_OR_RETURN(auto value, protocol::decode_value(row.text(column)));
    return value;
}

}  // namespace

Result<Target> Settings::resolve(Target target) {
    if (target.layer == Layer::fleet) return target;
    if (target.layer == Layer::kiosk) {
        ASSIGN_OR_RETURN(auto select,
                         database_.prepare("SELECT id FROM kiosk WHERE id = :id OR name = :name OR "
                                           "store || '/' || name = :name ORDER BY id = :id DESC LIMIT 2"));
        const auto id = parse_id(target.name);
        select.bind(":id", id ? *id : Id{}).bind(":name", target.name);
        ASSIGN_OR_RETURN(const bool found, select.step());
        if (!found) return failure(Errc::not_found, fmt::format("there is no kiosk '{}'", target.name));
        const auto first = select.id(0);
        ASSIGN_OR_RETURN(const bool another, select.step());
        if (another && !(id && *id == first))
            return failure(Errc::conflict,
                           fmt::format("several kiosks are called '{}': say STORE/NAME or the id of "
                                       "`storesidectl kiosk list`",
                                       target.name));
        return Target{Layer::kiosk, to_string(first)};
    }
    const bool group = target.layer == Layer::group;
    ASSIGN_OR_RETURN(
        auto known,
        database_.prepare(group ? "SELECT EXISTS (SELECT 1 FROM kiosk_group WHERE name = :name) OR EXISTS "
                                  "(SELECT 1 FROM setting_change WHERE layer = 'group' AND name = :name)"
                                : "SELECT EXISTS (SELECT 1 FROM kiosk WHERE store = :name) OR EXISTS "
                                  "(SELECT 1 FROM invite WHERE store = :name AND kiosk IS NULL) OR EXISTS "
                                  "(SELECT 1 FROM setting_change WHERE layer = 'store' AND name = :name)"));
    known.bind(":name", target.name);
    ASSIGN_OR_RETURN(const bool row, known.step());
    if (row && known.integer(0) != 0) return target;
    return failure(Errc::not_found, group ? fmt::format("no kiosk is in a group '{}'", target.name)
                                          : fmt::format("no kiosk stands in a store '{}'", target.name));
}

Result<std::int64_t> Settings::last_version(const Target& target) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT coalesce(max(n), 0) FROM setting_change "
                                                    "WHERE layer = :layer AND name = :name"));
    select.bind(":layer", name(target.layer)).bind(":name", target.name);
    ASSIGN_OR_RETURN(const bool row, select.step());
    return row ? select.integer(0) : 0;
}

Result<Target> Settings::named(Target target) {
    if (target.layer != Layer::kiosk) return target;
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT store || '/' || name FROM kiosk WHERE id = :id"));
    select.bind(":id", kiosk_of(target));
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (found) target.name = select.text(0);
    return target;
}

Result<std::vector<protocol::SettingRow>> Settings::rows(const Target& target, bool effective) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare(fmt::format(
                         "SELECT s.layer, s.name, s.key, s.value, s.change, c.at, c.who FROM setting s "
                         "JOIN setting_change c ON c.n = s.change WHERE {}",
                         effective ? kReaching : kSetThere)));
    select.bind(":layer", name(target.layer)).bind(":name", target.name).bind(":kiosk", kiosk_of(target));
    std::vector<settings::Placed> placed;
    std::vector<protocol::SettingRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        ASSIGN_OR_RETURN(auto value, protocol::decode_value(select.text(3)));
        const Target from{layer_of(select.text(0)), std::string(select.text(1))};
        std::string key(select.text(2));
        placed.push_back({from.layer, from.name, key, value});
        rows.push_back({std::move(key), std::move(value), from, select.integer(4), select.time(5),
                        std::string(select.text(6))});
    }
    std::vector<protocol::SettingRow> winners;
    for (const auto& winner : settings::effective(placed)) {
        const auto at = std::ranges::find(placed, winner) - placed.begin();
        winners.push_back(rows[static_cast<std::size_t>(at)]);
    }
    return winners;
}

Result<std::vector<settings::Placed>> Settings::of_kiosk(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare(fmt::format(
                         "SELECT s.layer, s.name, s.key, s.value FROM setting s WHERE {}", kReaching)));
    select.bind(":layer", name(Layer::kiosk)).bind(":name", to_string(kiosk)).bind(":kiosk", kiosk);
    ASSIGN_OR_RETURN(auto placed, placed_in(select));
    return settings::effective(std::move(placed));
}

Result<Settings::ByTarget> Settings::all() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT layer, name, key, value FROM setting"));
    ASSIGN_OR_RETURN(auto placed, placed_in(select));
    ByTarget all;
    for (auto& one : placed) all[{one.layer, one.name}].push_back(std::move(one));
    return all;
}

Result<protocol::SettingsView> Settings::view(const Target& target, bool effective) {
    protocol::SettingsView view;
    ASSIGN_OR_RETURN(view.target, named(target));
    ASSIGN_OR_RETURN(view.version, last_version(target));
    ASSIGN_OR_RETURN(view.rows, rows(target, effective));
    for (auto& row : view.rows) {
        ASSIGN_OR_RETURN(row.from, named(row.from));
    }
    if (target.layer == Layer::kiosk) {
        ASSIGN_OR_RETURN(view.kiosk, Desired(database_).state(kiosk_of(target)));
    }
    return view;
}

Result<void> Settings::put(const Target& target, std::int64_t version, const ChangedKey& changed) {
    ASSIGN_OR_RETURN(auto log,
                     database_.prepare("INSERT INTO setting_change_key (change, key, before, after) "
                                       "VALUES (:change, :key, :before, :after)"));
    log.bind(":change", version).bind(":key", changed.key);
    changed.before ? log.bind(":before", protocol::encode(*changed.before))
                   : log.bind(":before", std::nullopt);
    changed.after ? log.bind(":after", protocol::encode(*changed.after)) : log.bind(":after", std::nullopt);
    RETURN_IF_ERROR(log.run());
    ASSIGN_OR_RETURN(
        auto now,
        database_.prepare(
            changed.after ? "INSERT INTO setting (layer, name, key, value, change) "
                            "VALUES (:layer, :name, :key, :value, :change) ON CONFLICT (layer, name, key) "
                            "DO UPDATE SET value = excluded.value, change = excluded.change"
                          : "DELETE FROM setting WHERE layer = :layer AND name = :name AND key = :key"));
    now.bind(":layer", name(target.layer)).bind(":name", target.name).bind(":key", changed.key);
    if (changed.after) now.bind(":value", protocol::encode(*changed.after)).bind(":change", version);
    return now.run();
}

// `wanted` says what each key should be after; `before` is looked up here, in the same transaction.
Result<Outcome> Settings::write(db::Transaction transaction, const Target& target,
                                const std::vector<ChangedKey>& wanted, const std::string& why,
                                std::int64_t reverts, const By& by) {
    ASSIGN_OR_RETURN(const auto there, rows(target, false));
    std::vector<ChangedKey> changes;
    for (const auto& one : wanted) {
        ChangedKey changed{one.key, std::nullopt, one.after};
        if (const auto row = std::ranges::find(there, one.key, &protocol::SettingRow::key);
            row != there.end())
            changed.before = row->value;
        if (changed.before != changed.after) changes.push_back(std::move(changed));
    }
    Outcome outcome;
    if (changes.empty()) {
        ASSIGN_OR_RETURN(outcome.version, last_version(target));
        return outcome;
    }
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO setting_change (at, who, why, layer, name, reverts) "
                                       "VALUES (:at, :who, :why, :layer, :name, :reverts)"));
    insert.bind(":at", by.at)
        .bind(":who", by.who)
        .bind(":why", why)
        .bind(":layer", name(target.layer))
        .bind(":name", target.name);
    reverts != 0 ? insert.bind(":reverts", reverts) : insert.bind(":reverts", std::nullopt);
    RETURN_IF_ERROR(insert.run());
    outcome.version = database_.last_row();
    for (const auto& changed : changes) RETURN_IF_ERROR(put(target, outcome.version, changed));

    // A store or a group without a kiosk must not be set to what no kiosk could ever use, either.
    ASSIGN_OR_RETURN(const auto alone, rows(target, true));
    settings::Values together;
    for (const auto& row : alone) together.insert_or_assign(row.key, row.value);
    RETURN_IF_ERROR(settings::check_together(together));
    ASSIGN_OR_RETURN(outcome.kiosks, Desired(database_).renew(transaction, target));
    RETURN_IF_ERROR(transaction.commit());
    return outcome;
}

Result<Outcome> Settings::change(const protocol::SettingsChange& change, const By& by) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(const auto target, resolve(change.target));
    ASSIGN_OR_RETURN(const auto version, last_version(target));
    if (change.expect && *change.expect != version)
        return failure(Errc::conflict,
                       fmt::format("somebody changed these settings since: version {} was expected, it is {}",
                                   *change.expect, version));
    std::vector<ChangedKey> wanted;
    for (const auto& [key, value] : change.set) {
        RETURN_IF_ERROR(settings::check(target.layer, key, value));
        wanted.push_back({key, std::nullopt, value});
    }
    // A key that this hub doesn't know (any more) can be taken back all the same.
    for (const auto& key : change.unset) {
        if (change.set.contains(key))
            return failure(Errc::invalid_input, fmt::format("'{}' is both set and unset", key));
        if (std::ranges::find(wanted, key, &ChangedKey::key) == wanted.end())
            wanted.push_back({key, std::nullopt, std::nullopt});
    }
    if (wanted.empty()) return failure(Errc::invalid_input, "no setting is named");
    return write(std::move(transaction), target, wanted, change.why, 0, by);
}

Result<std::vector<ChangedKey>> Settings::keys_of(std::int64_t version) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT key, before, after FROM setting_change_key "
                                                    "WHERE change = :change ORDER BY key"));
    select.bind(":change", version);
    std::vector<ChangedKey> keys;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return keys;
        auto& changed = keys.emplace_back(ChangedKey{std::string(select.text(0)), {}, {}});
        ASSIGN_OR_RETURN(changed.before, value_in(select, 1));
        ASSIGN_OR_RETURN(changed.after, value_in(select, 2));
    }
}

Result<Outcome> Settings::revert(const protocol::SettingsRevert& revert, const By& by) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    auto version = revert.version.value_or(0);
    if (!revert.version) {
        ASSIGN_OR_RETURN(const auto target, resolve(revert.target));
        ASSIGN_OR_RETURN(version, last_version(target));
        if (version == 0) return failure(Errc::not_found, "nothing was ever set there");
    }
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT layer, name FROM setting_change WHERE n = :n"));
    select.bind(":n", version);
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return failure(Errc::not_found, fmt::format("there is no change {}", version));
    const Target target{layer_of(select.text(0)), std::string(select.text(1))};
    select.reset();

    ASSIGN_OR_RETURN(const auto undone, keys_of(version));
    ASSIGN_OR_RETURN(auto later, database_.prepare("SELECT k.change FROM setting_change_key k "
                                                   "JOIN setting_change c ON c.n = k.change "
                                                   "WHERE c.layer = :layer AND c.name = :name AND "
                                                   "c.n > :version AND k.key = :key ORDER BY c.n DESC"));
    std::vector<ChangedKey> wanted;
    for (const auto& changed : undone) {
        later.bind(":layer", name(target.layer))
            .bind(":name", target.name)
            .bind(":version", version)
            .bind(":key", changed.key);
        ASSIGN_OR_RETURN(const bool touched, later.step());
        if (touched)
            return failure(Errc::conflict,
                           fmt::format("'{}' was changed again by version {}: revert that first, or set it",
                                       changed.key, later.integer(0)));
        later.reset();
        // What a hub of another version let in need not be right for this one.
        if (changed.before) RETURN_IF_ERROR(settings::check(target.layer, changed.key, *changed.before));
        wanted.push_back({changed.key, std::nullopt, changed.before});
    }
    return write(std::move(transaction), target, wanted, revert.why, version, by);
}

Result<std::vector<protocol::HistoryRow>> Settings::history(const std::optional<Target>& target,
                                                            std::int64_t limit) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT c.n, c.at, c.who, c.why, c.layer, c.name, coalesce(c.reverts, 0) "
                          "FROM setting_change c "
                          "WHERE :all OR (c.layer = :layer AND c.name = :name) "
                          "ORDER BY c.n DESC LIMIT :limit"));
    select.bind(":all", target ? 0 : 1)
        .bind(":layer", target ? name(target->layer) : "")
        .bind(":name", target ? target->name : "")
        .bind(":limit", limit);
    std::vector<protocol::HistoryRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        rows.push_back({select.integer(0),
                        select.time(1),
                        std::string(select.text(2)),
                        std::string(select.text(3)),
                        {layer_of(select.text(4)), std::string(select.text(5))},
                        select.integer(6),
                        {}});
    }
    for (auto& row : rows) {
        ASSIGN_OR_RETURN(row.target, named(row.target));
        ASSIGN_OR_RETURN(row.keys, keys_of(row.version));
    }
    return rows;
}

}  // namespace storeside::hub_store
