#include "ui/gallery/shoot.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "ui/screens/screens.hpp"

namespace storeside::gallery {

Result<void> shoot(const Exhibit& exhibit, const text::Texts& texts, window::Surface& surface,
                   const std::filesystem::path& file) {
    auto& frame = surface.frame();
    frame.forget();
    std::optional<Time> warning_ends;
    if (const auto warned = exhibit.state.session.warned_at)
        warning_ends = *warned + exhibit.state.device.timings.warning;
    const screens::Model model{exhibit.state, texts, exhibit.now, warning_ends};
    // What fades in is at rest after a third of a second; what moves for ever would be a matter of luck.
    const auto hold_still = [](frame::Frame& f) {
        auto theme = f.theme();
        theme.motion.reduced = true;
        f.set_theme(theme);
    };
    for (int i = 0; i < 20; ++i) {
        surface.present([&](frame::Frame& f) {
            screens::dress(exhibit.state, f);
            hold_still(f);
            (void)screens::draw(model, f);
        });
        if (!frame.next_frame()) break;
        (void)surface.wait(std::chrono::milliseconds(20));
    }
    for (const auto& problem : frame::check_targets(frame.targets(), frame.size()))
        fmt::print(stderr, "{}: {}\n", file.filename().string(), problem);
    return surface.screenshot(file);
}

}  // namespace storeside::gallery
