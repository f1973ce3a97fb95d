#include "ui/app/appliance.hpp"

#include <algorithm>
#include <utility>

#include "firmware/base/file.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/log.hpp"
#include "ui/app/description.hpp"
#include "ui/screens/screens.hpp"

namespace storeside::app {
namespace {

constexpr std::uint32_t kOwnAccent = 0x1F4E79;                  // until a pack brings the shop's
constexpr auto kLongestForHits = std::chrono::milliseconds(6);  // then the letter shows without them

}  // namespace

Appliance::Appliance(window::Surface& surface, text::Texts& texts, EventQueue& events, const Clock& clock,
                     Random& random, kiosk::Timings timings, RunEffects run_effects)
    : surface_(surface),
      texts_(texts),
      events_(events),
      clock_(clock),
      random_(random),
      run_effects_(std::move(run_effects)) {
    state_.device.timings = timings;
    events_.on_put([this] { surface_.wake(); });
}

void Appliance::run() {
    do {
        for (auto& event : events_.take()) happen(std::move(event));
        if (const auto due = kiosk::next_deadline(state_); due && clock_.now() >= *due) happen(kiosk::Tick{});
        present();
    } while (surface_.wait(patience()) && !stopping_);
}

void Appliance::stop() {
    stopping_ = true;
    surface_.wake();
}

void Appliance::happen(kiosk::Event event) {
    const Time now = clock_.now();
    const kiosk::Envelope envelope{now, make_id(now, random_), std::move(event)};
    if (recorder_) recorder_->write(envelope);
    auto effects = kiosk::update(state_, envelope);
    const bool forget =
        std::ranges::any_of(effects, [](const auto& e) { return std::holds_alternative<kiosk::Forget>(e); });
    if (forget) surface_.frame().forget();
    if (std::ranges::any_of(effects,
                            [](const auto& e) { return std::holds_alternative<kiosk::FindWords>(e); }))
        asked_for_hits_ = true;
    run_effects_(std::move(effects));
}

void Appliance::dress(frame::Frame& frame) {
    const auto accent = state_.device.brand.accent ? state_.device.brand.accent : kOwnAccent;
    const auto text_size = state_.session.text_size;
    if (accent != dressed_accent_ || text_size != dressed_text_size_) {
        const auto& worn = frame.theme();
        frame.set_theme(theme::make_theme(accent, worn.high_contrast, static_cast<theme::TextSize>(text_size),
                                          worn.pixels_per_dp));
        dressed_accent_ = accent;
        dressed_text_size_ = text_size;
    }
    const auto language = screens::language_of(state_, clock_.now());
    if (language == texts_.language()) return;
    if (auto switched = texts_.switch_to(language); !switched) log_error("texts", switched.error());
}

void Appliance::await_hits() {
    if (!std::exchange(asked_for_hits_, false)) return;
    const auto end = std::chrono::steady_clock::now() + kLongestForHits;
    const auto waits = [&] {
        const auto* search = std::get_if<kiosk::Search>(&state_.place);
        return search != nullptr && search->waiting && std::chrono::steady_clock::now() < end;
    };
    while (waits())
        for (auto& event : events_.take_before(end)) happen(std::move(event));
}

void Appliance::present() {
    surface_.present([this](frame::Frame& frame) {
        await_hits();
        dress(frame);
        const screens::Model model{state_, texts_, clock_.now(), kiosk::warning_ends(state_)};
        for (auto& touched : screens::draw(model, frame)) happen(std::move(touched));
    });
    if (!description_) return;
    if (auto written = write_file(*description_, describe(kiosk::name(state_.place), surface_.frame()));
        !written)
        log_error("description", written.error());
}

std::optional<Duration> Appliance::patience() const {
    const Time now = clock_.now();
    std::optional<Time> next = kiosk::next_deadline(state_);
    if (const auto change = screens::next_change(state_, now); change && (!next || *change < *next))
        next = change;
    if (!next) return std::nullopt;
    return std::max(Duration(0), *next - now);
}

}  // namespace storeside::app
