// Search and Browse: the field on top, the keyboard below, and what was found between them.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

bool finds_nothing(const kiosk::Search& place) { return place.hits.empty() && !place.waiting; }

// For a question that is no search word.
void own_words(const Model& m, frame::Frame& f, Touched& touched) {
    if (f.row("own-words", m.texts("Ask in your own words"), {}, "forum"))
        touched.push_back(kiosk::OpenedAsk{});
}

std::vector<std::string> often_asked(const Model& m) {
    std::vector<std::string> titles;
    if (const auto* storefront = kiosk::storefront(m.state))
        for (const auto& hit : storefront->popular) titles.push_back(hit.title);
    return titles;
}

// The keyboard leaves little room: for a few rows on their side, for two in low reach.
bool cramped(const frame::Frame& f) { return !f.portrait() || f.low_reach(); }

// What was meant, one touch away.
void did_you_mean(const kiosk::Search& place, const Model& m, frame::Frame& f, Touched& touched) {
    if (place.corrected.empty()) return;
    const auto& t = m.texts;
    const std::string words(place.corrected.view());
    const std::string line = t.format("Did you mean: {}?", words);
    const auto at = line.rfind(words);  // "mean" may be what was meant
    const frame::Range meant[] = {{at, at + words.size()}};
    f.live([&] {
        if (f.row("did-you-mean", frame::with_strong(line, meant), {}, "spellcheck"))
            touched.push_back(kiosk::ChoseSuggestion{words});
    });
}

void nothing_found(const kiosk::Search& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const bool meant = !place.corrected.empty();
    if (f.portrait())
        f.title(t("We found nothing for these words"));
    else
        f.heading(t("We found nothing for these words"));
    did_you_mean(place, m, f, touched);
    if (!cramped(f) && !meant) f.quiet_text(t("Try other words, or ask a person: they see what you typed."));
    f.grid("ways-on", f.low_reach() ? 2 : 1, 2, [&] {
        if (!meant)
            ask_person(m, f, touched);
        else if (f.secondary("ask-person", t("Call a person"), "account"))
            touched.push_back(kiosk::CalledPerson{});
        if (f.secondary("own-words", t("Ask in your own words"), "forum"))
            touched.push_back(kiosk::OpenedAsk{});
    });
}

void results(const kiosk::Search& place, const Model& m, frame::Frame& f, Touched& touched) {
    did_you_mean(place, m, f, touched);
    for (const auto& hit : place.hits) {
        const bool best = &hit == &place.hits.front();
        if (best && !cramped(f))
            hit_card(hit, m, f, touched);
        else if (f.low_reach())
            hit_title(hit, m, f, touched);  // two titles say more than one answer
        else
            hit_row(hit, m, f, touched);
    }
}

}  // namespace

void draw(const kiosk::Search& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto touch = f.field({.id = "words",
                                .label = "",
                                .text = place.words.view(),
                                .hint = t("Type a few words"),
                                .focused = true,
                                .icon = "magnify",
                                .clear = t("Clear"),
                                .above_reach = true});
    if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
    // The keys stay where they are: before the first letter their row says what others ask.
    const auto suggested = place.words.empty() ? often_asked(m) : place.suggestions;
    type(keyboard::draw(f, t,
                        {.id = "keyboard",
                         .language = m.state.session.language,
                         .submit = t("Search"),
                         .suggestions = suggested,
                         .submits_next = place.words.empty() || !finds_nothing(place)}),
         touched);
    f.scroll("results", [&] {
        if (place.words.empty()) {
            // In landscape the keyboard leaves room for one thing: the topics, for those who can't type.
            if (f.portrait()) own_words(m, f, touched);
            categories(m, f, touched);
            if (!f.portrait()) own_words(m, f, touched);
            popular_questions(m, f, touched);
            return;
        }
        if (finds_nothing(place))
            nothing_found(place, m, f, touched);
        else
            results(place, m, f, touched);
    });
}

void draw(const kiosk::Browse& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    std::string title;
    if (const auto* storefront = kiosk::storefront(m.state)) {
        const auto found = std::ranges::find(storefront->categories, place.category, &content::Category::id);
        if (found != storefront->categories.end()) title = found->title;
    }
    f.scroll("hits", [&] {
        f.title(title);
        for (const auto& hit : place.hits) hit_row(hit, m, f, touched);
        if (place.hits.empty() && !place.waiting) {
            f.quiet_text(t("There is nothing here yet. A person can help."));
            ask_person(m, f, touched);
        }
    });
}

}  // namespace storeside::screens
