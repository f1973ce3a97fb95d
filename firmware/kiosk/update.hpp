// What the appliance does: one pure function from state and event to the next state and the effects to run.
#pragma once
#include <optional>

#include "firmware/base/clock.hpp"
#include "firmware/kiosk/effect.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/kiosk/state.hpp"

namespace storeside::kiosk {

// Stale answers (of another session, or to an older question) change nothing.
Effects update(State& state, const Envelope& envelope);

// When the next Tick is due; nothing while the kiosk rests.
std::optional<Time> next_deadline(const State& state);

// When the session ends unless somebody touches the screen; set only while the warning shows.
std::optional<Time> warning_ends(const State& state);

}  // namespace storeside::kiosk
