#include "firmware/settings/kiosk_settings.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "firmware/base/file.hpp"

namespace storeside::settings {
namespace {

using std::chrono::seconds;
using S = KioskSettings;

constexpr std::size_t kLargestFile = 64 << 10;

constexpr std::array kTable = {
    Setting{"full_screen", &S::full_screen, 0, 0, "", "Fill the screen; false shows a window"},
    Setting{
        "screen_ppi", &S::screen_ppi, 0, 600, "pixels per inch",
        "The screen's density, so that what is touched is large enough; 0 means that of a 24-inch screen"},
    Setting{"screen_bottom_mm", &S::screen_bottom_mm, 0, 1200, "mm",
            "How high above the floor the picture's lower edge is, so that low reach is low enough"},
    Setting{"time_zone", &S::time_zone, 0, 0, "", "IANA name, e.g. Europe/Athens; empty is the system's"},
    Setting{"idle_after", &S::idle_after, 20, 600, "s",
            "Without a touch for so long, the shopper is asked whether they are there"},
    Setting{"idle_after_in_conversation", &S::idle_after_in_conversation, 60, 3600, "s",
            "The same while they wait for an answer"},
    Setting{"idle_warning", &S::idle_warning, 20, 120, "s",
            "How long they are asked before the session ends (WCAG 2.2.1: at least 20)"},
    Setting{"thanks", &S::thanks, 2, 30, "s", "How long the thank-you screen stays"},
    Setting{"staff_mode", &S::staff_mode, 30, 900, "s", "Without a touch for so long, staff mode ends"},
    Setting{"speech", &S::speech, 0, 0, "", "A shopper may have the screen read aloud"},
    Setting{"speech_rate", &S::speech_rate, 80, 400, "words a minute", "How fast it is read at first"},
    Setting{"speech_loudspeaker", &S::speech_loudspeaker, 0, 0, "",
            "Without a headset it is read from the loudspeaker; what a shopper typed never is"},
    Setting{"headset_starts_speech", &S::headset_starts_speech, 0, 0, "",
            "Plugging a headset in begins to read"},
    Setting{"usb_headset", &S::usb_headset, 0, 0, "",
            "USB sound devices that are headsets, as lsusb names them, e.g. 0d8c:0014, 046d:0a44"},
    Setting{"largest_database", &S::largest_database, 8, 4096, "MB",
            "How large kiosk.db may grow while the line is down; ratings stop at four fifths of it"},
};

std::string expected(const Setting& setting) {
    if (std::holds_alternative<bool S::*>(setting.member)) return "true or false";
    if (std::holds_alternative<std::string S::*>(setting.member)) return "a text in quotes";
    return fmt::format("a whole number from {} to {} ({})", setting.least, setting.most, setting.unit);
}

bool assign(const Setting& setting, const toml::node& node, S& out) {
    if (const auto* flag = std::get_if<bool S::*>(&setting.member)) {
        const auto value = node.value_exact<bool>();
        if (value) out.*(*flag) = *value;
        return value.has_value();
    }
    if (const auto* text = std::get_if<std::string S::*>(&setting.member)) {
        const auto value = node.value_exact<std::string>();
        if (value) out.*(*text) = *value;
        return value.has_value();
    }
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < setting.least || *value > setting.most) return false;
    if (const auto* number = std::get_if<int S::*>(&setting.member))
        out.*(*number) = static_cast<int>(*value);
    else
        out.*std::get<seconds S::*>(setting.member) = seconds(*value);
    return true;
}

std::string default_of(const Setting& setting) {
    const S defaults;
    return std::visit(
        [&](auto member) -> std::string {
            const auto& value = defaults.*member;
            if constexpr (std::is_same_v<decltype(member), seconds S::*>)
                return std::to_string(value.count());
            else if constexpr (std::is_same_v<decltype(member), int S::*>)
                return std::to_string(value);
            else if constexpr (std::is_same_v<decltype(member), bool S::*>)
                return value ? "true" : "false";
            else
                return fmt::format("\"{}\"", value);
        },
        setting.member);
}

}  // namespace

std::span<const Setting> kiosk_table() { return kTable; }

Result<KioskSettings> parse_kiosk_settings(std::string_view text) {
    KioskSettings settings;
    try {
        const toml::table table = toml::parse(text);
        for (const auto& [key, node] : table) {
            const auto line = node.source().begin.line;
            const auto row = std::ranges::find(kTable, key.str(), &Setting::key);
            if (row == kTable.end())
                return failure(Errc::invalid_input,
                               fmt::format("line {}: there is no setting '{}'", line, key.str()));
            if (!assign(*row, node, settings))
                return failure(Errc::invalid_input,
                               fmt::format("line {}: '{}' must be {}", line, key.str(), expected(*row)));
        }
    } catch (const toml::parse_error& error) {
        return failure(Errc::invalid_input,
                       fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    return settings;
}

Result<KioskSettings> load_kiosk_settings(const std::filesystem::path& file) {
    const auto text = read_file(file, kLargestFile);
    if (!text && text.error().code() == Errc::not_found) return KioskSettings{};
    if (!text) return std::unexpected(text.error());
    auto settings = parse_kiosk_settings(*text);
    if (!settings) return failure(std::move(settings.error()), file.string());
    return settings;
}

std::string describe_kiosk_settings() {
    std::string text;
    for (const auto& setting : kTable)
        text += fmt::format("{} = {}\n    {}. {}.\n", setting.key, default_of(setting), setting.meaning,
                            expected(setting));
    return text;
}

}  // namespace storeside::settings
