#include "ui/window/surface.hpp"

namespace storeside::window {
namespace {

// A screen that asks for another pass for ever is drawn as it is.
constexpr int kMostPasses = 64;

}  // namespace

void run_passes(frame::Frame& frame, Duration now, const Draw& draw) {
    const auto pass = [&] {
        frame.begin(now);
        draw(frame);
        frame.end();
    };
    pass();  // takes the first touch
    pass();  // shows its effect
    for (int passes = 2; frame.wants_another_pass() && passes < kMostPasses; ++passes) pass();
}

}  // namespace storeside::window
