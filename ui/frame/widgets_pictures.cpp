// Pictures and signs: images, QR codes, states, progress.
#include <cmath>
#include <numbers>
#include <qrcodegen/qrcodegen.hpp>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

using theme::Type;

constexpr std::size_t kLongestQr = 512;  // bytes; more would be too fine to scan from a screen

}  // namespace

void Frame::image(const Picture& picture, float height_dp) {
    State& s = *state_;
    const Rect rect = s.place(Block::card, s.px(height_dp));
    s.picture(picture, rect, s.px(s.theme.radius.card));
    s.tell(picture.words, rect);
}

void Frame::qr(std::string_view text, float size_dp) {
    State& s = *state_;
    if (text.size() > kLongestQr) return;
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    const qrcodegen::QrCode code = qrcodegen::QrCode::encodeBinary(bytes, qrcodegen::QrCode::Ecc::MEDIUM);
    constexpr int kQuietZone = 4;
    const int modules = code.getSize() + 2 * kQuietZone;
    const float module = std::max(1.0F, std::floor(s.px(size_dp) / static_cast<float>(modules)));
    const float side = module * static_cast<float>(modules);
    const Rect place = s.place(Block::card, side);
    const Rect square{place.x, place.y, side, side};
    s.painter.fill(square, theme::rgb(0xFFFFFF), s.px(16));
    for (int y = 0; y < code.getSize(); ++y) {
        for (int x = 0; x < code.getSize(); ++x) {
            int end = x;
            while (end < code.getSize() && code.getModule(end, y)) ++end;
            if (end == x) continue;
            s.painter.fill({square.x + module * static_cast<float>(x + kQuietZone),
                            square.y + module * static_cast<float>(y + kQuietZone),
                            module * static_cast<float>(end - x), module},
                           theme::rgb(0x000000));
            x = end;
        }
    }
}

void Frame::status(std::string_view icon, Tone tone, std::string_view text) {
    State& s = *state_;
    const float padding = s.px(24);
    const float icon_room = s.px(40 + 20);
    const Rich rich(text);
    const Wrapped words =
        s.wrap(rich, {Type::body, false, true}, std::max(1.0F, s.width() - 2 * padding - icon_room));
    const Rect rect = s.place(Block::card, words.height() + 2 * padding);
    const Colour colour = tone == Tone::neutral ? s.colour().text : s.tone(tone);
    const Colour ground =
        s.theme.high_contrast ? s.colour().surface : theme::mix(s.colour().surface_raised, colour, 0.08F);
    s.painter.fill(rect, ground, s.px(s.theme.radius.button));
    if (s.theme.high_contrast)
        s.painter.stroke(rect, s.colour().outline, s.px(2), s.px(s.theme.radius.button));
    s.icon(icon, IconSize::small, {rect.x + padding + s.px(20), rect.y + padding + words.line_height / 2},
           colour);
    s.painter.text(words, {rect.x + padding + icon_room, rect.y + padding}, s.colour().text);
    s.tell(text, rect, true);
}

void Frame::progress(float fraction, std::string_view text) {
    State& s = *state_;
    const Rich rich(text);
    const Wrapped words = s.wrap(rich, {Type::caption, false, false}, s.width());
    const float bar = s.px(12);
    const float above = text.empty() ? 0 : words.height() + s.px(12);
    const Rect rect = s.place(Block::text, above + bar);
    if (above > 0) s.painter.text(words, {rect.x, rect.y}, s.muted());
    s.tell(text, rect);
    const Rect track{rect.x, rect.y + above, rect.w, bar};
    s.painter.fill(track, s.colour().outline, bar / 2);
    const float done = std::clamp(fraction, 0.0F, 1.0F) * track.w;
    if (done > 0) s.painter.fill({track.x, track.y, std::max(done, bar), bar}, s.colour().accent, bar / 2);
}

void Frame::ring(float fraction, std::string_view text) {
    State& s = *state_;
    const float radius = s.px(kRing);
    const float thick = s.px(14);
    const Rect rect = s.place(Block::card, 2 * radius);
    const Point centre{rect.x + radius, rect.centre().y};
    s.painter.circle(centre, radius - thick / 2, s.colour().outline, thick);
    const float left = std::clamp(fraction, 0.0F, 1.0F);
    if (left > 0) s.painter.arc(centre, radius - thick / 2, 0, left, s.colour().accent, thick);
    const Rich rich(text);
    const Wrapped words = s.wrap(rich, {Type::title, true, true}, 2 * (radius - thick));
    s.painter.text(words, {centre.x - radius, centre.y - words.height() / 2}, s.ink(), 2 * radius,
                   Painter::Align::centre);
}

void Frame::breathing_ring(std::string_view icon) {
    State& s = *state_;
    const Rect rect = s.place(Block::card, s.px(2 * kRing));
    s.breathing_ring(icon, {rect.x + s.px(kRing), rect.centre().y});
}

void State::breathing_ring(std::string_view name, Point centre) {
    const float thick = px(10);
    float scale = 1;
    if (!theme.motion.reduced) {
        const float period = std::chrono::duration<float>(theme.motion.breath).count();
        const float phase = std::fmod(std::chrono::duration<float>(now).count(), period) / period;
        scale += 0.03F * (1 - std::cos(phase * 2 * std::numbers::pi_v<float>)) / 2;
        // Ten frames a second are smooth enough for three percent and cost a sixth of sixty.
        animate(std::chrono::milliseconds(100));
    }
    const float r = (px(kRing) - px(4)) * scale;
    painter.disc(centre, r, theme::mix(ground(), colour().accent, theme.high_contrast ? 0 : 0.10F));
    painter.circle(centre, r - thick / 2, colour().accent, thick);
    icon(name, IconSize::large, centre, colour().accent);
}

void Frame::icon(std::string_view icon, Tone tone) {
    State& s = *state_;
    const Rect rect = s.place(Block::card, s.px(56));
    s.icon(icon, IconSize::large, {rect.x + s.px(28), rect.centre().y}, s.tone(tone));
}

}  // namespace storeside::frame
