#include "tests/journeys/shopper.hpp"

#include "firmware/kiosk/event_json.hpp"
#include "ui/theme/theme.hpp"

namespace storeside {
namespace {

using namespace std::chrono_literals;
using frame::Key;
using frame::TouchEvent;

constexpr int kLongestWay = 400;  // presses to any one thing

frame::Frame open_frame(frame::Size size) {
    return frame::Frame::open(size, theme::make_theme(0x0B6B4F, false, theme::TextSize::normal,
                                                      theme::scale_for(size.w, size.h)))
        .value();
}

}  // namespace

Shopper::Shopper(const DemoShop& shop, frame::Size screen)
    : pack_(content::Pack::open(shop.file()).value()),
      texts_(text::Texts::open(STORESIDE_LOCALE_DIR, "en", "UTC").value()),
      frame_(open_frame(screen)) {
    kiosk::ContentOpened opened;
    for (const auto& language : pack_.languages())
        opened.storefronts.push_back(pack_.storefront(language).value());
    opened.brand = pack_.brand();
    kiosk_.state.device.voice.available = true;
    happen(std::move(opened));
    happen(kiosk::CataloguesFound{texts_.languages()});
    happen(kiosk::LineChanged{true});
    show();
}

void Shopper::happen(kiosk::Event event) {
    for (auto& effect : kiosk_.happen(std::move(event))) std::visit([this](auto& e) { answer(e); }, effect);
}

// As the appliance's loop does: draw, let services answer, draw again, read aloud.
void Shopper::show() {
    int passes = 0;
    do {
        now_ += 300ms;
        kiosk_.clock.advance(10ms);
        frame_.begin(now_);
        screens::dress(state(), frame_);
        const auto language = screens::language_of(state(), kiosk_.clock.now());
        texts_.switch_to(language).value();
        for (auto& touched :
             screens::draw({state(), texts_, kiosk_.clock.now(), kiosk::warning_ends(state())}, frame_))
            happen(std::move(touched));
        frame_.end();
        for (auto& answer : std::exchange(owed_, {})) happen(std::move(answer));
    } while (++passes < 3 || (frame_.wants_another_pass() && passes < 30));
    const auto& voice = state().device.voice;
    const auto audience = !state().session.profile.speech ? narrator::Audience::nobody
                          : voice.headset                 ? narrator::Audience::headset
                                                          : narrator::Audience::loudspeaker;
    if (auto said = narrator_.after(frame_, audience, state().session.repeats); said && !said->empty()) {
        last_heard_ = *said;
        heard_ += *said + "\n";
    }
}

bool Shopper::sees(std::string_view id) const { return frame::node_called(frame_.nodes(), id) != nullptr; }

// A drag of a finger, as often as it takes.
void Shopper::scroll_to(std::string_view id) {
    for (int i = 0; i < 40; ++i) {
        const auto* node = frame::node_called(frame_.nodes(), id);
        ASSERT_NE(node, nullptr) << id << " is not on " << place();
        for (const auto& target : frame_.targets())
            if (target.id == id && !target.clipped) return;
        const float x = node->rect.centre().x;
        const float middle = frame_.size().h / 2;
        const float by = node->rect.y > middle ? -300 : 300;
        ++touches_;
        frame_.touch({TouchEvent::Kind::down, {x, middle}, now_, 0});
        frame_.touch({TouchEvent::Kind::move, {x, middle + by / 2}, now_ + 20ms, 0});
        frame_.touch({TouchEvent::Kind::move, {x, middle + by}, now_ + 40ms, 0});
        frame_.touch({TouchEvent::Kind::up, {x, middle + by}, now_ + 200ms, 0});
        show();
    }
}

void Shopper::touch(std::string_view id) {
    scroll_to(id);
    for (const auto& target : frame_.targets()) {
        if (target.id != id) continue;
        EXPECT_TRUE(target.enabled) << id;
        ++touches_;
        frame_.tap(target.rect.centre());
        return show();
    }
    FAIL() << id << " can't be touched on " << place();
}

void Shopper::type(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        const auto letter = text.substr(at, end - at);
        touch("keyboard/" + (letter == " " ? std::string("space") : std::string(letter)));
        at = end;
    }
}

void Shopper::press(Key::Kind kind) {
    ++presses_;
    frame_.type({kind, {}});
    show();
}

void Shopper::digits(std::string_view digits) {
    for (const char digit : digits) {
        ++presses_;
        frame_.type({Key::Kind::digit, std::string(1, digit)});
        now_ += 2s;  // slowly: the same digit again is another one
        show();
    }
}

bool Shopper::onward() {
    press(Key::Kind::down);
    return frame_.focus() != nullptr;
}

void Shopper::choose(std::string_view id) {
    for (int i = 0; i < kLongestWay; ++i) {
        if (const auto* focus = frame_.focus(); focus != nullptr && focus->id == id)
            return press(Key::Kind::submit);
        ASSERT_TRUE(onward());
    }
    FAIL() << "the focus never came to " << id << " on " << place();
}

void Shopper::find_key(std::string_view id) {
    for (int i = 0; i < kLongestWay; ++i) {
        const auto* focus = frame_.focus();
        if (focus != nullptr && focus->id == id) return;
        const auto* key = frame::node_called(frame_.nodes(), id);
        ASSERT_NE(key, nullptr) << id;
        if (focus == nullptr || focus->role != frame::Role::key) {
            press(Key::Kind::down);
            continue;
        }
        const auto from = focus->rect, to = key->rect;
        press(to.y > from.bottom() - 1   ? Key::Kind::down
              : to.bottom() < from.y + 1 ? Key::Kind::up
              : to.x > from.x            ? Key::Kind::right
                                         : Key::Kind::left);
    }
    FAIL() << "the focus never came to " << id;
}

void Shopper::choose_heard(std::string_view words) {
    for (int i = 0; i < kLongestWay; ++i) {
        if (last_heard_.starts_with(words)) return press(Key::Kind::submit);
        ASSERT_TRUE(onward());
    }
    FAIL() << "'" << words << "' was never heard on " << place() << "; last: " << last_heard_;
}

void Shopper::agent_answers(std::string text) {
    ASSERT_TRUE(state().session.contact);
    happen(kiosk::ReplyArrived{{.id = make_id(kiosk_.clock.now(), kiosk_.random),
                                .ticket = state().session.contact->ticket,
                                .from = "Nadia",
                                .text = std::move(text),
                                .created_at = kiosk_.clock.now()}});
    show();
}

void Shopper::wait(Duration duration) {
    kiosk_.wait(duration);
    for (auto& effect : kiosk_.effects) std::visit([this](auto& e) { answer(e); }, effect);
    show();
}

std::string Shopper::place() const { return std::string(kiosk::name(kiosk_.state.place)); }

void Shopper::answer(const kiosk::FindWords& e) {
    auto found = pack_.look_up(e.words.view(), e.language, 8).value();
    owed_.push_back(
        kiosk::Found{.tag = e.tag, .hits = std::move(found.hits), .corrected = std::move(found.corrected)});
}
void Shopper::answer(const kiosk::AnswerWords& e) {
    owed_.push_back(kiosk::Answered{e.tag, pack_.answer(std::string(e.words.view()), e.language).value()});
}
void Shopper::answer(const kiosk::ListCategory& e) {
    owed_.push_back(kiosk::Found{e.tag, pack_.browse(e.category, e.language).value()});
}
void Shopper::answer(const kiosk::LoadArticle& e) {
    owed_.push_back(kiosk::ArticleLoaded{e.tag, pack_.article(e.id, e.language).value()});
}
void Shopper::answer(const kiosk::LoadGuide& e) {
    owed_.push_back(kiosk::GuideLoaded{e.tag, pack_.guide(e.id, e.language).value()});
}
// One order: BB-10023, telephone +44 1632 960123.
void Shopper::answer(const kiosk::AskOrder& e) {
    const bool right = orders::number_matches(e.question.number.view(), "BB-10023") &&
                       orders::factor_matches(e.question.factor.view(), {.phone = "+44 1632 960123"});
    kiosk::OrderArrived arrived{.tag = e.tag, .outcome = kiosk::OrderArrived::Outcome::no_match};
    if (right) {
        arrived.outcome = kiosk::OrderArrived::Outcome::found;
        arrived.order = {.number = "BB-10023",
                         .state = orders::State::ready_for_pickup,
                         .timeline = {{orders::State::placed, kiosk_.clock.now() - 50h},
                                      {orders::State::ready_for_pickup, kiosk_.clock.now() - 3h}},
                         .items = {{"Smoke alarm", 4}},
                         .pickup_desk = "3",
                         .due = kiosk_.clock.now() + 90h,
                         .as_of = kiosk_.clock.now()};
    }
    owed_.push_back(std::move(arrived));
}
void Shopper::answer(const kiosk::Append& e) {
    if (const auto* ticket = std::get_if<tickets::Ticket>(&e.record)) tickets_.push_back(*ticket);
    owed_.push_back(
        kiosk::Appended{e.session, std::visit([](const auto& record) { return record.id; }, e.record), true});
}
void Shopper::answer(const kiosk::Forget&) {
    frame_.forget();
    narrator_.forget();
}

}  // namespace storeside
