// Every screen as a pure function of what it shows: it draws, and answers with what was touched.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/kiosk/state.hpp"
#include "ui/frame/frame.hpp"
#include "ui/text/texts.hpp"

namespace storeside::screens {

using Touched = std::vector<kiosk::Event>;

// All that a screen knows. `texts` speaks language_of(state, now).
struct Model {
    const kiosk::State& state;
    const text::Texts& texts;
    Time now{};
    std::optional<Time> warning_ends;  // kiosk::warning_ends(state)
};

// Brand, text size, contrast, reach, motion and speech: before each draw(), in the same pass.
void dress(const kiosk::State& state, frame::Frame& frame, const theme::Mounting& mounting = {});

// Draws the place the state is in, and the idle warning over it while it shows.
Touched draw(const Model& model, frame::Frame& frame);

// The language to speak now: the session's; on the attract screen each in turn.
std::string language_of(const kiosk::State& state, Time now);

// When the screen changes by itself although nothing happens (a clock on it, the next greeting); nothing at
// rest.
std::optional<Time> next_change(const kiosk::State& state, Time now);

}  // namespace storeside::screens
