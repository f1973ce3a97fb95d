// Asking in one's own words: a question, what the pack says to it, and where it leads on.
#include <algorithm>

#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
namespace {

using Step = tickets::JourneyStep;

constexpr std::size_t kMostAsked = 20;      // the oldest are forgotten
constexpr std::size_t kMostHits = 3;        // the answer, and two others that may have been meant
constexpr std::size_t kLongestLead = 600;   // bytes; the article itself is one touch away
constexpr std::size_t kLongestTitle = 300;  // bytes

bool waits(const Session& session) { return !session.asked.empty() && session.asked.back().waiting; }

void keep(Session& session, Asked question) {
    if (session.asked.size() == kMostAsked) session.asked.erase(session.asked.begin());
    session.asked.push_back(std::move(question));
}

void shorten(std::string& text, std::size_t most) {
    if (text.size() <= most) return;
    cut(text, most);
    text += "…";
}

// An answer is as long as its author made it; a bubble is not.
content::Answer shown(content::Answer answer) {
    if (answer.hits.size() > kMostHits) answer.hits.resize(kMostHits);
    for (auto& hit : answer.hits) {
        shorten(hit.title, kLongestTitle);
        shorten(hit.lead, kLongestLead);
    }
    return answer;
}

void note_what_was_read(const content::Answer& answer, Turn& turn) {
    if (!answer.hits.empty() && answer.hits.front().kind == content::Hit::Kind::article)
        turn.note(Step::Kind::read, answer.hits.front().title);
}

// A suggestion is the storefront's or that of an answer; nullptr for what nobody suggested.
const content::Hit* suggested(const std::string& id, const Turn& turn) {
    const auto in = [&](const std::vector<content::Hit>& hits) -> const content::Hit* {
        const auto found = std::ranges::find(hits, id, &content::Hit::id);
        return found == hits.end() ? nullptr : &*found;
    };
    if (const auto* storefront = turn.storefront())
        if (const auto* hit = in(storefront->popular)) return hit;
    const auto& asked = turn.session().asked;
    for (auto question = asked.rbegin(); question != asked.rend(); ++question)
        if (const auto* hit = in(question->answer.hits)) return hit;
    return nullptr;
}

}  // namespace

// They need not type again what a search did not find.
void on(Search& place, const OpenedAsk&, Turn& turn) {
    turn.go(Ask{.draft = place.words});
    turn.ask_again();
}

void on(Ask& place, const OpenedKeyboard&, Turn&) { place.typing = true; }
void on(Ask& place, const ClosedKeyboard&, Turn&) { place.typing = false; }

void on(Ask& place, const Typed& event, Turn&) {
    if (place.draft.size() + event.text.size() <= kLongestWords) place.draft.append(event.text);
}

void on(Ask& place, const Erased&, Turn&) { place.draft.pop_character(); }
void on(Ask& place, const Cleared&, Turn&) { place.draft.clear(); }

void on(Ask& place, const Submitted&, Turn& turn) {
    if (place.draft.empty()) place.typing = turn.session().asked.empty();  // there is something to read
    if (place.draft.empty() || waits(turn.session())) return;
    const auto& language = turn.session().language;
    turn.note(Step::Kind::searched, std::string(place.draft.view()));
    keep(turn.session(), {.words = place.draft, .language = language});
    turn.run(AnswerWords{turn.ask(), language, place.draft});
    place.draft.clear();
    place.typing = false;
}

void on(Ask& place, const AskedAbout& event, Turn& turn) {
    if (waits(turn.session())) return;
    const auto* hit = suggested(event.id, turn);
    if (!hit) return;
    Asked question{.words = Secret(hit->title), .language = turn.session().language, .waiting = false};
    question.answer = shown({.hits = {*hit}});
    note_what_was_read(question.answer, turn);
    keep(turn.session(), std::move(question));
    place.typing = false;
}

void on(Ask&, const Answered& event, Turn& turn) {
    if (!waits(turn.session())) return;
    auto& question = turn.session().asked.back();
    question.waiting = false;
    question.answer = shown(event.answer);
    note_what_was_read(question.answer, turn);
}

}  // namespace storeside::kiosk
