// Setup: what whoever mounts the box sees first. An invitation scanned, or its two lines typed.
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using Field = kiosk::Setup::Field;
using Problem = kiosk::Setup::Problem;

void problem(Problem problem, const text::Texts& t, frame::Frame& f) {
    const auto warn = [&](const char* icon, const std::string& words) {
        f.status(icon, frame::Tone::warning, words);
    };
    switch (problem) {
        case Problem::none:
            return;
        case Problem::hub_missing:
            return warn("information", t("Please type the hub's address: it is on the invitation."));
        case Problem::code_missing:
            return warn("information", t("Please type the one-time code of the invitation."));
        case Problem::no_code:
            return warn("alert-circle", t("This is no invitation. Please check the address and the code."));
        case Problem::refused:
            return warn("alert-circle", t("The hub does not take this code: it is wrong, used or too old."));
        case Problem::unreachable:
            return warn("wifi-off", t("The hub can't be reached. Please check the address and the network."));
        case Problem::failed:
            return warn("alert-circle", t("This kiosk could not be set up. Please try again."));
    }
}

void entry(Field which, const kiosk::Setup& place, frame::Field field, frame::Frame& f, Touched& touched) {
    field.focused = place.field == which && !place.waiting;
    const auto touch = f.field(field);
    if (touch) touched.push_back(kiosk::ChoseSetupField{which});
    if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
}

void met(const kiosk::Setup& place, const text::Texts& t, frame::Frame& f, Touched& touched) {
    f.backdrop();
    if (f.anywhere("done", t("Done"))) touched.push_back(kiosk::Finished{});
    f.centred("met", [&] {
        f.display(place.name);
        f.space(24);
        f.lead(t("This kiosk is set up. It starts in a moment."));
    });
}

}  // namespace

void draw(const kiosk::Setup& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (!place.name.empty()) return met(place, t, f, touched);
    const bool next = place.field == Field::hub && place.code.empty();
    type(keyboard::draw(f, t,
                        {.id = "keyboard",
                         .kind = keyboard::Kind::email,
                         .language = m.state.session.language,
                         .submit = next ? t("Next") : t("Set up")}),
         touched);
    f.scroll("setup", [&] {
        f.title(t("Set up this kiosk"));
        f.quiet_text(t("Scan the invitation, or type what it says."));
        const std::string hub = t("Address of the hub"), code = t("One-time code"), clear = t("Clear");
        f.grid("fields", f.portrait() ? 1 : 2, 2, [&] {
            entry(Field::hub, place,
                  {.id = "hub",
                   .label = hub,
                   .text = place.hub.view(),
                   .hint = "hub.example.org",
                   .clear = clear},
                  f, touched);
            entry(Field::code, place,
                  {.id = "code",
                   .label = code,
                   .text = place.code.view(),
                   .hint = "F9W7-5K19-PZTV-CP9P",
                   .clear = clear},
                  f, touched);
        });
        if (place.waiting)
            f.status("clock", frame::Tone::neutral, t("Asking the hub…"));
        else
            problem(place.problem, t, f);
        if (m.state.device.set_up) {
            if (f.secondary("leave", t("Leave staff mode"))) touched.push_back(kiosk::LeftStaff{});
            return;
        }
        for (const auto& each : kiosk::languages(m.state))
            if (f.chip("language-" + each, text::own_name(each)))
                touched.push_back(kiosk::ChoseLanguage{each});
    });
}

}  // namespace storeside::screens
