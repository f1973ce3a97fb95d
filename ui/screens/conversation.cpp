// Waiting and chat: the ticket's code, what was said, and a field to say more.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using tickets::Channel;

bool answered(const kiosk::Contact& contact) {
    return std::ranges::any_of(contact.bubbles, [](const kiosk::Bubble& bubble) { return !bubble.mine; });
}

// The conversation is over, or its answer comes another day: the one thing left is to go.
bool nobody_is_awaited(const kiosk::Contact& contact, const Model& m) {
    if (kiosk::is_over(contact)) return true;
    return !answered(contact) && (contact.channel == Channel::message || !m.state.device.online);
}

void waiting(const kiosk::Contact& contact, const Model& m, frame::Frame& f) {
    const auto& t = m.texts;
    if (!m.state.device.online) {
        f.title(t("Your message is saved"));
        f.status("wifi-off", frame::Tone::warning,
                 t("It is sent as soon as the connection is back. Please note the code."));
    } else if (contact.channel == Channel::message) {
        f.title(t("Your message is sent"));
        f.quiet_text(t("Please note the code: with it you get the answer at the information desk."));
    } else if (contact.channel == Channel::come_to_me) {
        f.title(t("Somebody is coming to you"));
        f.quiet_text(t("Please stay near this screen. Your code, in case you leave:"));
    } else {
        f.title(t("We have called somebody"));
        f.quiet_text(t("The answer appears here. Your code, in case you leave:"));
    }
    const bool awaited = m.state.device.online && contact.channel != Channel::message;
    f.code(contact.code, awaited ? "account" : "");
}

void bubbles(const kiosk::Contact& contact, const text::Texts& t, frame::Frame& f) {
    for (const auto& bubble : contact.bubbles) {
        const std::string caption = bubble.mine ? (bubble.stored ? t("You") : t("Sending…"))
                                                : t.format("{}, {}", bubble.from, t.time(bubble.at));
        f.bubble(bubble.mine, bubble.text, caption);
    }
    if (kiosk::is_over(contact))
        f.status("check-circle", frame::Tone::positive, t("This conversation is closed."));
}

void history(const kiosk::Contact& contact, const Model& m, frame::Frame& f) {
    if (!answered(contact))
        waiting(contact, m, f);
    else
        f.caption(m.texts.format("Your code: {}", contact.code));
    bubbles(contact, m.texts, f);
}

// What was said last is in sight: when somebody says something, and when the keyboard takes half of the
// screen.
void show_the_newest(const kiosk::Conversation& place, const kiosk::Contact& contact, std::string_view region,
                     frame::Frame& f) {
    const auto now = static_cast<std::int64_t>(contact.bubbles.size() * 2 + (place.typing ? 1 : 0));
    auto& before = f.remembered("conversation");
    if (now != before && answered(contact)) f.show_end(region);
    before = now;
}

}  // namespace

void draw(const kiosk::Conversation& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& contact = m.state.session.contact;
    if (!contact) return;
    const auto words = [&] {
        const std::string hint = t("Write a message"), clear = t("Clear");
        const auto touch = f.field({.id = "message",
                                    .label = "",
                                    .text = place.draft.view(),
                                    .hint = hint,
                                    .focused = place.typing,
                                    .clear = clear});
        if (touch == frame::FieldTouch::focus) touched.push_back(kiosk::OpenedKeyboard{});
        if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
    };
    const auto said = [&] { f.personal([&] { history(*contact, m, f); }); };
    // Nobody reads what is written into a conversation that is over.
    const bool over = kiosk::is_over(*contact);
    if (place.typing && !over) {
        type(keyboard::draw(f, t,
                            {.id = "keyboard",
                             .language = m.state.session.language,
                             .submit = t("Send"),
                             .capital = keyboard::begins_sentence(place.draft.view())}),
             touched);
        f.pinned("words", words);
        f.scroll("said", said);
        return show_the_newest(place, *contact, "said", f);
    }
    f.columns("conversation", said, [&] {
        if (!over)
            privacy_notice(
                t("What you write goes to this shop's service team; this screen forgets it when you leave."),
                m, f, touched);
        if (!over) words();
        const auto finish = [&](std::string_view id, const std::string& label) {
            return nobody_is_awaited(*contact, m) ? f.primary(id, label) : f.secondary(id, label);
        };
        if (finish("finish", t("I am done"))) touched.push_back(kiosk::LeftConversation{});
        if (over && f.secondary("ask-person", t("Call a person"), "account"))
            touched.push_back(kiosk::CalledPerson{});
    });
    show_the_newest(place, *contact, "conversation", f);
}

}  // namespace storeside::screens
