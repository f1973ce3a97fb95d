#include "sync/ctl/settings_commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "firmware/settings/layers.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/settings_table.hpp"
#include "sync/ctl/table.hpp"
#include "sync/http/percent.hpp"
#include "sync/protocol/settings.hpp"

namespace storeside::ctl {
namespace {

using protocol::Target;
using settings::Layer;

struct Options : HubOptions {
    std::string group, store, kiosk;
    bool fleet = false;
    bool effective = false;
    std::vector<std::string> words;  // KEY=VALUE, or KEY
    std::string why;
    std::optional<std::int64_t> expect, version;
    bool last = false;
    std::int64_t limit = 50;
};

Target target(const Options& options) {
    if (!options.kiosk.empty()) return {Layer::kiosk, options.kiosk};
    if (!options.store.empty()) return {Layer::store, options.store};
    if (!options.group.empty()) return {Layer::group, options.group};
    return {};
}

std::string query(const Options& options) {
    const auto whose = target(options);
    return fmt::format("layer={}&name={}", name(whose.layer), http::percent_encode(whose.name));
}

std::string in_words(const Target& whose) {
    return whose.layer == Layer::fleet ? "fleet" : fmt::format("{} {}", name(whose.layer), whose.name);
}

// What kind of value is meant is the key's to say; the hub judges what this program doesn't know.
Result<std::pair<std::string, settings::Value>> assignment(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
        return failure(Errc::invalid_input, fmt::format("'{}' is not KEY=VALUE", word));
    auto key = word.substr(0, equals), text = word.substr(equals + 1);
    const auto* row = settings::find_setting(key);
    if (row && std::holds_alternative<std::string>(settings::value_of(*row, {})))
        return std::pair(std::move(key), settings::Value(std::move(text)));
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, number);
        read.ec == std::errc() && read.ptr == end)
        return std::pair(std::move(key), settings::Value(number));
    if (text == "true" || text == "false") return std::pair(std::move(key), settings::Value(text == "true"));
    return std::pair(std::move(key), settings::Value(std::move(text)));
}

void print_row(std::vector<std::vector<std::string>>& rows, const protocol::SettingRow& row) {
    rows.push_back({row.key, shortened(settings::to_text(row.value), 60), shortened(in_words(row.from), 60),
                    std::to_string(row.version), when(row.at), shortened(row.who, 30)});
}

void print_kiosk(const protocol::KioskSettingsState& kiosk) {
    const auto& reported = kiosk.reported;
    fmt::print("\nDesired is version {} of this kiosk; it has heard of {} and works by {}.\n", kiosk.desired,
               kiosk.seen, reported.version);
    if (reported.version < kiosk.desired)
        fmt::print("It takes up the rest {}.\n",
                   kiosk.seen < kiosk.desired ? "when it next talks to the hub" : "between two sessions");
    if (!reported.restart.empty()) {
        std::vector<std::string> keys;
        for (const auto& key : reported.restart) keys.push_back(harmless(key));
        fmt::print("After a restart: {}\n", fmt::join(keys, ", "));
    }
    for (const auto& problem : reported.problems)
        fmt::print("Not used: {}: {}\n", harmless(problem.key), harmless(problem.why));
}

Result<void> get(HubClient& hub, const Options& options) {
    const auto path =
        fmt::format("/v1/settings?{}{}", query(options), options.effective ? "&effective=1" : "");
    ASSIGN_OR_RETURN(const auto body, hub.get(path));
    ASSIGN_OR_RETURN(const auto view, protocol::decode_settings_view(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    std::vector<std::vector<std::string>> rows{
        {"SETTING", "VALUE", "SET FOR", "VERSION", "SINCE (UTC)", "BY"}};
    for (const auto& row : view.rows) print_row(rows, row);
    if (view.rows.empty())
        fmt::print(
            "Nothing is set for: {}. What no one sets is as the kiosk's own file or the default says.\n",
            harmless(in_words(view.target)));
    else
        fmt::print("{}", table(rows));
    if (view.kiosk) print_kiosk(*view.kiosk);
    return {};
}

Result<void> print_changed(const std::string& body, bool json) {
    ASSIGN_OR_RETURN(const auto changed, protocol::decode_settings_changed(body));
    if (json)
        fmt::print("{}\n", body);
    else
        fmt::print(
            "Version {}: the settings of {} {} are others now. Kiosks that are online take them up within "
            "moments, or when their session ends.\n",
            changed.version, changed.kiosks, changed.kiosks == 1 ? "kiosk" : "kiosks");
    return {};
}

Result<void> change(HubClient& hub, protocol::SettingsChange message, const Options& options) {
    message.target = target(options);
    message.why = options.why;
    message.expect = options.expect;
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/settings", protocol::encode(message)));
    return print_changed(body, options.json);
}

Result<void> set(HubClient& hub, const Options& options) {
    protocol::SettingsChange message;
    for (const auto& word : options.words) {
        ASSIGN_OR_RETURN(auto one, assignment(word));
        if (!message.set.emplace(one.first, one.second).second)
            return failure(Errc::invalid_input, fmt::format("'{}' is named twice", one.first));
    }
    return change(hub, std::move(message), options);
}

Result<void> unset(HubClient& hub, const Options& options) {
    protocol::SettingsChange message;
    message.unset = options.words;
    return change(hub, std::move(message), options);
}

Result<void> revert(HubClient& hub, const Options& options) {
    if (options.last == options.version.has_value())
        return failure(Errc::invalid_input, "revert which? Give a VERSION of `settings history`, or --last");
    const auto why = !options.why.empty() ? options.why
                     : options.version    ? fmt::format("version {} reverted", *options.version)
                                          : std::string("last change reverted");
    const protocol::SettingsRevert message{options.version, target(options), why};
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/settings/revert", protocol::encode(message)));
    return print_changed(body, options.json);
}

std::string in_words(const protocol::ChangedKey& changed) {
    const auto text = [](const std::optional<settings::Value>& value) {
        return value ? shortened(settings::to_text(*value), 40) : std::string("not set");
    };
    return fmt::format("{}: {} -> {}", harmless(changed.key), text(changed.before), text(changed.after));
}

Result<void> history(HubClient& hub, const Options& options) {
    const bool one = options.fleet || target(options).layer != Layer::fleet;
    const auto path =
        fmt::format("/v1/settings/history?limit={}{}", options.limit, one ? "&" + query(options) : "");
    ASSIGN_OR_RETURN(const auto body, hub.get(path));
    ASSIGN_OR_RETURN(const auto changes, protocol::decode_settings_history(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    if (changes.empty()) fmt::print("Nothing was ever set there.\n");
    for (const auto& row : changes) {
        fmt::print("{}  {} UTC  {}  {}\n    {}{}\n", row.version, when(row.at), shortened(row.who, 30),
                   shortened(in_words(row.target), 80),
                   row.reverts != 0 ? fmt::format("(reverts {}) ", row.reverts) : "",
                   shortened(row.why, 200));
        for (const auto& changed : row.keys) fmt::print("    {}\n", in_words(changed));
    }
    return {};
}

Result<void> regroup(HubClient& hub, const Options& options, const char* verb, const char* done) {
    ASSIGN_OR_RETURN(const auto body,
                     hub.post(fmt::format("/v1/groups/{}", verb),
                              protocol::encode(protocol::GroupChange{options.group, options.kiosk})));
    fmt::print("{}\n", options.json ? body : done);
    return {};
}
Result<void> join_group(HubClient& hub, const Options& options) {
    return regroup(hub, options, "add", "The kiosk is in the group.");
}
Result<void> leave_group(HubClient& hub, const Options& options) {
    return regroup(hub, options, "remove", "The kiosk is not in the group.");
}

Result<void> list_groups(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/groups"));
    ASSIGN_OR_RETURN(const auto groups, protocol::decode_groups(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    if (groups.empty()) fmt::print("No kiosk is in a group.\n");
    for (const auto& group : groups) {
        fmt::print("{}\n", harmless(group.name));
        for (const auto& kiosk : group.kiosks) fmt::print("    {}\n", harmless(kiosk));
    }
    return {};
}

void add_target(const HubCommand<Options>& command) {
    auto* whose = command.app->add_option_group("whose", "Whose settings");
    whose->add_flag("--fleet", command.options.fleet, "Those of every kiosk (when nothing else is said)");
    whose->add_option("--group", command.options.group, "Those of a group");
    whose->add_option("--store", command.options.store, "Those of a store");
    whose->add_option("--kiosk", command.options.kiosk, "Those of one kiosk: STORE/NAME, NAME or its id");
    whose->require_option(0, 1);
}

void add_change(const HubCommand<Options>& command, const char* words, const char* meaning) {
    add_target(command);
    command.app->add_option(words, command.options.words, meaning)->required();
    command.app->add_option("--why", command.options.why, "For those who look at it later")->required();
    command.app->add_option("--expect", command.options.expect,
                            "Only if this is still the last version there: nobody changed it meanwhile");
}

}  // namespace

void add_settings_commands(CLI::App& app, int& exit_code) {
    auto* group = app.add_subcommand("settings", "What kiosks should be set to")->require_subcommand(1);
    auto* describe =
        group->add_subcommand("describe", "Every setting: meaning, type, range, default, layers");
    auto* as_json = describe->add_flag("--json")->description("The same for programs");
    describe->callback([as_json] {
        fmt::print("{}",
                   as_json->count() != 0 ? settings_as_json() + "\n" : settings::describe_kiosk_settings());
    });

    const auto show = add_hub_command(*group, "get", "What is set", exit_code, get);
    add_target(show);
    show.app->add_flag("--effective", show.options.effective, "What holds there, whichever layer it is from");
    add_change(add_hub_command(*group, "set", "Set one or several at a time", exit_code, set), "KEY=VALUE",
               "idle_after=90, speech=false, time_zone=Europe/Athens");
    add_change(add_hub_command(*group, "unset", "Take back what was set there", exit_code, unset), "KEY",
               "Its key");
    const auto log = add_hub_command(*group, "history", "Who set what when and why", exit_code, history);
    add_target(log);
    log.app->add_option("--limit", log.options.limit, "How many, the newest first")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    const auto undo = add_hub_command(*group, "revert", "Undo one change", exit_code, revert);
    add_target(undo);
    undo.app->add_option("VERSION", undo.options.version, "Which, as `settings history` numbers them");
    undo.app->add_flag("--last", undo.options.last, "The last one there");
    undo.app->add_option("--why", undo.options.why, "For those who look at it later");

    auto* groups = app.add_subcommand("group", "Groups of kiosks")->require_subcommand(1);
    const auto add = add_hub_command(*groups, "add", "Put a kiosk into a group", exit_code, join_group);
    const auto remove = add_hub_command(*groups, "remove", "Take a kiosk out of one", exit_code, leave_group);
    add_hub_command(*groups, "list", "Every group and its kiosks", exit_code, list_groups);
    for (const auto& one : {add, remove}) {
        one.app->add_option("GROUP", one.options.group, "Letters, digits, '-', '_' and '.'")->required();
        one.app->add_option("KIOSK", one.options.kiosk, "STORE/NAME, NAME or its id")->required();
    }
}

}  // namespace storeside::ctl
