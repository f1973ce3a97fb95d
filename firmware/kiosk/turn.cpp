#include "firmware/kiosk/turn.hpp"

#include <algorithm>

namespace storeside::kiosk {
namespace {

using Step = tickets::JourneyStep;

bool worth_coming_back_to(const Place& place) {
    return !std::holds_alternative<Languages>(place) && !std::holds_alternative<PinEntry>(place) &&
           !std::holds_alternative<Thanks>(place) && !std::holds_alternative<Rate>(place) &&
           !std::holds_alternative<Accessibility>(place);
}

}  // namespace

void cut(std::string& utf8, std::size_t most) {
    if (utf8.size() <= most) return;
    while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xc0U) == 0x80U) --most;
    utf8.resize(most);
}

void Turn::go(Place place) {
    leave();
    auto& trail = session().trail;
    // A change of language leads back wherever it was made.
    if (worth_coming_back_to(state_.place) || std::holds_alternative<Languages>(place))
        trail.push_back(std::move(state_.place));
    if (trail.size() > kLongestTrail) trail.erase(trail.begin());
    state_.place = std::move(place);
}

void Turn::go_back() {
    leave();
    auto& trail = session().trail;
    if (trail.empty()) {
        state_.place = Home{};
        return;
    }
    state_.place = std::move(trail.back());
    trail.pop_back();
    refresh();
}

void Turn::go_home() {
    leave();
    session().trail.clear();
    state_.place = Home{};
}

void Turn::end_session() {
    count(device().popularity, session().opened, now_);
    Session next;
    next.number = session().number + 1;
    session() = std::move(next);
    state_.place = Attract{};
    run(Forget{});
    if (device().set_up) return;
    state_.place = Setup{};
    speak("");
}

void Turn::speak(const std::string& language) {
    const auto all = languages(state_);
    if (std::ranges::find(all, language) != all.end())
        session().language = language;
    else if (session().language.empty() && !all.empty())
        session().language = all.front();
}

Secret Turn::last_words() const {
    if (const auto* search = std::get_if<Search>(&state_.place); search && !search->words.empty())
        return search->words;
    if (const auto* ask = std::get_if<Ask>(&state_.place); ask && !ask->draft.empty()) return ask->draft;
    if (const auto* talk = std::get_if<Conversation>(&state_.place); talk && !talk->draft.empty())
        return talk->draft;
    const auto& journey = session().journey;
    const auto last = std::ranges::find(journey.rbegin(), journey.rend(), Step::Kind::searched, &Step::kind);
    return last == journey.rend() ? Secret() : Secret(last->what);
}

Secret Turn::asked_order() const {
    const auto& asked = session().asked;
    const auto last = std::ranges::find_if(asked.rbegin(), asked.rend(), [](const Asked& question) {
        return !question.answer.order_number.empty();
    });
    return last == asked.rend() ? Secret() : last->answer.order_number;
}

void Turn::ask_again() {
    auto& asked = session().asked;
    if (asked.empty()) return;
    auto& newest = asked.back();
    const bool in_vain = newest.answer.is_miss() && newest.language != session().language;
    if (!newest.waiting && !in_vain) return;
    newest.waiting = true;
    newest.language = session().language;
    run(AnswerWords{ask(), newest.language, newest.words});
}

void Turn::end_with_thanks(const Id& rating) {
    const std::string language = session().language;
    const Profile profile = session().profile;
    end_session();
    session().language = language;
    session().profile = profile;
    state_.place = Thanks{now_ + device().timings.thanks, rating};
}

void Turn::note(Step::Kind kind, std::string what) {
    auto& journey = session().journey;
    cut(what, kLongestStep);
    if (!journey.empty() && journey.back().kind == kind && journey.back().what == what) return;
    if (journey.size() == kLongestJourney) journey.erase(journey.begin());
    journey.push_back({kind, now_, std::move(what)});
}

void Turn::leave() {
    // An answer to a place that is no longer shown is stale.
    ++session().request;
    if (const auto* search = std::get_if<Search>(&state_.place); search && !search->words.empty())
        note(Step::Kind::searched, std::string(search->words.view()));
    if (const auto* ask = std::get_if<Ask>(&state_.place); ask && !ask->draft.empty())
        note(Step::Kind::searched, std::string(ask->draft.view()));
}

void Turn::refresh() {
    const std::string& language = session().language;
    if (auto* search = std::get_if<Search>(&state_.place)) {
        search->waiting = !search->words.empty();
        if (search->waiting) run(FindWords{ask(), language, search->words});
    } else if (auto* browse = std::get_if<Browse>(&state_.place)) {
        browse->waiting = true;
        run(ListCategory{ask(), language, browse->category});
    } else if (auto* reading = std::get_if<Reading>(&state_.place)) {
        if (reading->loading == Loading::missing || reading->article.language != language)
            run(LoadArticle{ask(), language, reading->id});
    } else if (auto* guiding = std::get_if<Guiding>(&state_.place)) {
        if (guiding->loading == Loading::missing || guiding->guide.language != language)
            run(LoadGuide{ask(), language, guiding->id});
    } else if (auto* order = std::get_if<OrderEntry>(&state_.place)) {
        order->waiting = false;
    } else if (auto* call = std::get_if<CallAgent>(&state_.place)) {
        call->sending = session().calling.has_value();
        const auto& contact = session().contact;
        if (contact && !is_over(*contact)) state_.place = Conversation{};
    } else if (std::holds_alternative<Ask>(state_.place)) {
        ask_again();
    }
}

}  // namespace storeside::kiosk
