// What the files of this folder share: one draw() per place, and small parts that several screens show alike.
#pragma once
#include <chrono>
#include <string>

#include "ui/keyboard/keyboard.hpp"
#include "ui/screens/screens.hpp"

namespace storeside::screens {

inline constexpr auto kGreeting = std::chrono::seconds(4);  // each language's turn on the attract screen

// One idea a screen, drawn between the header and the bottom bar.
void draw(const kiosk::Attract&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Home&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Search&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Browse&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Reading&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Guiding&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::OrderEntry&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::OrderView&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::CallAgent&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Conversation&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Rate&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Thanks&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Languages&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::PinEntry&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::StaffPage&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Accessibility&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::StoreInfo&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Ask&, const Model&, frame::Frame&, Touched&);
void draw(const kiosk::Setup&, const Model&, frame::Frame&, Touched&);

// The shop's name as its pack writes it; empty without a pack.
std::string store_name(const kiosk::State& state);

// The one button that ends a dead end.
void ask_person(const Model& m, frame::Frame& f, Touched& touched);

// Stands before what a shopper types that is about them.
void privacy_notice(const std::string& sentence, const Model& m, frame::Frame& f, Touched& touched);
// Its last line alone: to the shop's own words.
void privacy_link(const Model& m, frame::Frame& f, Touched& touched);

// Instead of an article or a guide that the pack does not hold any more.
void answer_is_gone(const Model& m, frame::Frame& f, Touched& touched);

// What a key means to the kiosk's core.
void type(const std::optional<frame::Key>& key, Touched& touched);

// A row, or a card for the best one, that opens an article or a guide; what was asked for is strong.
// `hit_title` is a row without the answer's first words.
void hit_row(const content::Hit& hit, const Model& m, frame::Frame& f, Touched& touched);
void hit_title(const content::Hit& hit, const Model& m, frame::Frame& f, Touched& touched);
void hit_card(const content::Hit& hit, const Model& m, frame::Frame& f, Touched& touched);

// What stands beneath the title of a document that is shown in another language: its name; else nothing.
std::string language_caption(const content::Hit& hit, const Model& m);

// Says in which language an answer is when it is not the shopper's.
void not_translated(const std::string& language, const Model& m, frame::Frame& f);

// A picture of the pack as the frame draws it; an empty frame with its words when the pack lacks the file.
// Valid as long as `picture`.
frame::Picture shown(const content::Picture& picture);

// "Open now, until 20:00"; nothing when the pack does not say.
struct OpeningWords {
    bool open = false;
    std::string text;
};
std::optional<OpeningWords> opening_words(const Model& m);

// Popular questions and the categories: what Home and an empty search offer to those who can't type.
void popular_questions(const Model& m, frame::Frame& f, Touched& touched);
void categories(const Model& m, frame::Frame& f, Touched& touched);

}  // namespace storeside::screens
