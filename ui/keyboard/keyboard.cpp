#include "ui/keyboard/keyboard.hpp"

#include <algorithm>
#include <cmath>

#include "ui/keyboard/accent_strip.hpp"
#include "ui/keyboard/layouts.hpp"
#include "ui/keyboard/multi_tap.hpp"

namespace storeside::keyboard {
namespace {

using frame::Frame;
using frame::Rect;
using Look = Frame::KeyLook;
using namespace std::chrono_literals;

enum Shift : std::int64_t {
    kOff = 0,  // a capital only where a sentence begins
    kOnce = 1,
    kLocked = 2,
    kSmall = 3  // although a sentence begins
};
enum Layer : std::int64_t {
    kFirst = 0,
    kOther = 1
};  // as the kind wants it, or the other of letters and signs

constexpr float kRowPortrait = 104;  // dp
constexpr float kRowLandscape = 88;
constexpr float kEdge = 8;
constexpr float kSuggestions = 88;  // the row above the keys
constexpr float kLow = 1200;
constexpr std::size_t kMostSuggestions = 3;
constexpr auto kDoubleTap = 500ms;  // shift twice within it stays

// One keyboard while it is drawn: where its keys stand and what was typed.
class Board {
public:
    Board(Frame& frame, const text::Texts& texts, const Keyboard& keyboard)
        : frame_(frame), t_(texts), keyboard_(keyboard), id_(keyboard.id), accents_(frame, keyboard.id) {}

    std::optional<Key> letters();
    std::optional<Key> pad();
    std::optional<Key> pin();

    std::int64_t& layer() { return remembered("layer"); }
    // An upright screen has room for high keys, unless all of them are to be in low reach.
    bool tall() const { return frame_.portrait() && !frame_.low_reach(); }

private:
    std::int64_t& remembered(std::string_view what) {
        return frame_.remembered(id_ + "/" + std::string(what));
    }
    std::string id(std::string_view key) const { return id_ + "/" + std::string(key); }
    std::string submit_word() const {
        return keyboard_.submit.empty() ? t_("Done") : std::string(keyboard_.submit);
    }

    std::vector<std::string> languages() const;
    std::string language_at(std::int64_t place) const;
    std::string typed_language() { return language_at(remembered("language")); }
    bool upper();
    void put(Key key);
    void character(const std::string& letter, const Rect& rect);
    void type(const std::string& letter);
    void row_of(const Row& row, float x, float y, float width);
    void bottom_row(const Rect& rect, bool shows_signs);
    void layer_key(const Rect& rect, bool shows_signs);
    void language_key(const Rect& rect);
    void suggestions(const Rect& rect);
    void shift_key(const Rect& rect);
    void erase_key(const Rect& rect);
    void submit_key(const Rect& rect);

    Frame& frame_;
    const text::Texts& t_;
    const Keyboard& keyboard_;
    std::string id_;
    AccentStrip accents_;
    float row_height_ = 0;
    std::optional<Key> typed_;
};

std::vector<std::string> Board::languages() const {
    if (keyboard_.kind == Kind::email) return {std::string(plain_letters(keyboard_.language))};
    if (!keyboard_.languages.empty()) return {keyboard_.languages.begin(), keyboard_.languages.end()};
    std::string own(keyboard_.language);
    if (layout_of(own).latin()) return {own};
    // Brands and order numbers are written in Latin letters everywhere.
    if (keyboard_.kind == Kind::digits) return {"en", own};
    return {own, "en"};
}

std::string Board::language_at(std::int64_t place) const {
    const auto all = languages();
    return all[static_cast<std::size_t>(place) % all.size()];
}

bool Board::upper() {
    const std::int64_t shift = remembered("shift");
    return shift == kOnce || shift == kLocked || (shift == kOff && keyboard_.capital);
}

void Board::put(Key key) {
    typed_ = std::move(key);
    std::int64_t& shift = remembered("shift");
    if (shift == kOnce || shift == kSmall) shift = kOff;
    remembered("shift/at") = 0;
}

void Board::type(const std::string& letter) {
    std::int64_t& dead = remembered("dead");
    if (letter == kTonos || letter == kDialytika) {
        dead ^= letter == kTonos ? kWithTonos : kWithDialytika;
        return;
    }
    put({Key::Kind::text, accented(letter, dead)});
    dead = kNone;
}

void Board::character(const std::string& letter, const Rect& rect) {
    const std::int64_t dead = remembered("dead");
    const bool tonos = letter == kTonos;
    const bool dialytika = letter == kDialytika;
    const std::string shown = accented(letter, dead);
    const std::string name = tonos ? t_("Accent") : dialytika ? t_("Two dots") : shown;
    const bool lit = (tonos && (dead & kWithTonos) != 0) || (dialytika && (dead & kWithDialytika) != 0);
    const std::string key = id(letter);
    if (frame_.key(
            {.id = key, .label = name, .shown = shown, .icon = {}, .action = tonos || dialytika, .lit = lit},
            rect)) {
        type(letter);
    }
    if (keyboard_.kind != Kind::email && keyboard_.kind != Kind::pin) accents_.offer(letter, key, rect);
}

void Board::row_of(const Row& row, float x, float y, float width) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        const float left = std::round(x + width * static_cast<float>(i));
        const float right = std::round(x + width * static_cast<float>(i + 1));
        character(row[i], {left, y, right - left, row_height_});
    }
}

void Board::shift_key(const Rect& rect) {
    std::int64_t& shift = remembered("shift");
    const std::string key = id("shift");
    const std::string label = t_("Shift");
    if (!frame_.key({.id = key,
                     .label = label,
                     .shown = {},
                     .icon = shift == kLocked ? "keyboard-caps" : "apple-keyboard-shift",
                     .action = true,
                     .lit = upper()},
                    rect))
        return;
    std::int64_t& last = remembered("shift/at");
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(frame_.now()).count();
    const bool twice = last != 0 && now - last <= std::chrono::microseconds(kDoubleTap).count();
    const bool was_upper = upper();
    shift = shift == kLocked    ? kOff
            : twice             ? kLocked
            : !was_upper        ? kOnce
            : keyboard_.capital ? kSmall
                                : kOff;
    last = shift == kLocked ? 0 : now;
}

void Board::erase_key(const Rect& rect) {
    const std::string key = id("erase");
    const std::string label = t_("Delete");
    const Look look{.id = key, .label = label, .shown = {}, .icon = "backspace", .action = true};
    if (!frame_.key(look, rect)) return;
    // An accent that waits for its vowel goes first.
    if (std::exchange(remembered("dead"), kNone) == kNone) typed_ = Key{Key::Kind::erase, {}};
}

void Board::submit_key(const Rect& rect) {
    const std::string key = id("submit");
    const std::string label = submit_word();
    const bool next = keyboard_.submits_next;
    if (frame_.key({.id = key, .label = label, .shown = label, .icon = {}, .action = !next, .primary = next},
                   rect)) {
        typed_ = Key{Key::Kind::submit, {}};
    }
}

void Board::layer_key(const Rect& rect, bool shows_signs) {
    const std::string key = id("layer");
    const std::string label = shows_signs ? t_("Letters") : t_("Numbers");
    const std::string_view shown = shows_signs ? layout_of(typed_language()).small_sample : "123";
    if (frame_.key({.id = key, .label = label, .shown = shown, .icon = {}, .action = true}, rect)) {
        layer() = layer() == kFirst ? kOther : kFirst;
    }
}

void Board::language_key(const Rect& rect) {
    std::int64_t& place = remembered("language");
    const Layout& next = layout_of(language_at(place + 1));
    const bool other_letters = next.sample != layout_of(typed_language()).sample;
    const std::string key = id("language");
    const std::string label = t_("Language of the keyboard");
    if (!frame_.key({.id = key,
                     .label = label,
                     .shown = other_letters ? next.sample : std::string_view(),
                     .icon = other_letters ? std::string_view() : std::string_view("earth"),
                     .action = true},
                    rect))
        return;
    place = (place + 1) % static_cast<std::int64_t>(languages().size());
    remembered("dead") = kNone;
}

void Board::suggestions(const Rect& rect) {
    const std::size_t count = std::min(keyboard_.suggestions.size(), kMostSuggestions);
    const float w = rect.w / static_cast<float>(count);
    const auto alike = std::span(keyboard_.suggestions).first(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string& words = keyboard_.suggestions[i];
        const std::string key = id("suggestion-" + std::to_string(i));
        const float left = std::round(rect.x + w * static_cast<float>(i));
        const float right = std::round(rect.x + w * static_cast<float>(i + 1));
        if (frame_.key({.id = key, .label = words, .shown = words, .icon = {}, .words = true, .alike = alike},
                       {left, rect.y, right - left, rect.h}))
            typed_ = Key{Key::Kind::complete, words};
    }
}

void Board::bottom_row(const Rect& rect, bool shows_signs) {
    const float unit = rect.w / 20;
    float x = rect.x;
    const auto next = [&](float units) {
        const float right = std::round(x + unit * units);
        const Rect place{std::round(x), rect.y, right - std::round(x), row_height_};
        x = right;
        return place;
    };
    const bool email = keyboard_.kind == Kind::email;
    const bool several = languages().size() > 1;
    if (email) {
        // Landscape has no room for a row of digits: they are a key away.
        if (!tall()) layer_key(next(3), shows_signs);
        const float wide = tall() ? 2.5F : 2;
        for (const std::string_view sign : {"@", ".", "-", "_"}) character(std::string(sign), next(wide));
        const std::string key = id(".com");
        const std::string com = ".com";
        if (frame_.key({.id = key, .label = com, .shown = com, .icon = {}, .action = true}, next(3)))
            put({Key::Kind::text, com});
        submit_key({x, rect.y, rect.right() - x, row_height_});
        return;
    }
    layer_key(next(3), shows_signs);
    if (several) {
        language_key(next(2));
    }
    const std::string space_id = id("space");
    const std::string space_label = t_("Space");
    const std::string space_shown = text::own_name(typed_language());
    if (frame_.key({.id = space_id, .label = space_label, .shown = space_shown, .icon = {}},
                   next(several ? 8 : 10)))
        put({Key::Kind::text, " "});
    character(".", next(2));
    submit_key({x, rect.y, rect.right() - x, row_height_});
}

std::optional<Key> Board::letters() {
    const bool email = keyboard_.kind == Kind::email;
    const bool digits_above = email && tall();
    const bool shows_signs = keyboard_.kind != Kind::digits && !digits_above && layer() == kOther;
    const theme::Theme& theme = frame_.theme();
    row_height_ = theme.px(tall() ? kRowPortrait : kRowLandscape);
    const int digit_rows = digits_above ? 1 : 0;
    // On a low screen what was found needs the room more.
    const bool low = frame_.size().h < theme.px(kLow);
    const float above =
        keyboard_.suggestions.empty() || low || frame_.low_reach() ? 0 : theme.px(kSuggestions);
    const Rect tray = frame_.tray(above + row_height_ * static_cast<float>(4 + digit_rows));
    // Keys wider than they need to be are slower to type on.
    const float width = std::min(tray.w - 2 * theme.px(kEdge), theme.px(1560));
    const float left = std::round((tray.w - width) / 2);
    float y = tray.y;
    if (above > 0) suggestions({left, y, width, above});
    y += above;
    if (digits_above) {
        row_of(signs()[0], left, y, width / 10);
        y += row_height_;
    }
    const Layout& layout = layout_of(typed_language());
    const auto& sign_rows = email ? email_signs() : signs();
    const auto& rows = shows_signs ? sign_rows : upper() ? layout.upper : layout.lower;
    const std::size_t most = std::max({rows[0].size(), rows[1].size(), rows[2].size() + 2});
    const float key = width / static_cast<float>(most);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float row_width = key * static_cast<float>(rows[i].size());
        const float x = left + (width - row_width) / 2;
        row_of(rows[i], x, y, key);
        if (i == 2) {
            const float start = std::round(x);
            const float end = std::round(x + row_width);
            if (!shows_signs) shift_key({left, y, start - left, row_height_});
            erase_key({end, y, left + width - end, row_height_});
        }
        y += row_height_;
    }
    bottom_row({left, y, width, row_height_}, shows_signs);
    if (const auto& accent = accents_.chosen()) put(*accent);
    accents_.draw();
    return typed_;
}

std::optional<Key> Board::pad() {
    const theme::Theme& theme = frame_.theme();
    row_height_ = theme.px(tall() ? kRowPortrait : kRowLandscape);
    const Rect tray = frame_.tray(row_height_ * 4);
    const float width = std::min(tray.w - 2 * theme.px(kEdge), theme.px(1064));
    const float key = std::floor(width / 4);
    const float left = std::round((tray.w - 4 * key) / 2);
    const auto place = [&](int row, int column) {
        return Rect{left + key * static_cast<float>(column), tray.y + row_height_ * static_cast<float>(row),
                    key, row_height_};
    };
    for (int digit = 1; digit <= 9; ++digit) {
        character(std::to_string(digit), place((digit - 1) / 3, (digit - 1) % 3));
    }
    erase_key(place(0, 3));
    character("-", place(1, 3));
    character("+", place(2, 3));
    const std::string layer_id = id("layer");
    const std::string layer_label = t_("Letters");
    const Look letters{.id = layer_id, .label = layer_label, .shown = "abc", .icon = {}, .action = true};
    if (frame_.key(letters, place(3, 0))) layer() = kOther;
    character("0", place(3, 1));
    character("/", place(3, 2));
    submit_key(place(3, 3));
    return typed_;
}

std::optional<Key> Board::pin() {
    const theme::Theme& theme = frame_.theme();
    row_height_ = theme.px(tall() ? 120 : kRowLandscape);
    const float key = theme.px(220);
    const Rect tray = frame_.tray(row_height_ * 4);
    const float left = std::round((tray.w - 3 * key) / 2);
    const auto place = [&](int row, int column) {
        return Rect{left + key * static_cast<float>(column), tray.y + row_height_ * static_cast<float>(row),
                    key, row_height_};
    };
    for (int digit = 1; digit <= 9; ++digit) {
        character(std::to_string(digit), place((digit - 1) / 3, (digit - 1) % 3));
    }
    erase_key(place(3, 0));
    character("0", place(3, 1));
    submit_key(place(3, 2));
    return typed_;
}

}  // namespace

bool begins_sentence(std::string_view text) {
    if (text.empty() || text.ends_with('\n')) return true;
    // A Greek question mark looks like a semicolon.
    constexpr std::string_view kEnds = ".!?;";
    return text.size() >= 2 && text.ends_with(' ') && kEnds.contains(text[text.size() - 2]);
}

namespace {

// What a keypad's digit types: itself where digits are wanted, else letters by turns.
std::optional<Key> typed_on_keypad(const Key& key, Frame& frame, const Keyboard& keyboard) {
    const auto remembered = [&](std::string_view what) -> std::int64_t& {
        return frame.remembered(std::string(keyboard.id) + "/keypad/" + std::string(what));
    };
    if (key.kind != Key::Kind::digit) {
        remembered("key") = 0;
        return key;
    }
    if (keyboard.kind != Kind::letters) return Key{Key::Kind::text, key.text};
    MultiTap keypad(keyboard.language, {remembered("key"), remembered("at"), remembered("turn")});
    const auto typed = keypad.press(key.text.front() - '0', frame.now());
    remembered("key") = keypad.memory().key;
    remembered("at") = keypad.memory().at;
    remembered("turn") = keypad.memory().turn;
    if (typed.text.empty()) return std::nullopt;
    return Key{typed.replace_last ? Key::Kind::replace : Key::Kind::text, typed.text};
}

}  // namespace

std::optional<Key> draw(Frame& frame, const text::Texts& texts, const Keyboard& keyboard) {
    std::optional<Key> typed;
    frame.pinned(keyboard.id, [&] {
        Board board(frame, texts, keyboard);
        switch (keyboard.kind) {
            case Kind::letters:
            case Kind::email:
                typed = board.letters();
                break;
            case Kind::digits:
                typed = board.layer() == kFirst ? board.pad() : board.letters();
                break;
            case Kind::pin:
                typed = board.pin();
                break;
        }
    });
    if (typed) return typed;
    const auto key = frame.take_key();
    return key ? typed_on_keypad(*key, frame, keyboard) : std::nullopt;
}

}  // namespace storeside::keyboard
