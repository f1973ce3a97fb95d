// Events as JSON lines: what `--record` writes and `--replay` and the journeys of the tests read.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/kiosk/state.hpp"

namespace storeside::kiosk {

enum class Words {
    keep,  // --record-text: for a bug that can't be found without them
    hide,  // each letter a shopper or an agent typed becomes "x"; an order keeps its state only
};

// One line without its end: {"now":"2026-11-22T14:03:07.000Z","fresh":"0193…","event":"Typed","text":"x"}
std::string to_json_line(const Envelope& envelope, Words words);

// Reads what to_json_line writes. Members that are left out have their defaults; unknown names are
// invalid_input.
Result<Envelope> parse_json_line(std::string_view line);

// The name of the event's type, e.g. "Typed".
std::string_view name(const Event& event);

// The name of the place's type, e.g. "OrderEntry".
std::string_view name(const Place& place);

}  // namespace storeside::kiosk
