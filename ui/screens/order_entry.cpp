// Order entry: the order's number and one thing only the buyer knows.
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using Field = kiosk::OrderEntry::Field;
using Problem = kiosk::OrderEntry::Problem;

void problem(const kiosk::OrderEntry& place, const text::Texts& t, frame::Frame& f) {
    switch (place.problem) {
        case Problem::none:
            return;
        case Problem::number_missing:
            return f.status("information", frame::Tone::warning,
                            t("Please type the order number: it is in your confirmation e-mail."));
        case Problem::factor_missing:
            return f.status("information", frame::Tone::warning,
                            t("Please type the e-mail, phone or postcode of the order."));
        case Problem::no_match:
            return f.status("alert-circle", frame::Tone::warning,
                            t("We found no order with this number and this detail. Please check both."));
        case Problem::not_kept:
            return f.status("wifi-off", frame::Tone::warning,
                            t("No connection right now. No recent order has this number and this detail."));
        case Problem::unavailable:
            return f.status("wifi-off", frame::Tone::warning,
                            t("Orders can't be looked up right now. A person can help."));
        case Problem::unreadable_code:
            return f.status("barcode-scan", frame::Tone::warning,
                            t("There is no order number in that code. Please type the number from your "
                              "confirmation e-mail."));
    }
}

// Orders can't be looked up: a touch on a field opens the keyboard again.
bool is_closed(const kiosk::OrderEntry& place) {
    return place.problem == Problem::unavailable && !place.waiting;
}

void entry(Field which, const kiosk::OrderEntry& place, const frame::Field& field, frame::Frame& f,
           Touched& touched) {
    frame::Field shown = field;
    shown.focused = place.field == which && !place.waiting && !is_closed(place);
    const auto touch = f.field(shown);
    if (touch) touched.push_back(kiosk::ChoseField{which});
    if (touch == frame::FieldTouch::clear) touched.push_back(kiosk::Cleared{});
}

void fields(const kiosk::OrderEntry& place, const text::Texts& t, frame::Frame& f, Touched& touched) {
    const std::string number = t("Order number"), factor = t("E-mail, phone or postcode of the order"),
                      clear = t("Clear");
    entry(Field::number, place,
          {.id = "number", .label = number, .text = place.number.view(), .hint = "BB-10023", .clear = clear},
          f, touched);
    entry(Field::factor, place,
          {.id = "factor",
           .label = factor,
           .text = place.factor.view(),
           .hint = "anna@example.org",
           .clear = clear},
          f, touched);
}

// Nothing to type that would help: a person is the next thing to do, then to try once more.
void unavailable(const kiosk::OrderEntry& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.columns(
        "entry-unavailable",
        [&] {
            f.title(t("Find my order"));
            f.grid("fields", f.low_reach() ? 2 : 1, 2, [&] { fields(place, t, f, touched); });
            problem(place, t, f);
        },
        [&] {
            ask_person(m, f, touched);
            if (f.secondary("try-again", t("Try again"))) touched.push_back(kiosk::Submitted{});
        });
}

}  // namespace

void draw(const kiosk::OrderEntry& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (is_closed(place)) return unavailable(place, m, f, touched);
    const bool number = place.field == Field::number;
    type(keyboard::draw(f, t,
                        {.id = "keyboard",
                         .kind = number ? keyboard::Kind::digits : keyboard::Kind::email,
                         .language = m.state.session.language,
                         .submit = number && place.factor.empty() ? t("Next") : t("Search")}),
         touched);
    f.scroll("entry", [&] {
        // In landscape the keyboard leaves room for the fields and one sentence, or for a title in small
        // print.
        if (f.portrait() || m.state.session.profile.text_size == 0) f.title(t("Find my order"));
        const std::string sentence = t("Used only to find the order, and forgotten when you leave.");
        if (f.low_reach())
            f.quiet_text(sentence);
        else if (f.portrait())
            privacy_notice(sentence, m, f, touched);
        f.grid("fields", f.low_reach() ? 2 : 1, 2, [&] { fields(place, t, f, touched); });
        if (place.waiting)
            f.status("clock", frame::Tone::neutral, t("Looking for your order…"));
        else if (place.problem != Problem::none)
            problem(place, t, f);
        else if (f.low_reach())
            privacy_link(m, f, touched);
        else if (!f.portrait())
            privacy_notice(sentence, m, f, touched);
    });
}

}  // namespace storeside::screens
