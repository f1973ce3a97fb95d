// Search and Browse: the field on top, the keyboard below, and what was found between them.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

// For a question that is no search word.
void own_words(const Model& m, frame::Frame& f, Touched& touched) {
    if (f.row("own-words", m.texts("Ask in your own words"), {}, "forum"))
        touched.push_back(kiosk::OpenedAsk{});
}

void nothing_found(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (f.portrait()) {
        f.title(t("We found nothing for these words"));
        f.quiet_text(t("Try other words, or ask a person: they see what you typed."));
    } else {
        f.heading(t("We found nothing for these words"));  // the keyboard leaves little room
    }
    f.grid("ways-on", 1, 2, [&] {
        ask_person(m, f, touched);
        if (f.secondary("own-words", t("Ask in your own words"), "forum"))
            touched.push_back(kiosk::OpenedAsk{});
    });
}

std::vector<std::string> often_asked(const Model& m) {
    std::vector<std::string> titles;
    if (const auto* storefront = kiosk::storefront(m.state))
        for (const auto& hit : storefront->popular) titles.push_back(hit.title);
    return titles;
}

void results(const kiosk::Search& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto strong = words_of(place.words.view());
    for (const auto& hit : place.hits) hit_row(hit, strong, m, f, touched);
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
                                .clear = t("Clear")});
    if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
    // The keys stay where they are: before the first letter their row says what others ask.
    const auto suggested = place.words.empty() ? often_asked(m) : place.suggestions;
    type(keyboard::draw(f, t,
                        {.id = "keyboard",
                         .language = m.state.session.language,
                         .submit = t("Search"),
                         .suggestions = suggested}),
         touched);
    f.scroll("results", [&] {
        if (place.words.empty()) {
            // In landscape the keyboard leaves room for one thing: the topics, for those who can't type.
            if (f.portrait()) own_words(m, f, touched);
            categories(m, f, touched);
            if (!f.portrait()) own_words(m, f, touched);
            popular_questions(m, f, touched);
        } else if (place.hits.empty() && !place.waiting) {
            nothing_found(m, f, touched);
        } else {
            results(place, m, f, touched);
        }
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
        for (const auto& hit : place.hits) hit_row(hit, {}, m, f, touched);
        if (place.hits.empty() && !place.waiting) {
            f.quiet_text(t("There is nothing here yet. A person can help."));
            ask_person(m, f, touched);
        }
    });
}

}  // namespace storeside::screens
