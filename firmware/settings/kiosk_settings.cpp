#include "firmware/settings/kiosk_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "firmware/base/file.hpp"
#include "firmware/base/usb_ids.hpp"

namespace storeside::settings {
namespace {

using std::chrono::seconds;
using S = KioskSettings;
using enum Layer;

constexpr std::size_t kLargestFile = 64 << 10;
constexpr std::size_t kLongestText = 1024;

constexpr std::array kAnywhere = {fleet, group, store, kiosk};
constexpr std::array kOfAPlace = {fleet, group, store};  // a kiosk is where its store is
constexpr std::array kOfABox = {group, kiosk};           // a group of boxes that are built alike

Result<void> check_time_zone(const std::string& text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/_+-").find(c) != std::string_view::npos;
    };
    if (text.empty() || (text.size() <= 64 && std::ranges::all_of(text, plain) && text.front() != '/'))
        return {};
    return failure(Errc::invalid_input, "must be an IANA name such as \"Europe/Athens\", or empty");
}

Result<void> check_usb_ids(const std::string& text) {
    if (auto ids = parse_usb_ids(text); !ids) return std::unexpected(std::move(ids.error()));
    return {};
}

constexpr auto kLive = TakesEffect::between_sessions;

constexpr std::array kTable = {
    Setting{"full_screen", &S::full_screen, 0, 0, "", "Fill the screen; false shows a window",
            TakesEffect::after_restart, kOfABox, true},
    Setting{"screen_ppi", &S::screen_ppi, 0, 600, "pixels per inch",
            "The screen's density, so that what is touched is large enough; 0 means that of a 24-inch screen",
            kLive, kOfABox, true},
    Setting{"screen_bottom_mm", &S::screen_bottom_mm, 0, 1200, "mm",
            "How high above the floor the picture's lower edge is, so that low reach is low enough", kLive,
            kOfABox, true},
    Setting{"time_zone", &S::time_zone, 0, 0, "", "IANA name, e.g. Europe/Athens; empty is the system's",
            kLive, kOfAPlace, false, check_time_zone},
    Setting{"idle_after", &S::idle_after, 20, 600, "s",
            "Without a touch for so long, the shopper is asked whether they are there", kLive, kAnywhere},
    Setting{"idle_after_in_conversation", &S::idle_after_in_conversation, 60, 3600, "s",
            "The same while they wait for an answer; never less than idle_after", kLive, kAnywhere},
    Setting{"idle_warning", &S::idle_warning, 20, 120, "s",
            "How long they are asked before the session ends (WCAG 2.2.1: at least 20)", kLive, kAnywhere},
    Setting{"thanks", &S::thanks, 2, 30, "s", "How long the thank-you screen stays", kLive, kAnywhere},
    Setting{"staff_mode", &S::staff_mode, 30, 900, "s", "Without a touch for so long, staff mode ends", kLive,
            kAnywhere},
    Setting{"speech", &S::speech, 0, 0, "", "A shopper may have the screen read aloud", kLive, kAnywhere},
    Setting{"speech_rate", &S::speech_rate, 80, 400, "words a minute", "How fast it is read at first", kLive,
            kAnywhere},
    Setting{"speech_loudspeaker", &S::speech_loudspeaker, 0, 0, "",
            "Without a headset it is read from the loudspeaker; what a shopper typed never is", kLive,
            kAnywhere},
    Setting{"headset_starts_speech", &S::headset_starts_speech, 0, 0, "",
            "Plugging a headset in begins to read", kLive, kAnywhere},
    Setting{"usb_headset", &S::usb_headset, 0, 0, "",
            "USB sound devices that are headsets, as lsusb names them, e.g. 0d8c:0014, 046d:0a44", kLive,
            kAnywhere, false, check_usb_ids},
    Setting{"largest_database", &S::largest_database, 8, 4096, "MB",
            "How large kiosk.db may grow while the line is down; ratings stop at four fifths of it", kLive,
            kAnywhere},
};

Value value_in(const toml::node& node) {
    if (const auto flag = node.value_exact<bool>()) return *flag;
    if (const auto number = node.value_exact<std::int64_t>()) return *number;
    if (auto text = node.value_exact<std::string>()) return std::move(*text);
    return {};
}

Result<void> assign_text(const Setting& setting, const std::string& text, std::string& out) {
    // It comes to logs and screens: what could drive a terminal is in no name.
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (text.size() > kLongestText || std::ranges::any_of(text, control))
        return failure(Errc::invalid_input,
                       fmt::format("'{}' must be one line of at most {} bytes", setting.key, kLongestText));
    if (setting.check)
        if (auto fine = setting.check(text); !fine)
            return failure(fine.error().code(), fmt::format("'{}': {}", setting.key, fine.error().message()));
    out = text;
    return {};
}

}  // namespace

std::span<const Setting> kiosk_table() { return kTable; }

const Setting* find_setting(std::string_view key) {
    const auto row = std::ranges::find(kTable, key, &Setting::key);
    return row == kTable.end() ? nullptr : &*row;
}

Value value_of(const Setting& setting, const KioskSettings& settings) {
    return std::visit(
        [&](auto member) -> Value {
            const auto& value = settings.*member;
            if constexpr (std::is_same_v<decltype(member), seconds S::*>)
                return std::int64_t{value.count()};
            else if constexpr (std::is_same_v<decltype(member), int S::*>)
                return std::int64_t{value};
            else
                return value;
        },
        setting.member);
}

std::string to_text(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return fmt::format("\"{}\"", *text);
    return "?";
}

std::string expected(const Setting& setting) {
    if (std::holds_alternative<bool S::*>(setting.member)) return "true or false";
    if (std::holds_alternative<std::string S::*>(setting.member)) return "a text in quotes";
    return fmt::format("a whole number from {} to {} ({})", setting.least, setting.most, setting.unit);
}

Result<void> assign(const Setting& setting, const Value& value, KioskSettings& out) {
    const auto wrong = [&] {
        return failure(Errc::invalid_input, fmt::format("'{}' must be {}", setting.key, expected(setting)));
    };
    if (const auto* flag = std::get_if<bool S::*>(&setting.member)) {
        const auto* given = std::get_if<bool>(&value);
        if (!given) return wrong();
        out.*(*flag) = *given;
        return {};
    }
    if (const auto* text = std::get_if<std::string S::*>(&setting.member)) {
        const auto* given = std::get_if<std::string>(&value);
        if (!given) return wrong();
        return assign_text(setting, *given, out.*(*text));
    }
    const auto* given = std::get_if<std::int64_t>(&value);
    if (!given || *given < setting.least || *given > setting.most) return wrong();
    if (const auto* number = std::get_if<int S::*>(&setting.member))
        out.*(*number) = static_cast<int>(*given);
    else
        out.*std::get<seconds S::*>(setting.member) = seconds(*given);
    return {};
}

std::vector<Clash> clashes(const KioskSettings& s) {
    std::vector<Clash> found;
    if (s.idle_after_in_conversation < s.idle_after)
        found.push_back(
            {{"idle_after_in_conversation", "idle_after"},
             fmt::format("'idle_after_in_conversation' ({} s) must not be less than 'idle_after' ({} s)",
                         s.idle_after_in_conversation.count(), s.idle_after.count())});
    return found;
}

Result<OwnFile> parse_kiosk_settings(std::string_view text) {
    OwnFile file;
    try {
        const toml::table table = toml::parse(text);
        for (const auto& [key, node] : table) {
            const auto line = node.source().begin.line;
            const auto* row = find_setting(key.str());
            if (!row)
                return failure(Errc::invalid_input,
                               fmt::format("line {}: there is no setting '{}'", line, key.str()));
            if (auto assigned = assign(*row, value_in(node), file.settings); !assigned)
                return failure(std::move(assigned.error()), fmt::format("line {}", line));
            file.keys.emplace(row->key);
        }
    } catch (const toml::parse_error& error) {
        return failure(Errc::invalid_input,
                       fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    if (const auto clash = clashes(file.settings); !clash.empty())
        return failure(Errc::invalid_input, clash.front().why);
    return file;
}

Result<OwnFile> load_kiosk_settings(const std::filesystem::path& file) {
    const auto text = read_file(file, kLargestFile);
    if (!text && text.error().code() == Errc::not_found) return OwnFile{};
    if (!text) return std::unexpected(text.error());
    auto settings = parse_kiosk_settings(*text);
    if (!settings) return failure(std::move(settings.error()), file.string());
    return settings;
}

std::string describe_kiosk_settings() {
    std::string text;
    for (const auto& setting : kTable) {
        std::vector<std::string_view> layers;
        for (const auto layer : setting.layers) layers.push_back(name(layer));
        text += fmt::format(
            "{} = {}\n    {}. {}.\n    Takes effect {}; may be set for: {}.{}\n", setting.key,
            to_text(value_of(setting, {})), setting.meaning, expected(setting),
            setting.takes_effect == TakesEffect::after_restart ? "after a restart" : "between two sessions",
            fmt::join(layers, ", "), setting.file_wins ? " The kiosk's own file goes over it." : "");
    }
    return text;
}

}  // namespace storeside::settings
