// Staff: the PIN, and one page about the box.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

std::string minutes_and_seconds(Duration left) {
    const auto seconds = std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::seconds>(left).count());
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

// How a hub is reached is set elsewhere; here one wants to know which it is.
std::string_view host_of(std::string_view url) {
    const auto scheme = url.find("://");
    return scheme == std::string_view::npos ? url : url.substr(scheme + 3);
}

std::string turned_away(staff::TurnedAway why, const text::Texts& t) {
    using enum staff::TurnedAway;
    if (why == revoked) return t("It was revoked. Enrol it again with a new code.");
    if (why == superseded) return t("Its disk is an older copy. Enrol it again with a new code.");
    return t("The hub does not know it. Enrol it again with a new code.");
}

void box(const staff::Status& status, const text::Texts& t, frame::Frame& f) {
    f.heading(t("This kiosk"));
    const std::string synced = status.last_sync == Time{} ? t("never") : t.day_and_time(status.last_sync);
    f.item(status.online ? "wifi" : "wifi-off", status.online ? t("Connected") : t("No connection"),
           t.format("Last heard from {}: {}", host_of(status.hub), synced));
    if (status.turned_away != staff::TurnedAway::no)
        f.item("alert-circle", t("The hub turns this kiosk away"), turned_away(status.turned_away, t));
    f.item(status.unsent == 0 ? "check-circle" : "clock",
           status.unsent == 0 ? t("Everything is sent")
                              : t.plural("{} record not sent yet", "{} records not sent yet", status.unsent),
           status.unsent == 0 ? "" : t("Kept on this kiosk and sent automatically"));
    if (status.room == staff::Room::little)
        f.item("alert-circle", t("Little room is left on this kiosk"),
               t("Ratings are not kept; calls for a person are"));
    if (status.room == staff::Room::none)
        f.item("alert-circle", t("No room is left on this kiosk"), t("Nothing more can be sent from it"));
    f.item("book-open", status.pack_version.empty() ? t("No content is loaded") : status.pack_version,
           status.packs.percent == 100
               ? t("Content")
               : t.format("Content · the next one has come to {} %", status.packs.percent));
    if (!status.packs.trouble.empty())
        f.item("alert-circle", t("New content is not taken"), status.packs.trouble);
    if (status.settings.version != 0)
        f.item("tune", t.format("Settings, version {}", status.settings.version),
               status.settings.restart ? t("Some of them need a restart") : "");
    f.item("information", status.kiosk, t.format("{} · version {}", status.store, status.program));
}

// As tickets::State is named in the store; a name we don't know is shown as it is.
std::string in_words(const std::string& state, const text::Texts& t) {
    if (state == "sent") return t("sent");
    if (state == "open") return t("open");
    if (state == "answered") return t("answered");
    return state;
}

void who_waits(const staff::Status& status, const text::Texts& t, frame::Frame& f) {
    f.heading(t("Who is waiting"));
    if (status.waiting.empty()) f.quiet_text(t("Nobody: every ticket of this kiosk is closed."));
    for (const auto& waiting : status.waiting)
        f.item("account", waiting.code,
               t.format("{} · since {}", in_words(waiting.state, t), t.day_and_time(waiting.since)));
}

}  // namespace

void draw(const kiosk::PinEntry& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    type(keyboard::draw(f, t,
                        {.id = "pin",
                         .kind = keyboard::Kind::pin,
                         .language = m.state.session.language,
                         .submit = t("Sign in")}),
         touched);
    f.scroll("pin-entry", [&] {
        f.title(t("Staff"));
        const std::string label = t("Your PIN");
        (void)f.field(
            {.id = "pin-field", .label = label, .text = place.pin.view(), .focused = true, .masked = true});
        if (place.waiting) f.status("clock", frame::Tone::neutral, t("Checking…"));
        if (place.refused == staff::Verdict::wrong)
            f.status("alert-circle", frame::Tone::warning, t("Wrong PIN."));
        if (place.refused == staff::Verdict::locked_out && m.now < place.locked_until)
            f.status("lock", frame::Tone::danger,
                     t.format("Too many wrong PINs. Try again in {}.",
                              minutes_and_seconds(place.locked_until - m.now)));
    });
}

void draw(const kiosk::StaffPage& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.band("account",
           t.format("Staff mode · {} · ends in {}", place.name, minutes_and_seconds(place.ends - m.now)));
    f.columns(
        "staff",
        [&] {
            if (!place.status) return f.quiet_text(t("Checking this kiosk…"));
            who_waits(*place.status, t, f);
            box(*place.status, t, f);
        },
        [&] {
            if (f.primary("leave", t("Leave staff mode"))) touched.push_back(kiosk::LeftStaff{});
            const bool lost = place.status && place.status->turned_away != staff::TurnedAway::no;
            if (lost && f.secondary("set-up", t("Set up again"), "key"))
                touched.push_back(kiosk::OpenedSetup{});
        });
}

}  // namespace storeside::screens
