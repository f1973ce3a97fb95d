// Staff: the PIN, and one page about the box.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

std::string minutes_and_seconds(Duration left) {
    const auto seconds = std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::seconds>(left).count());
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

void box(const staff::Status& status, const text::Texts& t, frame::Frame& f) {
    f.heading(t("This kiosk"));
    const std::string synced = status.last_sync == Time{} ? t("never") : t.day_and_time(status.last_sync);
    f.item(status.online ? "wifi" : "wifi-off", status.online ? t("The line is up") : t("The line is down"),
           t.format("Last heard from {}: {}", status.hub, synced));
    f.item(status.unsent == 0 ? "check-circle" : "clock",
           status.unsent == 0 ? t("Everything is sent") : t.plural("{} record not sent yet", "{} records not sent yet", status.unsent),
           status.unsent == 0 ? "" : t("It is kept on this box and sent by itself"));
    f.item("book-open", status.pack_version.empty() ? t("No content is loaded") : status.pack_version, t("Content"));
    f.item("information", status.kiosk, t.format("{} · program {}", status.store, status.program));
}

void who_waits(const staff::Status& status, const text::Texts& t, frame::Frame& f) {
    f.heading(t("Who waits"));
    if (status.waiting.empty()) f.quiet_text(t("Nobody: every ticket of this kiosk is closed."));
    for (const auto& waiting : status.waiting)
        f.item("account", waiting.code, t.format("{} · since {}", waiting.state, t.day_and_time(waiting.since)));
}

}  // namespace

void draw(const kiosk::PinEntry& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    type(keyboard::draw(f, t, {.id = "pin", .kind = keyboard::Kind::pin, .language = m.state.session.language, .submit = t("Sign in")}), touched);
    f.scroll("pin-entry", [&] {
        f.title(t("Staff"));
        const std::string label = t("Your PIN");
        (void)f.field({.id = "pin-field", .label = label, .text = place.pin.view(), .focused = true, .masked = true});
        if (place.waiting) f.status("clock", frame::Tone::neutral, t("Checking…"));
        if (place.refused == staff::Verdict::wrong) f.status("alert-circle", frame::Tone::warning, t("This PIN is not known."));
        if (place.refused == staff::Verdict::locked_out && m.now < place.locked_until)
            f.status("lock", frame::Tone::danger, t.format("Too many wrong PINs. Try again in {}.", minutes_and_seconds(place.locked_until - m.now)));
    });
}

void draw(const kiosk::StaffPage& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.band("account", t.format("Staff mode · {} · ends in {}", place.name, minutes_and_seconds(place.ends - m.now)));
    f.columns(
        "staff",
        [&] {
            if (!place.status) return f.quiet_text(t("Looking at the box…"));
            who_waits(*place.status, t, f);
            f.space(24);
            box(*place.status, t, f);
        },
        [&] {
            if (f.primary("leave", t("Leave staff mode"))) touched.push_back(kiosk::LeftStaff{});
        });
}

}  // namespace storeside::screens
