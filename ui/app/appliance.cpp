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

constexpr auto kLongestForHits = std::chrono::milliseconds(6);  // then the letter shows without them

}  // namespace

Appliance::Appliance(window::Surface& surface, text::Texts& texts, EventQueue& events, const Clock& clock,
                     Random& random, kiosk::Timings timings, RunEffects run_effects)
    : surface_(surface),
      texts_(texts),
      events_(events),
      clock_(clock),
      random_(random),
      run_effects_(std::move(run_effects)),
      narrator_(texts) {
    state_.device.timings = timings;
    events_.on_put([this] { surface_.wake(); });
}

void Appliance::run() {
    do {
        for (auto& event : events_.take()) happen(std::move(event));
        pass_time();
        present();
        read_aloud();
    } while (surface_.wait(patience()) && !stopping_);
}

void Appliance::read_with(Reader reader, kiosk::Voice voice) {
    reader_ = std::move(reader);
    state_.device.voice = voice;
}

void Appliance::pass_time() {
    const auto due = kiosk::next_deadline(state_);
    if (!due || clock_.now() < *due) return;
    // Who listens to the end is there: only silence is idle.
    const bool listening = reader_.speaking && state_.session.profile.speech && !kiosk::warning_ends(state_);
    happen(listening && reader_.speaking() ? kiosk::Event(kiosk::StillHere{}) : kiosk::Event(kiosk::Tick{}));
}

void Appliance::read_aloud() {
    if (!reader_.say) return;
    using narrator::Audience;
    const auto& voice = state_.device.voice;
    // The warning is heard by those who did not ask for speech, too, where the shop lets the box speak.
    const bool warns = kiosk::warning_ends(state_) && voice.available && (voice.headset || voice.loudspeaker);
    const Audience audience = !state_.session.profile.speech && !warns ? Audience::nobody
                              : voice.headset                          ? Audience::headset
                                                                       : Audience::loudspeaker;
    if (const auto text = narrator_.after(surface_.frame(), audience, state_.session.repeats))
        reader_.say(*text, texts_.language(), state_.session.profile);
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
    if (forget) {
        surface_.frame().forget();
        narrator_.forget();
        if (reader_.say) reader_.say("", texts_.language(), state_.session.profile);
    }
    if (std::ranges::any_of(effects,
                            [](const auto& e) { return std::holds_alternative<kiosk::FindWords>(e); }))
        asked_for_hits_ = true;
    run_effects_(std::move(effects));
}

void Appliance::dress(frame::Frame& frame) {
    screens::dress(state_, frame, mounting_);
    const auto language = screens::language_of(state_, clock_.now());
    if (language == wanted_language_) return;
    wanted_language_ = language;
    frame.set_language(language);
    if (auto switched = texts_.switch_to(language); !switched) {
        // A pack may speak a language that the screen doesn't; its shopper must not be left with the last
        // one's.
        log_error("texts", switched.error());
        (void)texts_.switch_to("en");
    }
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
