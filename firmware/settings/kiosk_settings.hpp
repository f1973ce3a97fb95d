// The kiosk's settings: typed values, loaded from TOML or set by the hub, every key described in one table.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/settings/model.hpp"

namespace storeside::settings {

struct KioskSettings {
    bool full_screen = true;
    int screen_ppi = 0;          // pixels per inch; 0: as if 24" had 1080 by 1920
    int screen_bottom_mm = 900;  // the picture's lower edge above the floor
    std::string time_zone;       // empty: the system's
    std::chrono::seconds idle_after{60};
    std::chrono::seconds idle_after_in_conversation{300};
    std::chrono::seconds idle_warning{20};
    std::chrono::seconds thanks{4};
    std::chrono::seconds staff_mode{120};
    bool speech = true;
    int speech_rate = 160;  // words per minute
    bool speech_loudspeaker = false;
    bool headset_starts_speech = true;
    std::string usb_headset;     // USB ids between commas; empty: none
    int largest_database = 256;  // MB

    friend bool operator==(const KioskSettings&, const KioskSettings&) = default;
};

enum class TakesEffect { between_sessions, after_restart };

// One row of the table that the loader, its errors, the hub's checks and the documentation come from.
struct Setting {
    using Member = std::variant<bool KioskSettings::*, int KioskSettings::*, std::string KioskSettings::*,
                                std::chrono::seconds KioskSettings::*>;
    std::string_view key;
    Member member;
    std::int64_t least = 0, most = 0;  // of a number, in its unit
    std::string_view unit;
    std::string_view meaning;
    TakesEffect takes_effect = TakesEffect::between_sessions;
    std::span<const Layer> layers;  // where an operator may set it
    // It tells of the box itself: whoever stood before it and wrote its file knows better than an operator.
    bool file_wins = false;
    // Of a text: what is wrong with it; null when any will do.
    Result<void> (*check)(const std::string&) = nullptr;
};

std::span<const Setting> kiosk_table();
const Setting* find_setting(std::string_view key);  // nullptr: there is none

Value value_of(const Setting& setting, const KioskSettings& settings);
// As a TOML file and `settings set` have it: 60, true, "Europe/Athens".
std::string to_text(const Value& value);
// "a whole number from 20 to 600 (s)"
std::string expected(const Setting& setting);

// invalid_input when the value is not what the row expects; `out` is then as it was.
Result<void> assign(const Setting& setting, const Value& value, KioskSettings& out);

// Two settings that are right alone and wrong together.
struct Clash {
    std::vector<std::string_view> keys;
    std::string why;
};
std::vector<Clash> clashes(const KioskSettings& settings);

// What a kiosk's own file says, and which keys it says it of.
struct OwnFile {
    KioskSettings settings;
    std::set<std::string, std::less<>> keys;
};

// Keys that are left out have their defaults. invalid_input names the key, what was expected and the line.
Result<OwnFile> parse_kiosk_settings(std::string_view toml);

// A file that is not there means: all defaults.
Result<OwnFile> load_kiosk_settings(const std::filesystem::path& file);

// The table in words, for `--describe-settings`, `storesidectl settings describe` and the documentation.
std::string describe_kiosk_settings();

}  // namespace storeside::settings
