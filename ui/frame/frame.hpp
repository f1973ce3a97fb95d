// The surface that screens draw on, top to bottom, and that remembers what on it can be touched.
//
// A screen calls one function per thing a shopper sees; each takes its place below the last one. Whatever can
// be touched answers true in the one pass after it was tapped. One pass is begin(), the screen, end(); a
// presented frame is as many passes as there are taps waiting, and one more that shows their effect
// (run_passes in ui/window).
//
// Frame needs no window and no OpenGL: it fills a draw list that ui/window renders and that tests ignore.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "ui/frame/geometry.hpp"
#include "ui/frame/node.hpp"
#include "ui/frame/rich.hpp"
#include "ui/frame/target.hpp"
#include "ui/frame/touch.hpp"
#include "ui/theme/theme.hpp"

namespace storeside::frame {

class Atlas;
class Painter;
class Pictures;
struct State;

// Where Debian's fonts-noto-core and fonts-materialdesignicons-webfont put them.
struct FontFiles {
    std::string regular = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
    std::string bold = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf";
    std::string icons = "/usr/share/fonts-materialdesignicons-webfont/fonts/materialdesignicons-webfont.ttf";
    // Chinese, Japanese and Korean, opened when the first letter is missing in the ones above; of a
    // collection Japanese, Korean, simplified and traditional Chinese come in this order. Debian's
    // fonts-noto-cjk.
    std::string wide = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    std::string folder = "/usr/share/fonts";  // where any font will do when the text fonts are missing
};

enum class Tone { neutral, positive, warning, danger };

// A PNG or JPEG in memory. `key` names these bytes for ever (a path inside one pack, a hash): it is decoded
// once. What is no picture, or larger than 4096 x 4096, is drawn as an empty frame with its words.
struct Picture {
    std::string_view key;
    std::string_view bytes;
    std::string_view words;  // for those who can't see it
};

// The header and the bar at the bottom, the same on every screen. The words come translated. A button whose
// word is empty is not drawn.
struct Chrome {
    Picture logo;
    std::string language;       // of the language button: the present language's own name
    std::string accessibility;  // of the accessibility button
    std::string back, home, call;
    bool can_go_back = true;
    std::vector<std::string> other_calls = {};  // what `call` says on other screens: room for it is kept
};
enum class ChromeTouch { back, home, call, language, accessibility };

struct Field {
    std::string_view id, label;  // the label stands above the field
    std::string_view text;       // shown; while it is typed in, its end is kept in sight
    std::string_view hint;       // shown while text is empty
    bool focused = false;        // with a caret at the end
    bool masked = false;         // a dot per character
    std::string_view icon;       // "" for none
    std::string_view clear;  // label of the button that empties it; "" for none, and none while text is empty
    // In reach mode, when nothing stands before it: shown above what can be reached, and not touched. For a
    // field that the keyboard alone fills and empties.
    bool above_reach = false;
};
enum class FieldTouch { focus, clear };

struct Milestone {
    enum class When { done, now, later };
    std::string label, caption;
    When when = When::later;
};

class Frame {
public:
    // Opens the fonts. One that is missing is logged and another stands for it, an icon is left out;
    // not_found when there is no font at all.
    static Result<Frame> open(Size pixels, const theme::Theme& theme, const FontFiles& fonts = {});
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    ~Frame();

    // ---- The pass
    // ------------------------------------------------------------------------------------------- `now` never
    // goes back. Takes waiting input up to the next tap or key.
    void begin(Duration now);
    void end();

    // The last pass is not what should be shown: it took a tap or key, more wait, or something was measured
    // anew.
    bool wants_another_pass() const;

    // When motion on the screen wants the next frame drawn; nothing while the screen is at rest.
    std::optional<Duration> next_frame() const;

    // ---- Input
    // ----------------------------------------------------------------------------------------------
    void touch(const TouchEvent& event);
    void type(Key key);  // from a real keyboard or scanner
    // One finger, down and up again at once: what the keypad and replays do.
    void tap(Point point);

    // The key typed for this pass; the first to ask gets it. The arrows, and Enter on what has the focus, are
    // the frame's own.
    std::optional<Key> take_key();
    // The code scanned for this pass; the first to ask gets it.
    std::optional<std::string> take_scan();
    // Likewise Back, Repeat and the keys of speech.
    std::optional<Key> take_command();

    // Somebody is at the screen without having pressed anything: the focus moved, a list was dragged.
    bool stirred() const;

    // For whoever listens: the focus stops at words, too, and a finger explores instead of pressing.
    void set_reader(bool on);
    // Everything that can be touched lies in the lowest part of the screen: 1 is all of it.
    void set_reach(float lowest);
    bool low_reach() const;

    // True once when a finger has rested in the top left corner (two touch sizes square) for `how_long`.
    bool corner_held(std::chrono::milliseconds how_long);

    // A finger is on the screen.
    bool is_touched() const;

    // A finger has pressed the target `id` for at least `how_long`, and still does.
    bool held(std::string_view id, std::chrono::milliseconds how_long);
    // From now until it is lifted, that finger presses each target it slides onto whose id begins with
    // `prefix`: held open, chosen, let go.
    void slide_over(std::string_view prefix);
    // The id of the target tapped in this pass; "" when none was.
    std::string_view tapped() const;
    // The time that begin() was given.
    Duration now() const;

    // ---- What was drawn
    // -------------------------------------------------------------------------------------
    const std::vector<Target>& targets() const;  // of the last complete pass
    // The same in reading order with the words between, also what a scrolling region hides.
    const std::vector<Node>& nodes() const;
    // Where the focus is, while it is shown; nullptr otherwise.
    const Node* focus() const;
    // What page() and overlay() were called with; "" for none. Another one is another screen to whoever
    // listens.
    const std::string& shown_page() const;
    const std::string& shown_overlay() const;
    // The words drawn in the last complete pass, one entry per line on the screen, in drawing order.
    const std::vector<std::string>& words() const;

    Size size() const;
    bool portrait() const;
    const theme::Theme& theme() const;
    void resize(Size pixels);
    void set_theme(const theme::Theme& theme);
    // Chinese characters are drawn as this language writes them; in another language nothing changes.
    void set_language(std::string_view language);

    // Scroll positions, remembered values, pictures, text, waiting input: nothing of a session stays.
    void forget();

    // A number kept for `id` from pass to pass until forget(); 0 at first.
    std::int64_t& remembered(std::string_view id);

    // ---- Structure
    // ------------------------------------------------------------------------------------------ A new `id`
    // slides in: from the right, from the left, or only fades. Call first.
    enum class Enter { forward, back, fade };
    void page(std::string_view id, Enter enter = Enter::fade);

    // Draws header and bottom bar; what follows has its place between them.
    std::optional<ChromeTouch> chrome(const Chrome& chrome);

    // The whole screen in the accent colour, or a picture under a veil of it; what follows is drawn in
    // on_accent.
    void backdrop();
    void backdrop(const Picture& photo);
    // The whole screen as one target below all others.
    bool anywhere(std::string_view id, std::string_view label);

    using Draw = std::function<void()>;
    // The rest of the place scrolls when it is too small.
    void scroll(std::string_view id, const Draw& draw);
    // Scrolls that region to its end, once; for what was added there.
    void show_end(std::string_view id);
    // Puts `draw` at the bottom of the place that is left, as high as it needs; what follows stays above it.
    void pinned(std::string_view id, const Draw& draw);
    // Portrait: `aside` pinned below, `main` scrolls above. Landscape: main left two thirds, aside right
    // third.
    void columns(std::string_view id, const Draw& main, const Draw& aside);
    // Each thing drawn is a cell; cells of a row are equally high.
    void grid(std::string_view id, int portrait_columns, int landscape_columns, const Draw& draw);
    // Several things on one raised card; on a backdrop, on a quiet darker one.
    void panel(std::string_view id, const Draw& draw);
    // A card over the dimmed screen; nothing below it can be touched. Call last.
    void overlay(std::string_view id, const Draw& draw);
    // A small dark ground at `rect`, above everything but an overlay: `draw` draws on it when the pass ends,
    // and what lies below it can't be touched.
    void popup(const Rect& rect, Draw draw);
    // In the middle of the place that is left, both ways.
    void centred(std::string_view id, const Draw& draw);
    // What `draw` draws, `opacity` (0 to 1) as strong.
    void faded(float opacity, const Draw& draw);
    // What `draw` draws neither slides nor fades with its page.
    void still(const Draw& draw);
    void space(float dp);
    // What `draw` draws is for the shopper alone: a headset may say it, a loudspeaker never.
    void personal(const Draw& draw);
    // What `draw` draws is said to whoever listens when it appears, without being asked for.
    void live(const Draw& draw);

    // ---- Words
    // ----------------------------------------------------------------------------------------------
    void display(std::string_view text);     // 72: a greeting, one large sentence
    void title(std::string_view text);       // 48: what this screen is for
    void heading(std::string_view text);     // 36
    void lead(std::string_view text);        // 36, not strong: the answer in two lines
    void quiet_text(std::string_view text);  // 30, muted: a sentence that helps
    void caption(std::string_view text);     // 24, muted
    // These answer the link of the span that was touched.
    std::optional<std::string> paragraph(const Rich& text);
    std::optional<std::string> bullet(const Rich& text);
    std::optional<std::string> numbered(int number, const Rich& text);
    // Portrait: a card per row, "heading: cell". Landscape, or with at most two columns: a table.
    void table(std::span<const std::string> headings, std::span<const std::vector<std::string>> rows);
    // 72 and strong, on a card: what is read aloud. With `awaited`, beside a ring that breathes around that
    // icon.
    void code(std::string_view code, std::string_view awaited = "");
    // A band from edge to edge along the top, on a page without header: "Staff mode · Ana · ends in 2:00".
    void band(std::string_view icon, std::string_view text, Tone tone = Tone::warning);

    // ---- Things to touch
    // ------------------------------------------------------------------------------------
    bool primary(std::string_view id, std::string_view label, std::string_view icon = "",
                 bool enabled = true);
    bool secondary(std::string_view id, std::string_view label, std::string_view icon = "",
                   bool enabled = true);
    bool quiet(std::string_view id, std::string_view label, std::string_view icon = "");
    bool card(std::string_view id, std::string_view icon, std::string_view title, std::string_view text);
    // As card, for the best of what was found: of its title only what was asked for is strong.
    bool answer(std::string_view id, std::string_view icon, const Rich& title, const Rich& text);
    // As card, one of several of which at most one is chosen.
    bool choice(std::string_view id, std::string_view icon, std::string_view title, std::string_view text,
                bool chosen);
    bool toggle(std::string_view id, std::string_view label, bool on);
    bool row(std::string_view id, const Rich& title, const Rich& text = {}, std::string_view icon = "");
    // A row that only informs.
    void item(std::string_view icon, const Rich& title, const Rich& text = {});
    void item(const Picture& picture, const Rich& title, const Rich& text = {});
    bool notice(std::string_view id, std::string_view icon, std::string_view title, std::string_view text);
    // Chips stand side by side.
    bool chip(std::string_view id, std::string_view label, std::string_view icon = "");
    std::optional<FieldTouch> field(const Field& field);
    // Five faces, as large as the column lets them be, worst first; 1 to 5 when one was touched. `words` has
    // five.
    std::optional<int> faces(std::string_view id, std::span<const std::string> words, int chosen = 0);

    // ---- Pictures
    // -------------------------------------------------------------------------------------------
    void image(const Picture& picture, float height_dp);  // cropped to the column's width, never stretched
    void qr(std::string_view text, float size_dp = 280);
    void status(std::string_view icon, Tone tone, std::string_view text);
    void bubble(bool mine, std::string_view text, std::string_view caption);
    void typing();  // three dots: the other one is writing
    void timeline(std::span<const Milestone> milestones);
    void progress(float fraction, std::string_view text);         // a bar
    void ring(float fraction, std::string_view text);             // empties as `fraction` goes to 0
    void breathing_ring(std::string_view icon);                   // waiting
    void icon(std::string_view icon, Tone tone = Tone::neutral);  // 56, alone, beside words that follow

    // As wide as the column, in its own ratio, `caption` beneath it; a tall one is narrower instead.
    void figure(const Picture& picture, std::string_view caption = "");
    // Two to four pictures side by side, numbered, in the order in which they are looked at; the words of
    // each stand beneath it.
    void strip(std::string_view id, std::span<const Picture> pictures);
    // A tinted card: its sign and its word first, then what `draw` draws.
    void callout(std::string_view id, std::string_view icon, Tone tone, std::string_view word,
                 const Draw& draw);
    // A line of a list: what, and at its right what is so of it; strong for the one that matters now.
    void fact(std::string_view label, std::string_view value, bool strong = false);
    // What `draw` draws, this far from the column's left.
    void indented(float dp, const Draw& draw);

    // ---- For widgets of other folders (the keyboard)
    // -------------------------------------------------------- The place of the next thing of this height
    // (pixels), as wide as the column.
    Rect place(float height);
    // What is left of the present column.
    Rect place_left() const;
    // A sunken ground of this height (pixels) from edge to edge of the screen, for keys.
    Rect tray(float height);
    struct KeyLook {
        std::string_view id, label;  // the label is for the screen reader
        std::string_view shown;      // text on the key, or
        std::string_view icon;       // an icon
        bool action = false;         // darker than a letter key
        bool primary = false;        // in the accent colour
        bool lit = false;            // e.g. shift is on
        bool words = false;          // smaller, and cut with an ellipsis, when they are too many for it
        std::span<const std::string> alike = {};  // words of its neighbours: all are as large as the smallest
    };
    bool key(const KeyLook& look, const Rect& rect);

    // ---- For ui/window
    // --------------------------------------------------------------------------------------
    const Atlas& atlas() const;
    const Pictures& pictures() const;
    void let_go_of_pixels();  // of pictures(): the window has them
    const Painter& painter() const;

private:
    explicit Frame(std::unique_ptr<State> state);
    void take_focus_keys();
    std::unique_ptr<State> state_;
};

}  // namespace storeside::frame
