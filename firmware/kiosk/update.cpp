#include "firmware/kiosk/update.hpp"

#include <algorithm>
#include <utility>

#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
namespace {

constexpr std::size_t kFirstAnswer = Event(Found{}).index();  // touches come before it in the variant

bool in_session(const Place& place) { return !std::holds_alternative<Attract>(place); }

// Where the buttons of the header and the bottom bar are, and so the rules that hold everywhere.
bool has_bars(const Place& place) {
    return in_session(place) && !std::holds_alternative<StaffPage>(place) &&
           !std::holds_alternative<Setup>(place) && !std::holds_alternative<Thanks>(place);
}

// Nothing is going on that could be over. A box that waits to be set up may stand so for weeks.
bool rests(const State& state) {
    const auto* setup = std::get_if<Setup>(&state.place);
    const bool untouched = setup && setup->hub.empty() && setup->code.empty() && !setup->waiting;
    return !in_session(state.place) || (untouched && !state.device.set_up);
}

// The one place where late answers are dropped.
bool stale(const State& state, const Event& event) {
    return std::visit(
        [&](const auto& e) {
            if constexpr (requires { e.tag; })
                return e.tag != Tag{state.session.number, state.session.request};
            if constexpr (requires { e.session; }) return e.session != state.session.number;
            return false;
        },
        event);
}

Duration patience(const State& state) {
    return std::holds_alternative<Conversation>(state.place) ? state.device.timings.idle_after_in_conversation
                                                             : state.device.timings.idle_after;
}

// What a shopper reads must not change under them; who has nothing to read is glad of it at once.
void swap_pack(State& state, Turn& turn) {
    if (!state.device.pack_waits || (in_session(state.place) && !state.device.content_missing)) return;
    state.device.pack_waits = false;
    turn.run(SwapPack{});
}

void tick(State& state, Turn& turn) {
    if (rests(state)) return;
    if (const auto* thanks = std::get_if<Thanks>(&state.place); thanks && turn.now() >= thanks->until)
        return turn.end_session();
    if (const auto* page = std::get_if<StaffPage>(&state.place); page && turn.now() >= page->ends)
        return turn.end_session();
    if (const auto end = warning_ends(state)) {
        if (turn.now() >= *end) turn.end_session();
    } else if (turn.now() >= state.session.last_activity + patience(state)) {
        state.session.warned_at = turn.now();
    }
}

void touched(State& state, Turn& turn) {
    if (!in_session(state.place)) return;
    state.session.last_activity = turn.now();
    state.session.warned_at.reset();
    if (auto* page = std::get_if<StaffPage>(&state.place))
        page->ends = turn.now() + state.device.timings.staff;
}

// A conversation that is on the screen is being read.
void read_mail(State& state) {
    if (state.session.contact && std::holds_alternative<Conversation>(state.place))
        state.session.contact->unread = 0;
}

}  // namespace

std::vector<std::string> languages(const State& state) {
    std::vector<std::string> all;
    for (const auto& front : state.device.storefronts) all.push_back(front.language);
    for (const auto& language : state.device.catalogues)
        if (std::ranges::find(all, language) == all.end()) all.push_back(language);
    return all;
}

const content::Storefront* storefront(const State& state) {
    const auto& all = state.device.storefronts;
    const auto found = std::ranges::find(all, state.session.language, &content::Storefront::language);
    return found != all.end() ? &*found : all.empty() ? nullptr : &all.front();
}

std::size_t misses(const Session& session) {
    const auto& asked = session.asked;
    const auto last_found = std::ranges::find_if(asked.rbegin(), asked.rend(), [](const Asked& question) {
        return question.waiting || !question.answer.is_miss();
    });
    return static_cast<std::size_t>(last_found - asked.rbegin());
}

bool is_touch(const Event& event) { return event.index() < kFirstAnswer; }

Effects update(State& state, const Envelope& envelope) {
    Turn turn(state, envelope.now, envelope.fresh);
    if (stale(state, envelope.event)) return {};
    // While the warning shows, the first touch only means "I am still here": it must not press what lies
    // below. A scan presses nothing: whoever holds a receipt to the kiosk need not do it twice.
    const bool touch = is_touch(envelope.event);
    if (touch && state.session.warned_at && !std::holds_alternative<Scanned>(envelope.event)) {
        touched(state, turn);
        return {};
    }
    std::visit(
        [&](const auto& event) {
            using E = std::decay_t<decltype(event)>;
            if constexpr (std::is_same_v<E, Tick>) tick(state, turn);
            if constexpr (std::is_same_v<E, PackWaits>) state.device.pack_waits = true;
            if constexpr (std::is_same_v<E, HeadsetChanged>) headset(event, turn);
            if constexpr (std::is_same_v<E, LineChanged>) state.device.online = event.online;
            if constexpr (std::is_same_v<E, CataloguesFound>) state.device.catalogues = event.languages;
            if constexpr (std::is_same_v<E, SettingsArrived>) state.device.settings_waiting = true;
            if constexpr (std::is_same_v<E, SettingsChanged>) settings(event, turn);
            if constexpr (std::is_same_v<E, ContentOpened>) {
                state.device.storefronts = event.storefronts;
                state.device.brand = event.brand;
                state.device.content_missing = event.storefronts.empty();
            }
            if constexpr (requires { mail(event, turn); })
                if (in_session(state.place)) mail(event, turn);
            if constexpr (requires { anywhere(event, turn); })
                if (has_bars(state.place)) return anywhere(event, turn);
            std::visit(
                [&](auto& place) {
                    if constexpr (requires { on(place, event, turn); }) on(place, event, turn);
                },
                state.place);
        },
        envelope.event);
    if (touch) touched(state, turn);
    read_mail(state);
    swap_pack(state, turn);
    if (!in_session(state.place) && std::exchange(state.device.settings_waiting, false))
        turn.run(TakeUpSettings{});
    return turn.take_effects();
}

std::optional<Time> warning_ends(const State& state) {
    if (!state.session.warned_at) return std::nullopt;
    return *state.session.warned_at + state.device.timings.warning;
}

std::optional<Time> next_deadline(const State& state) {
    if (rests(state)) return std::nullopt;
    if (const auto* thanks = std::get_if<Thanks>(&state.place)) return thanks->until;
    const Time idle = warning_ends(state).value_or(state.session.last_activity + patience(state));
    if (const auto* page = std::get_if<StaffPage>(&state.place)) return std::min(idle, page->ends);
    return idle;
}

}  // namespace storeside::kiosk
