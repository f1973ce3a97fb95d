// Settings from a hub, an operator or a kiosk: whatever is accepted is the same after another round trip, and
// whatever a hub wants of a kiosk leaves it with settings that it can work by.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/settings/layers.hpp"
#include "firmware/settings/overlay.hpp"
#include "sync/protocol/settings.hpp"

namespace {

using namespace storeside;

void must(bool holds) {
    if (!holds) std::abort();
}

template <class Decode>
void round_trip(std::string_view text, Decode decode) {
    const auto first = decode(text);
    if (!first) return;
    const auto again = decode(protocol::encode(*first));
    must(again && *again == *first);
}

void lay(const settings::Values& desired) {
    const auto file =
        settings::parse_kiosk_settings("idle_after_in_conversation = 90\nscreen_ppi = 100\n").value();
    const auto laid = settings::overlay(file, desired);
    must(settings::clashes(laid.settings).empty());
    must(laid.settings.screen_ppi == 100);
    for (const auto& row : settings::kiosk_table()) {
        settings::KioskSettings scratch;
        must(settings::assign(row, settings::value_of(row, laid.settings), scratch).has_value());
    }
    // Each key is in force, or somebody is told why not.
    for (const auto& [key, value] : desired) {
        const auto* row = settings::find_setting(key);
        const bool told =
            std::ranges::find(laid.problems, key, &settings::Problem::key) != laid.problems.end();
        must(told || (row && settings::value_of(*row, laid.settings) == value));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    round_trip(text, protocol::decode_settings_change);
    round_trip(text, protocol::decode_settings_revert);
    round_trip(text, protocol::decode_settings_changed);
    round_trip(text, protocol::decode_settings_view);
    round_trip(text, protocol::decode_settings_history);
    round_trip(text, protocol::decode_groups);
    round_trip(text, protocol::decode_group_change);
    round_trip(text, protocol::decode_value);
    round_trip(text, protocol::decode_values);
    round_trip(text, protocol::decode_reported_settings);
    if (const auto desired = protocol::decode_values(text)) lay(*desired);
    if (const auto change = protocol::decode_settings_change(text))
        for (const auto& [key, value] : change->set) (void)settings::check(change->target.layer, key, value);
    return 0;
}
