// One turn of the core: the state, the moment, and what the rules of the places may do with them.
#pragma once
#include <string>
#include <utility>

#include "firmware/kiosk/effect.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/kiosk/state.hpp"

namespace storeside::kiosk {

// How far Back leads. Older places fall off the trail.
inline constexpr std::size_t kLongestTrail = 24;

// What a ticket tells of the session: the newest steps and orders. The hub takes no ticket that is longer,
// however long somebody played with the kiosk before they called.
inline constexpr std::size_t kLongestJourney = 60;
inline constexpr std::size_t kLongestStep = 300;  // bytes
inline constexpr std::size_t kMostOrders = 10;

// What a shopper may type into one field, in bytes; a call's question may be as long as a Secret.
inline constexpr std::size_t kLongestWords = 200;

// At the border of a character, if it is longer than `most` bytes.
void cut(std::string& utf8, std::size_t most);

class Turn {
public:
    Turn(State& state, Time now, const Id& fresh) : state_(state), now_(now), fresh_(fresh) {}

    const Session& session() const { return state_.session; }
    Session& session() { return state_.session; }
    Device& device() { return state_.device; }
    const content::Storefront* storefront() const { return kiosk::storefront(state_); }
    Time now() const { return now_; }
    template <class P>
    bool at() const {
        return std::holds_alternative<P>(state_.place);
    }
    // The present place if it is a P, else nullptr.
    template <class P>
    P* here() {
        return std::get_if<P>(&state_.place);
    }
    const Id& fresh() const { return fresh_; }

    // Goes to a place that Back leads away from again. References into the old place end here.
    void go(Place place);
    // Puts a place in place of the present one; Back leads to where it led before.
    void replace(Place place) { state_.place = std::move(place); }
    void go_back();
    void go_home();

    // Begins a session's language: `language` if the pack or the screen has it, else the shop's own.
    void speak(const std::string& language);

    // Ends the session: nothing of it is left in the state.
    void end_session();

    // Ends it likewise, but says thank you, in the shopper's language, before the next one may begin.
    void end_with_thanks(const Id& rating = {});

    // A new question; answers to older ones are stale from now on.
    Tag ask() { return {session().number, ++session().request}; }
    void run(Effect effect) { effects_.push_back(std::move(effect)); }
    Effects take_effects() { return std::move(effects_); }

    void note(tickets::JourneyStep::Kind kind, std::string what);

    // The words the shopper last searched or asked for; empty when there were none.
    Secret last_words() const;

    // The order number among the words they last asked; empty when there was none.
    Secret asked_order() const;

    // Asks once more what still waits for its answer, and what found nothing in another language: a question
    // is often typed before the language is changed to its own.
    void ask_again();

private:
    void leave();    // notes what the shopper did in the place they leave
    void refresh();  // asks again for what a place they come back to shows

    State& state_;
    Time now_;
    Id fresh_;
    Effects effects_;
};

}  // namespace storeside::kiosk
