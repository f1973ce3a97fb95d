#include "sync/protocol/settings.hpp"

#include "sync/protocol/settings_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxList = 64 << 20;
constexpr std::size_t kMaxRows = 200'000;
constexpr std::size_t kMaxText = 4096;  // of a value; the kiosk's own limits are narrower
constexpr std::int64_t kMost = std::int64_t{1} << 53;

void put(json::object& out, const Target& target) {
    out.emplace("layer", name(target.layer));
    out.emplace("name", target.name);
}

void read(Reader& in, Target& out) {
    in.one_of("layer", out.layer, settings::kLayerNames);
    in.text("name", out.name, kMaxTargetBytes);
    if (out.layer == settings::Layer::fleet && !out.name.empty()) in.reject("name", "the fleet has none");
    if (out.layer != settings::Layer::fleet && out.name.empty()) in.reject("name", "empty");
}

json::object row_to_json(const SettingRow& row) {
    json::object out{{"key", row.key},
                     {"value", to_json(row.value)},
                     {"version", row.version},
                     {"at", to_rfc3339(row.at)},
                     {"who", row.who}};
    put(out, row.from);
    return out;
}

void read(Reader& in, SettingRow& out) {
    in.text("key", out.key, kMaxKeyBytes);
    in.members(32, [&](std::string_view name, const json::value& member) {
        if (name == "value") out.value = value_of(member);
    });
    read(in, out.from);
    in.integer("version", out.version, 0, kMost);
    in.time("at", out.at);
    in.text("who", out.who, 128);
}

json::object changed_to_json(const ChangedKey& changed) {
    json::object out{{"key", changed.key}};
    if (changed.before) out.emplace("before", to_json(*changed.before));
    if (changed.after) out.emplace("after", to_json(*changed.after));
    return out;
}

void read(Reader& in, ChangedKey& out) {
    in.text("key", out.key, kMaxKeyBytes);
    in.members(32, [&](std::string_view name, const json::value& member) {
        if (name == "before") out.before = value_of(member);
        if (name == "after") out.after = value_of(member);
    });
}

}  // namespace

json::value to_json(const settings::Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return json::string(*text);
    return nullptr;
}

settings::Value value_of(const json::value& value) {
    if (const auto* flag = value.if_bool()) return *flag;
    if (const auto* number = value.if_int64()) return *number;
    const auto* text = value.if_string();
    if (text && text->size() <= kMaxText && text->find('\0') == text->npos)
        return std::string(text->data(), text->size());
    return {};
}

json::object to_json(const settings::Values& values) {
    json::object out;
    for (const auto& [key, value] : values) out.emplace(key, to_json(value));
    return out;
}

void read(Reader& in, settings::Values& out) {
    in.members(kMaxSettings, [&](std::string_view key, const json::value& value) {
        if (key.empty() || key.size() > kMaxKeyBytes || key.find('\0') != std::string_view::npos)
            return in.reject("*", "a key is no name of 1 to " + std::to_string(kMaxKeyBytes) + " bytes");
        out.insert_or_assign(std::string(key), value_of(value));
    });
}

json::object to_json(const ReportedSettings& reported) {
    json::array restart(reported.restart.begin(), reported.restart.end()), problems;
    for (const auto& problem : reported.problems)
        problems.push_back({{"key", problem.key}, {"why", problem.why}});
    return {
        {"version", reported.version}, {"restart", std::move(restart)}, {"problems", std::move(problems)}};
}

void read(Reader& in, ReportedSettings& out) {
    in.integer("version", out.version, 0, kMost);
    in.texts("restart", out.restart, kMaxSettings, kMaxKeyBytes);
    in.each("problems", kMaxProblems, [&](Reader& item) {
        settings::Problem problem;
        item.text("key", problem.key, kMaxKeyBytes);
        item.text("why", problem.why, kMaxProblemBytes);
        out.problems.push_back(std::move(problem));
    });
}

std::string encode(const SettingsChange& message) {
    json::object out;
    put(out, message.target);
    out.emplace("set", to_json(message.set));
    out.emplace("unset", json::array(message.unset.begin(), message.unset.end()));
    out.emplace("why", message.why);
    if (message.expect) out.emplace("expect", *message.expect);
    return serialize(out);
}

Result<SettingsChange> decode_settings_change(std::string_view text) {
    return decode<SettingsChange>(text, 64 << 10, [](Reader& in, SettingsChange& out) {
        read(in, out.target);
        in.object("set", [&](Reader& set) { read(set, out.set); });
        in.texts("unset", out.unset, kMaxSettings, kMaxKeyBytes);
        in.text("why", out.why, kMaxWhyBytes);
        if (in.has("expect")) in.integer("expect", out.expect.emplace(), 0, kMost);
    });
}

std::string encode(const SettingsRevert& message) {
    json::object out;
    put(out, message.target);
    if (message.version) out.emplace("version", *message.version);
    out.emplace("why", message.why);
    return serialize(out);
}

Result<SettingsRevert> decode_settings_revert(std::string_view text) {
    return decode<SettingsRevert>(text, 4096, [](Reader& in, SettingsRevert& out) {
        if (in.has("version")) in.integer("version", out.version.emplace(), 1, kMost);
        read(in, out.target);
        in.text("why", out.why, kMaxWhyBytes);
    });
}

std::string encode(const SettingsChanged& message) {
    return serialize({{"version", message.version}, {"kiosks", message.kiosks}});
}

Result<SettingsChanged> decode_settings_changed(std::string_view text) {
    return decode<SettingsChanged>(text, 4096, [](Reader& in, SettingsChanged& out) {
        in.integer("version", out.version, 0, kMost);
        in.integer("kiosks", out.kiosks, 0, kMost);
    });
}

std::string encode(const SettingsView& message) {
    json::object out;
    put(out, message.target);
    out.emplace("version", message.version);
    json::array rows;
    for (const auto& row : message.rows) rows.push_back(row_to_json(row));
    out.emplace("settings", std::move(rows));
    if (const auto& kiosk = message.kiosk)
        out.emplace("kiosk", json::object{{"desired", kiosk->desired},
                                          {"seen", kiosk->seen},
                                          {"reported", to_json(kiosk->reported)}});
    return serialize(out);
}

Result<SettingsView> decode_settings_view(std::string_view text) {
    return decode<SettingsView>(text, kMaxList, [](Reader& in, SettingsView& out) {
        read(in, out.target);
        in.integer("version", out.version, 0, kMost);
        in.each("settings", kMaxSettings, [&](Reader& item) { read(item, out.rows.emplace_back()); });
        if (in.has("kiosk"))
            in.object("kiosk", [&](Reader& kiosk) {
                auto& state = out.kiosk.emplace();
                kiosk.integer("desired", state.desired, 0, kMost);
                kiosk.integer("seen", state.seen, 0, kMost);
                kiosk.object("reported", [&](Reader& reported) { read(reported, state.reported); });
            });
    });
}

std::string encode(const std::vector<HistoryRow>& message) {
    json::array rows;
    for (const auto& row : message) {
        json::array keys;
        for (const auto& changed : row.keys) keys.push_back(changed_to_json(changed));
        json::object out{{"version", row.version}, {"at", to_rfc3339(row.at)}, {"who", row.who},
                         {"why", row.why},         {"reverts", row.reverts},   {"keys", std::move(keys)}};
        put(out, row.target);
        rows.push_back(std::move(out));
    }
    return serialize({{"changes", std::move(rows)}});
}

Result<std::vector<HistoryRow>> decode_settings_history(std::string_view text) {
    return decode<std::vector<HistoryRow>>(text, kMaxList, [](Reader& in, std::vector<HistoryRow>& out) {
        in.each("changes", kMaxRows, [&](Reader& item) {
            auto& row = out.emplace_back();
            item.integer("version", row.version, 0, kMost);
            item.time("at", row.at);
            item.text("who", row.who, 128);
            item.text("why", row.why, kMaxWhyBytes);
            item.integer("reverts", row.reverts, 0, kMost);
            item.each("keys", kMaxSettings, [&](Reader& key) { read(key, row.keys.emplace_back()); });
            read(item, row.target);
        });
    });
}

std::string encode(const std::vector<GroupRow>& message) {
    json::array rows;
    for (const auto& row : message)
        rows.push_back({{"name", row.name}, {"kiosks", json::array(row.kiosks.begin(), row.kiosks.end())}});
    return serialize({{"groups", std::move(rows)}});
}

Result<std::vector<GroupRow>> decode_groups(std::string_view text) {
    return decode<std::vector<GroupRow>>(text, kMaxList, [](Reader& in, std::vector<GroupRow>& out) {
        in.each("groups", kMaxRows, [&](Reader& item) {
            auto& row = out.emplace_back();
            item.text("name", row.name, kMaxTargetBytes);
            item.texts("kiosks", row.kiosks, kMaxRows, kMaxTargetBytes);
        });
    });
}

std::string encode(const GroupChange& message) {
    return serialize({{"group", message.group}, {"kiosk", message.kiosk}});
}

Result<GroupChange> decode_group_change(std::string_view text) {
    return decode<GroupChange>(text, 4096, [](Reader& in, GroupChange& out) {
        in.text("group", out.group, 64);
        in.text("kiosk", out.kiosk, kMaxTargetBytes);
    });
}

std::string encode(const settings::Value& value) { return serialize(to_json(value)); }
std::string encode(const settings::Values& values) { return serialize(to_json(values)); }
std::string encode(const ReportedSettings& reported) { return serialize(to_json(reported)); }

Result<settings::Value> decode_value(std::string_view text) {
    ASSIGN_OR_RETURN(const auto value, parse_json(text, 64 << 10));
    return value_of(value);
}

Result<settings::Values> decode_values(std::string_view text) {
    return decode<settings::Values>(text, kMaxMessageBytes,
                                    [](Reader& in, settings::Values& out) { read(in, out); });
}

Result<ReportedSettings> decode_reported_settings(std::string_view text) {
    return decode<ReportedSettings>(text, kMaxMessageBytes,
                                    [](Reader& in, ReportedSettings& out) { read(in, out); });
}

}  // namespace storeside::protocol
