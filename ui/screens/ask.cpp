// Ask: the shopper's own words on the right, what the pack says to them on the left, and where it says so.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using content::Hit;
using content::Intent;

constexpr std::size_t kSuggestions = 3;
constexpr std::size_t kMissesBeforeAPerson = 2;

// Who reads it where it stands knows how far to trust it.
void source(const Hit& hit, std::size_t number, const text::Texts& t, frame::Frame& f, Touched& touched) {
    const auto* icon = hit.kind == Hit::Kind::guide ? "playlist-check" : "file-document";
    if (f.row("source-" + std::to_string(number), t.format("From: {}", hit.title), {}, icon))
        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
}

// `again`: the question before found nothing either.
void answer(const content::Answer& said, std::size_t number, bool again, const text::Texts& t,
            frame::Frame& f, Touched& touched) {
    if (!said.hits.empty()) {
        const auto& best = said.hits.front();
        f.bubble(
            false,
            best.kind == Hit::Kind::article ? best.lead : t("We can go through this together, step by step."),
            "");
        source(best, number, t, f, touched);
    }
    if (said.intent == Intent::order_status)
        f.bubble(false, t("You can look it up here, with its number and one detail that only you know."), "");
    else if (said.intent == Intent::person || (again && said.is_miss()))
        f.bubble(false, t("A person can help: they see what you asked here, so you don't have to repeat it."),
                 "");
    else if (said.is_miss())
        f.bubble(false, t("We found nothing about this here. Try other words, or ask a person."), "");
}

void said(bool typing, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& asked = m.state.session.asked;
    if (asked.empty()) {
        f.title(t("Ask in your own words"));
        // Large text and a keyboard leave a low screen no room for it above what can be touched.
        if (f.portrait() || !typing || m.state.session.profile.text_size == 0)
            f.quiet_text(
                t("About this store, an order or a return: you get the store's own answer, or a person."));
    }
    bool missed = false;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto& question = asked[i];
        if (i > 0) f.space(56);  // more than between a question and its answer
        f.bubble(true, question.words.view(), t("You"));
        if (question.waiting)
            f.typing();
        else
            answer(question.answer, i, missed, t, f, touched);
        missed = question.answer.is_miss();
    }
}

void chips(std::span<const Hit> hits, std::size_t most, frame::Frame& f, Touched& touched) {
    for (const auto& hit : hits.first(std::min(hits.size(), most)))
        if (f.chip("about-" + hit.id, hit.title)) touched.push_back(kiosk::AskedAbout{hit.id});
}

// What others ask, to begin with and when nothing was found; then what else may have been meant.
void suggestions(bool typing, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& asked = m.state.session.asked;
    // A low screen in large text has room for one line of them above the keyboard.
    const bool cramped = typing && !f.portrait() && m.state.session.profile.text_size > 0;
    const std::size_t most = cramped ? 1 : kSuggestions;
    if (asked.empty() || kiosk::misses(m.state.session) == 1) {
        if (const auto* storefront = kiosk::storefront(m.state)) chips(storefront->popular, most, f, touched);
    } else if (asked.back().answer.hits.size() > 1) {
        f.caption(m.texts("Did you mean"));
        f.space(12);
        chips(std::span(asked.back().answer.hits).subspan(1), most, f, touched);
    }
}

// The one thing to do about the newest answer.
void next_step(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& session = m.state.session;
    if (session.asked.empty() || session.asked.back().waiting) return;
    const auto& answer = session.asked.back().answer;
    if (answer.intent == Intent::person || kiosk::misses(session) >= kMissesBeforeAPerson) {
        ask_person(m, f, touched);
    } else if (answer.intent == Intent::order_status) {
        const auto label = answer.order_number.empty()
                               ? t("Find my order")
                               : t.format("Find order {}", answer.order_number.view());
        if (f.primary("find-order", label, "package-variant-closed"))
            touched.push_back(kiosk::OpenedOrders{});
    }
}

void words(const kiosk::Ask& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const std::string hint = t("Type your question"), clear = t("Clear");
    const auto touch = f.field({.id = "draft",
                                .label = "",
                                .text = place.draft.view(),
                                .hint = hint,
                                .focused = place.typing,
                                .clear = clear});
    if (touch == frame::FieldTouch::focus) touched.push_back(kiosk::OpenedKeyboard{});
    if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
}

// What was said last is in sight, also when the keyboard takes half of the screen.
void show_the_newest(const kiosk::Ask& place, const Model& m, frame::Frame& f) {
    const auto& asked = m.state.session.asked;
    const bool waiting = !asked.empty() && asked.back().waiting;
    const auto now = static_cast<std::int64_t>(asked.size() * 4 + (waiting ? 2 : 0) + (place.typing ? 1 : 0));
    auto& before = f.remembered("ask");
    if (now != before && !asked.empty()) f.show_end("ask");
    before = now;
}

}  // namespace

void draw(const kiosk::Ask& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (place.typing) {
        type(keyboard::draw(f, t,
                            {.id = "keyboard", .language = m.state.session.language, .submit = t("Ask")}),
             touched);
        f.pinned("words", [&] {
            if (f.portrait()) suggestions(place.typing, m, f, touched);
            words(place, m, f, touched);
        });
        f.scroll("ask", [&] {
            said(place.typing, m, f, touched);
            // In landscape the keyboard leaves room for what was said last, or for these before anything was.
            if (!f.portrait() && m.state.session.asked.empty()) suggestions(place.typing, m, f, touched);
        });
    } else {
        f.columns(
            "ask", [&] { said(place.typing, m, f, touched); },
            [&] {
                next_step(m, f, touched);
                suggestions(place.typing, m, f, touched);
                words(place, m, f, touched);
            });
    }
    show_the_newest(place, m, f);
}

}  // namespace storeside::screens
