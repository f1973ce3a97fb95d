// What the shop's brand and the shopper's profile make of the frame.
#include "ui/screens/screens.hpp"

namespace storeside::screens {
namespace {

constexpr std::uint32_t kOwnAccent = 0x1F4E79;  // until a pack brings the shop's

}  // namespace

void dress(const kiosk::State& state, frame::Frame& frame, const theme::Mounting& mounting) {
    const auto& profile = state.session.profile;
    const auto accent = state.device.brand.accent ? state.device.brand.accent : kOwnAccent;
    const frame::Size size = frame.size();
    auto theme =
        theme::make_theme(accent, profile.high_contrast, static_cast<theme::TextSize>(profile.text_size),
                          theme::scale_for(size.w, size.h, mounting));
    theme.motion.reduced = profile.calm;
    frame.set_theme(theme);
    frame.set_reach(profile.low_reach ? theme::low_reach(size.w, size.h, mounting) : 1);
    frame.set_reader(profile.speech);
}

}  // namespace storeside::screens
