// The kiosk's core with a clock and ids of its own, driven event by event.
#pragma once
#include <optional>
#include <string>
#include <utility>

#include "firmware/kiosk/update.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {

class ScriptedKiosk {
public:
    // A shop with two languages, English first, and a line.
    ScriptedKiosk() {
        kiosk::ContentOpened opened;
        for (const auto* language : {"en", "el"}) {
            content::Storefront storefront{
                .language = language, .store_name = "Bramble & Beam", .greeting = "Hello"};
            storefront.categories = {{"returns", "Returns", "undo-variant"}};
            storefront.popular = {
                {.id = "returns", .title = "Return something", .lead = "60 days.", .language = language}};
            storefront.store.week.assign(7, {{8 * 60, 20 * 60}});
            storefront.notices = {{"sale", "Sale", "All paint.", "returns"}};
            opened.storefronts.push_back(std::move(storefront));
        }
        happen(opened);
        happen(kiosk::LineChanged{true});
    }

    // What update() asks for in answer to one event.
    kiosk::Effects happen(kiosk::Event event) {
        effects = kiosk::update(state, {clock.now(), make_id(clock.now(), random), std::move(event)});
        return effects;
    }

    // The effect of this type that the last event caused; nullptr when there is none.
    template <class E>
    const E* effect() const {
        for (const auto& item : effects)
            if (const auto* found = std::get_if<E>(&item)) return found;
        return nullptr;
    }

    template <class P>
    const P* at() const {
        return std::get_if<P>(&state.place);
    }

    // Lets time pass as the real loop does: a Tick whenever one is due.
    void wait(Duration duration) {
        const Time end = clock.now() + duration;
        for (auto due = kiosk::next_deadline(state); due && *due <= end; due = kiosk::next_deadline(state)) {
            if (*due > clock.now()) clock.advance(*due - clock.now());
            happen(kiosk::Tick{});
        }
        clock.advance(end - clock.now());
    }

    // Begins a session and calls a person; the ticket is durable.
    void call_somebody() {
        happen(kiosk::Began{});
        happen(kiosk::CalledPerson{});
        const Id ticket = at<kiosk::CallAgent>()->id;
        happen(kiosk::SentCall{});
        happen(kiosk::Appended{state.session.number, ticket, true});
    }

    ManualClock clock;
    SeededRandom random{7};
    kiosk::State state;
    kiosk::Effects effects;
};

}  // namespace storeside
