// The kiosk's settings: typed values, loaded from TOML, every key described in one table.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "firmware/base/result.hpp"

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

// One row of the table that the loader, its errors and the documentation come from.
struct Setting {
    using Member = std::variant<bool KioskSettings::*, int KioskSettings::*, std::string KioskSettings::*,
                                std::chrono::seconds KioskSettings::*>;
    std::string_view key;
    Member member;
    std::int64_t least = 0, most = 0;  // of a number, in its unit
    std::string_view unit;
    std::string_view meaning;
};

std::span<const Setting> kiosk_table();

// Keys that are left out have their defaults. invalid_input names the key, what was expected and the line.
Result<KioskSettings> parse_kiosk_settings(std::string_view toml);

// A file that is not there means: all defaults.
Result<KioskSettings> load_kiosk_settings(const std::filesystem::path& file);

// The table in words, one key a line, for `--describe-settings` and the documentation.
std::string describe_kiosk_settings();

}  // namespace storeside::settings
