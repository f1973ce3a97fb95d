// What an operator's tool and the hub say to each other about settings, and how settings are kept: values and
// their JSON.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/settings/model.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::protocol {

// Whose settings: the fleet (no name), a group, a store, or a kiosk (its id, "STORE/NAME", or NAME if only
// one is called so).
struct Target {
    settings::Layer layer = settings::Layer::fleet;
    std::string name;

    friend bool operator==(const Target&, const Target&) = default;
};

struct SettingsChange {
    Target target;
    settings::Values set;
    std::vector<std::string> unset;
    std::string why;
    std::optional<std::int64_t> expect;  // the target's version that this was decided on; nothing: whichever

    friend bool operator==(const SettingsChange&, const SettingsChange&) = default;
};

// Undoes one change: that of this version, or the last of the target.
struct SettingsRevert {
    std::optional<std::int64_t> version;
    Target target;  // counts without a version
    std::string why;

    friend bool operator==(const SettingsRevert&, const SettingsRevert&) = default;
};

// What came of either.
struct SettingsChanged {
    std::int64_t version = 0;  // of the change; of the target's last one when nothing was different
    std::int64_t kiosks = 0;   // of how many kiosks the settings are now others

    friend bool operator==(const SettingsChanged&, const SettingsChanged&) = default;
};

struct SettingRow {
    std::string key;
    settings::Value value;
    Target from;  // where it is set
    std::int64_t version = 0;
    Time at{};
    std::string who;

    friend bool operator==(const SettingRow&, const SettingRow&) = default;
};

// How a kiosk stands to what is desired of it.
struct KioskSettingsState {
    std::int64_t desired = 0;  // version
    std::int64_t seen = 0;     // the version it has heard of
    ReportedSettings reported;

    friend bool operator==(const KioskSettingsState&, const KioskSettingsState&) = default;
};

struct SettingsView {
    Target target;
    std::int64_t version = 0;      // of the target's last change; 0: none
    std::vector<SettingRow> rows;  // by key
    std::optional<KioskSettingsState> kiosk;

    friend bool operator==(const SettingsView&, const SettingsView&) = default;
};

struct ChangedKey {
    std::string key;
    std::optional<settings::Value> before, after;  // nothing: not set

    friend bool operator==(const ChangedKey&, const ChangedKey&) = default;
};

struct HistoryRow {
    std::int64_t version = 0;
    Time at{};
    std::string who;
    std::string why;
    Target target;
    std::int64_t reverts = 0;  // the version it undoes; 0: none
    std::vector<ChangedKey> keys;

    friend bool operator==(const HistoryRow&, const HistoryRow&) = default;
};

struct GroupRow {
    std::string name;
    std::vector<std::string> kiosks;  // "STORE/NAME"

    friend bool operator==(const GroupRow&, const GroupRow&) = default;
};

struct GroupChange {
    std::string group;
    std::string kiosk;

    friend bool operator==(const GroupChange&, const GroupChange&) = default;
};

inline constexpr std::size_t kMaxWhyBytes = 512;
inline constexpr std::size_t kMaxTargetBytes = 260;

std::string encode(const SettingsChange& message);
std::string encode(const SettingsRevert& message);
std::string encode(const SettingsChanged& message);
std::string encode(const SettingsView& message);
std::string encode(const std::vector<HistoryRow>& message);
std::string encode(const std::vector<GroupRow>& message);
std::string encode(const GroupChange& message);

Result<SettingsChange> decode_settings_change(std::string_view json);
Result<SettingsRevert> decode_settings_revert(std::string_view json);
Result<SettingsChanged> decode_settings_changed(std::string_view json);
Result<SettingsView> decode_settings_view(std::string_view json);
Result<std::vector<HistoryRow>> decode_settings_history(std::string_view json);
Result<std::vector<GroupRow>> decode_groups(std::string_view json);
Result<GroupChange> decode_group_change(std::string_view json);

// As databases keep them.
std::string encode(const settings::Value& value);
std::string encode(const settings::Values& values);
std::string encode(const ReportedSettings& reported);
Result<settings::Value> decode_value(std::string_view json);
Result<settings::Values> decode_values(std::string_view json);
Result<ReportedSettings> decode_reported_settings(std::string_view json);

}  // namespace storeside::protocol
