// Call a person: why (already filled in) and how, and one button.
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using tickets::Channel;

void channels(const kiosk::CallAgent& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const bool beside = f.low_reach();  // by their names alone, so that all of them are in sight
    const auto offer = [&](Channel channel, std::string_view id, std::string_view icon,
                           const std::string& title, const std::string& text) {
        const bool chosen = place.channel == channel;
        if (beside ? f.choice(id, "", title, "", chosen) : f.choice(id, icon, title, text, chosen))
            touched.push_back(kiosk::ChoseChannel{channel});
    };
    if (!m.state.device.online)
        f.status("wifi-off", frame::Tone::warning,
                 t("There is no connection. Your message is kept here and sent as soon as it is back."));
    const int all = m.state.device.online ? 3 : 1;
    f.grid("channels", beside ? all : 1, all, [&] {
        if (m.state.device.online) {
            offer(Channel::chat, "chat", "forum", t("Chat here"), t("Somebody answers on this screen"));
            offer(Channel::come_to_me, "come-to-me", "walk", t("Come to me"),
                  t("Someone from the store comes to this screen"));
        }
        offer(Channel::message, "message", "email", t("Leave a message"),
              t("You get a code and ask for the answer later"));
    });
}

}  // namespace

void draw(const kiosk::CallAgent& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto question = [&] {
        const std::string label = t("What is it about?"), hint = t("You may leave this empty"),
                          clear = t("Clear");
        const auto touch = f.field({.id = "question",
                                    .label = label,
                                    .text = place.question.view(),
                                    .hint = hint,
                                    .focused = place.typing,
                                    .clear = clear});
        if (touch == frame::FieldTouch::focus) touched.push_back(kiosk::OpenedKeyboard{});
        if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
    };
    const auto privacy = [&] {
        privacy_notice(
            t("What you write goes to this shop's service team; this screen forgets it when you leave."), m,
            f, touched);
    };
    const auto what_they_see = [&] {
        f.quiet_text(t("They see what you searched and read here, so you don't have to repeat it."));
        privacy();
    };
    if (place.typing) {
        type(keyboard::draw(f, t,
                            {.id = "keyboard",
                             .language = m.state.session.language,
                             .capital = keyboard::begins_sentence(place.question.view())}),
             touched);
        f.scroll("call", [&] {
            if (f.portrait()) privacy();
            question();
        });
        return;
    }
    f.columns(
        "call",
        [&] {
            f.title(t("Call a person"));
            // A low screen has no more room than for what can be touched: the words stand above the button.
            if (f.portrait()) what_they_see();
            question();
            channels(place, m, f, touched);
        },
        [&] {
            if (!f.portrait()) what_they_see();
            if (place.failed)
                f.status("alert-circle", frame::Tone::danger,
                         t("It could not be saved. Please try again, or go to the service desk."));
            const bool message = place.channel == Channel::message;
            if (f.primary("send", message ? t("Send") : t("Call now"), "", !place.sending))
                touched.push_back(kiosk::SentCall{});
        });
}

}  // namespace storeside::screens
