// Back, home, language, accessibility and the call: at the same place on every screen, where every hand
// reaches.
#pragma once
#include <optional>

#include "ui/frame/state.hpp"

namespace storeside::frame {

// `top` becomes where the bar begins.
std::optional<ChromeTouch> bottom_bar(State& s, const Chrome& chrome, float& top);

}  // namespace storeside::frame
