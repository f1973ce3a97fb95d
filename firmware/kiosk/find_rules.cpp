// Finding an answer: by words, by category, in an article, step by step.
#include "firmware/kiosk/rules.hpp"

#include <algorithm>

namespace storeside::kiosk {
namespace {

using Step = tickets::JourneyStep;

constexpr std::size_t kMostOpenedOfASession = 40;

void find(Search& place, Turn& turn) {
    place.waiting = !place.words.empty();
    if (place.waiting)
        turn.run(FindWords{turn.ask(), turn.session().language, place.words});
    else {
        place.hits.clear();
        place.suggestions.clear();
        place.corrected.clear();
        turn.ask();  // what was asked for the words that are gone is stale
    }
}

// A choice that leads back to a step that was seen goes back to it.
void go_to_step(std::vector<std::size_t>& path, std::size_t step) {
    path.erase(std::ranges::find(path, step), path.end());
    path.push_back(step);
}

void note_opened(const std::string& id, Turn& turn) {
    auto& opened = turn.session().opened;
    if (opened.size() < kMostOpenedOfASession && !std::ranges::count(opened, id)) opened.push_back(id);
}

}  // namespace

void anywhere(const OpenedSearch&, Turn& turn) {
    if (!turn.at<Search>()) turn.go(Search{});
}

void anywhere(const OpenedCategory& event, Turn& turn) {
    turn.go(Browse{event.category, {}, true});
    turn.run(ListCategory{turn.ask(), turn.session().language, event.category});
}

void anywhere(const OpenedHit& event, Turn& turn) {
    note_opened(event.id, turn);
    if (event.kind == content::Hit::Kind::guide) {
        turn.go(Guiding{.id = event.id});
        turn.run(LoadGuide{turn.ask(), turn.session().language, event.id});
    } else {
        turn.go(Reading{.id = event.id});
        turn.run(LoadArticle{turn.ask(), turn.session().language, event.id});
    }
}

void on(Search& place, const Typed& event, Turn& turn) {
    if (place.words.size() + event.text.size() > kLongestWords) return;
    place.words.append(event.text);
    find(place, turn);
}

void on(Search& place, const Erased&, Turn& turn) {
    place.words.pop_character();
    find(place, turn);
}

void on(Search& place, const Cleared&, Turn& turn) {
    place.words.clear();
    find(place, turn);
}

void on(Search& place, const ChoseSuggestion& event, Turn& turn) {
    if (event.text.size() + 1 > kLongestWords) return;
    place.words = Secret(event.text + " ");  // a next word may follow
    find(place, turn);
}

void on(Search& place, const Submitted&, Turn& turn) {
    if (!place.hits.empty() && !place.waiting)
        anywhere(OpenedHit{place.hits.front().kind, place.hits.front().id}, turn);
}

void on(Search& place, const Found& event, Turn&) {
    place.hits = event.hits;
    place.suggestions = event.suggestions;
    place.corrected = Secret(event.corrected);
    place.waiting = false;
}

void on(Browse& place, const Found& event, Turn&) {
    place.hits = event.hits;
    place.waiting = false;
}

void on(Reading& place, const ArticleLoaded& event, Turn& turn) {
    if (!event.article) {
        place.loading = Loading::missing;
        return;
    }
    place.article = *event.article;
    place.loading = Loading::ready;
    turn.note(Step::Kind::read, place.article.title);
}

void on(Reading& place, const Helped& event, Turn& turn) {
    if (place.loading != Loading::ready) return;
    place.helped = event.yes;
    if (!event.yes) turn.note(Step::Kind::not_helped, place.article.title);
}

void on(Guiding& place, const GuideLoaded& event, Turn&) {
    if (!event.guide || event.guide->steps.empty()) {
        place.loading = Loading::missing;
        return;
    }
    place.guide = *event.guide;
    place.loading = Loading::ready;
    // A change of language keeps the step; its steps are the same in every language, but a pack may have
    // changed.
    std::erase_if(place.path, [&](std::size_t step) { return step >= place.guide.steps.size(); });
    if (place.path.empty()) place.path = {0};
}

bool step_back(Guiding& place) {
    if (place.loading != Loading::ready) return false;
    if (place.solved) {
        place.solved = false;
        return true;
    }
    if (place.path.size() < 2) return false;
    place.path.pop_back();
    return true;
}

void on(Guiding& place, const ChoseChoice& event, Turn& turn) {
    if (place.loading != Loading::ready || place.solved) return;
    const auto& step = place.guide.steps[place.path.back()];
    if (event.index >= step.choices.size()) return;
    const auto choice = step.choices[event.index];
    turn.note(Step::Kind::guide_step, place.guide.title + ": " + step.text + " → " + choice.label);
    switch (choice.leads) {
        case content::Choice::Leads::step:
            for (std::size_t i = 0; i < place.guide.steps.size(); ++i)
                if (place.guide.steps[i].id == choice.target) return go_to_step(place.path, i);
            return;
        case content::Choice::Leads::article:
            return anywhere(OpenedHit{content::Hit::Kind::article, choice.target}, turn);
        case content::Choice::Leads::solved:
            place.solved = true;
            return;
        case content::Choice::Leads::agent:
            return anywhere(CalledPerson{}, turn);
    }
}

}  // namespace storeside::kiosk
