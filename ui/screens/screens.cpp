#include "ui/screens/screens.hpp"

#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using namespace std::chrono_literals;
using frame::Frame;

constexpr std::size_t kMostPopular = 6;
constexpr auto kCornerHold = 2s;  // long enough that no shopper does it by chance

// The id of what the page shows: a new one slides in.
std::string page_of(const kiosk::State& state, Time now) {
    std::string id = std::to_string(state.place.index());
    if (std::holds_alternative<kiosk::Attract>(state.place)) id += language_of(state, now);
    if (const auto* reading = std::get_if<kiosk::Reading>(&state.place)) id += reading->id;
    if (const auto* guiding = std::get_if<kiosk::Guiding>(&state.place))
        id += std::to_string(guiding->path.size()) + (guiding->solved ? "solved" : "");
    return id;
}

// How far from the beginning of the session: what is further in comes from the right.
std::int64_t depth_of(const kiosk::State& state) {
    constexpr std::int64_t kStepsOfAPlace = 1000;  // more than a guide has
    auto depth = static_cast<std::int64_t>(state.session.trail.size()) * kStepsOfAPlace;
    if (const auto* guiding = std::get_if<kiosk::Guiding>(&state.place))
        depth += static_cast<std::int64_t>(guiding->path.size()) + (guiding->solved ? 1 : 0);
    return depth;
}

void begin_page(const Model& m, Frame& f) {
    auto& depth = f.remembered("trail");
    const auto now = depth_of(m.state);
    const bool resting = std::holds_alternative<kiosk::Attract>(m.state.place);
    f.page(page_of(m.state, m.now), resting       ? Frame::Enter::fade
                                    : now < depth ? Frame::Enter::back
                                                  : Frame::Enter::forward);
    depth = now;
}

bool has_chrome(const kiosk::Place& place) {
    return !std::holds_alternative<kiosk::Attract>(place) && !std::holds_alternative<kiosk::Thanks>(place) &&
           !std::holds_alternative<kiosk::StaffPage>(place) && !std::holds_alternative<kiosk::Setup>(place);
}

void chrome(const Model& m, Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& session = m.state.session;
    const auto& logo = m.state.device.brand.logo_png;
    const std::string logo_key = "logo-" + std::to_string(std::hash<std::string>{}(logo));
    const std::string name = store_name(m.state);
    const bool unread = session.contact && session.contact->unread > 0;
    const std::vector<std::string> calls = {t("Call a person"), t("My conversation"), t("New answer")};
    const auto touch = f.chrome({.logo = {.key = logo_key, .bytes = logo, .words = name},
                                 .language = text::own_name(session.language),
                                 .accessibility = t("Easier to use"),
                                 .back = t("Back"),
                                 .home = t("Home"),
                                 .call = calls[unread                                                 ? 2
                                               : session.contact && !kiosk::is_over(*session.contact) ? 1
                                                                                                      : 0],
                                 .can_go_back = !std::holds_alternative<kiosk::Home>(m.state.place),
                                 .other_calls = calls});
    if (!touch) return;
    switch (*touch) {
        case frame::ChromeTouch::back:
            return touched.push_back(kiosk::WentBack{});
        case frame::ChromeTouch::home:
            return touched.push_back(kiosk::WentHome{});
        case frame::ChromeTouch::call:
            return touched.push_back(kiosk::CalledPerson{});
        case frame::ChromeTouch::language:
            return touched.push_back(kiosk::OpenedLanguages{});
        case frame::ChromeTouch::accessibility:
            return touched.push_back(kiosk::OpenedAccessibility{});
    }
}

void idle_warning(const Model& m, Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto left = std::max(Duration(0), *m.warning_ends - m.now);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    const float fraction =
        static_cast<float>(left.count()) / static_cast<float>(m.state.device.timings.warning.count());
    f.overlay("idle", [&] {
        f.title(t("Are you still there?"));
        f.quiet_text(t("Otherwise this screen starts over and forgets what you typed."));
        f.space(40);
        f.ring(fraction, std::to_string(seconds));
        if (f.primary("still-here", t("I need more time"))) touched.push_back(kiosk::StillHere{});
    });
}

// What a keypad's own keys ask for.
void commands(Frame& f, Touched& touched) {
    const auto key = f.take_command();
    if (!key) return;
    switch (key->kind) {
        case frame::Key::Kind::back:
            return touched.push_back(kiosk::WentBack{});
        case frame::Key::Kind::repeat:
            return touched.push_back(kiosk::AskedToRepeat{});
        case frame::Key::Kind::slower:
            return touched.push_back(kiosk::ChangedSpeech{-1, 0});
        case frame::Key::Kind::faster:
            return touched.push_back(kiosk::ChangedSpeech{1, 0});
        case frame::Key::Kind::quieter:
            return touched.push_back(kiosk::ChangedSpeech{0, -1});
        case frame::Key::Kind::louder:
            return touched.push_back(kiosk::ChangedSpeech{0, 1});
        default:
            return;
    }
}

frame::Rich strong(std::string_view text, const std::vector<content::Mark>& marks) {
    std::vector<frame::Range> parts;
    for (const auto& mark : marks) parts.push_back({mark.begin, mark.end});
    return frame::with_strong(text, parts);
}

// The lead, and before it the language it is in when that is not the shopper's.
frame::Rich hit_text(const content::Hit& hit, const Model& m) {
    auto text = strong(hit.lead, hit.lead_marks);
    const auto other = language_caption(hit, m);
    if (!other.empty()) text.spans.insert(text.spans.begin(), {other + " · ", false, {}});
    return text;
}

const char* hit_icon(const content::Hit& hit) {
    return hit.kind == content::Hit::Kind::guide ? "playlist-check" : "file-document";
}

}  // namespace

Touched draw(const Model& m, Frame& f) {
    Touched touched;
    begin_page(m, f);
    if (has_chrome(m.state.place)) chrome(m, f, touched);
    std::visit([&](const auto& place) { draw(place, m, f, touched); }, m.state.place);
    if (m.warning_ends) idle_warning(m, f, touched);
    if (auto code = f.take_scan()) touched.push_back(kiosk::Scanned{std::move(*code)});
    commands(f, touched);
    // Reading on, moving the focus, or a key that means nothing here: somebody is there.
    const bool unused_key = f.take_key().has_value();
    if (touched.empty() && (unused_key || f.stirred())) touched.push_back(kiosk::StillHere{});
    if (f.corner_held(kCornerHold)) touched.push_back(kiosk::HeldCorner{});
    return touched;
}

std::string store_name(const kiosk::State& state) {
    const auto* storefront = kiosk::storefront(state);
    return storefront ? storefront->store_name : "";
}

std::string language_of(const kiosk::State& state, Time now) {
    if (!std::holds_alternative<kiosk::Attract>(state.place)) return state.session.language;
    const auto all = kiosk::languages(state);
    if (all.empty()) return "en";
    const auto turn = static_cast<std::size_t>(now.time_since_epoch() / kGreeting);
    return all[turn % all.size()];
}

std::optional<Time> next_change(const kiosk::State& state, Time now) {
    using namespace std::chrono;
    const bool counts_down = state.session.warned_at ||
                             std::holds_alternative<kiosk::StaffPage>(state.place) ||
                             std::holds_alternative<kiosk::PinEntry>(state.place);
    if (counts_down) return floor<seconds>(now) + 1s;
    const auto* front = kiosk::storefront(state);
    const bool tells_opening = std::holds_alternative<kiosk::Home>(state.place) ||
                               std::holds_alternative<kiosk::StoreInfo>(state.place);
    if (tells_opening && front && !front->store.week.empty()) return floor<minutes>(now) + 1min;
    if (std::holds_alternative<kiosk::Attract>(state.place) && kiosk::languages(state).size() > 1)
        return Time((now.time_since_epoch() / kGreeting + 1) * kGreeting);
    return std::nullopt;
}

// ---- Parts that several screens show alike ----

void ask_person(const Model& m, Frame& f, Touched& touched) {
    if (f.primary("ask-person", m.texts("Call a person"), "account"))
        touched.push_back(kiosk::CalledPerson{});
}

void answer_is_gone(const Model& m, Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.columns(
        "gone",
        [&] {
            f.title(t("This answer is not here any more"));
            f.quiet_text(t("Look for another one, or ask a person."));
        },
        [&] {
            if (f.primary("search", t("Find an answer"), "magnify")) touched.push_back(kiosk::OpenedSearch{});
        });
}

void type(const std::optional<frame::Key>& key, Touched& touched) {
    if (!key) return;
    switch (key->kind) {
        case frame::Key::Kind::text:
            return touched.push_back(kiosk::Typed{key->text});
        case frame::Key::Kind::erase:
            return touched.push_back(kiosk::Erased{});
        case frame::Key::Kind::replace:
            touched.push_back(kiosk::Erased{});
            return touched.push_back(kiosk::Typed{key->text});
        case frame::Key::Kind::submit:
            return touched.push_back(kiosk::Submitted{});
        case frame::Key::Kind::complete:
            return touched.push_back(kiosk::ChoseSuggestion{key->text});
        default:
            return;  // what moves the focus or asks for speech, and what was scanned, never gets here
    }
}

std::string language_caption(const content::Hit& hit, const Model& m) {
    return hit.language == m.state.session.language ? "" : std::string(text::own_name(hit.language));
}

void not_translated(const std::string& language, const Model& m, Frame& f) {
    if (language == m.state.session.language) return;
    f.status("translate", frame::Tone::neutral,
             std::string(text::own_name(language)) + " · " + m.texts("This answer is not translated yet."));
}

frame::Picture shown(const content::Picture& picture) {
    if (!picture.media) return {.key = "no-picture", .bytes = {}, .words = picture.words};
    return {.key = picture.media->key, .bytes = picture.media->bytes, .words = picture.words};
}

void hit_row(const content::Hit& hit, const Model& m, Frame& f, Touched& touched) {
    if (f.row("hit-" + hit.id, strong(hit.title, hit.title_marks), hit_text(hit, m), hit_icon(hit)))
        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
}

void hit_title(const content::Hit& hit, const Model& m, Frame& f, Touched& touched) {
    if (f.row("hit-" + hit.id, strong(hit.title, hit.title_marks), language_caption(hit, m), hit_icon(hit)))
        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
}

void hit_card(const content::Hit& hit, const Model& m, Frame& f, Touched& touched) {
    if (f.answer("hit-" + hit.id, hit_icon(hit), strong(hit.title, hit.title_marks), hit_text(hit, m)))
        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
}

void popular_questions(const Model& m, Frame& f, Touched& touched) {
    const auto* storefront = kiosk::storefront(m.state);
    if (!storefront || storefront->popular.empty()) return;
    f.heading(m.texts("Often asked"));
    auto popular = kiosk::ranked(m.state.device.popularity, storefront->popular);
    popular.resize(std::min(popular.size(), kMostPopular));
    for (const auto& hit : popular)
        if (f.row("hit-" + hit.id, hit.title, language_caption(hit, m)))
            touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
}

void categories(const Model& m, Frame& f, Touched& touched) {
    const auto* storefront = kiosk::storefront(m.state);
    if (!storefront || storefront->categories.empty()) return;
    f.heading(m.texts("Topics"));
    f.grid("categories", 2, 3, [&] {
        for (const auto& category : storefront->categories)
            if (f.card("category-" + category.id, category.icon, category.title, ""))
                touched.push_back(kiosk::OpenedCategory{category.id});
    });
}

}  // namespace storeside::screens
