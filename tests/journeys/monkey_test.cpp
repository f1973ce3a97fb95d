// Taps on whatever is drawn, services that answer late, wrongly or never: the core's promises hold all the
// same.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <random>

#include "firmware/kiosk/event_json.hpp"
#include "tests/fakes/scripted_kiosk.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "ui/screens/screens.hpp"
#include "ui/theme/theme.hpp"

namespace storeside {
namespace {

using namespace kiosk;
using Places = std::bitset<std::variant_size_v<Place>>;

constexpr frame::Size kScreen{1080, 1920};

content::Article article(const std::string& id) {
    using Kind = content::Block::Kind;
    return {
        .id = id,
        .language = "en",
        .title = "Article " + id,
        .lead = "The answer in one sentence.",
        .category = "returns",
        .body = {{Kind::heading, 2, {{{"Details"}}}},
                 {Kind::paragraph, 0, {{{"See "}, {"the other one", false, "warranty"}, {"."}}}},
                 {Kind::bullet, 0, {{{"One"}}}},
                 {Kind::numbered, 1, {{{"First"}}}},
                 {Kind::table_header, 0, {{{"What"}}, {{"Price"}}}},
                 {Kind::table_row, 0, {{{"Parcel"}}, {{"€4.90"}}}},
                 {.kind = Kind::picture, .picture = {"media/plan.png", "The way", nullptr}},
                 {.kind = Kind::callout, .callout = content::Callout::tip},
                 {Kind::paragraph, 0, {{{"See "}, {"this", false, "returns"}}}, 1, content::Callout::tip}},
        .related = {{.id = "exchange", .title = "Exchange something", .language = "en"}}};
}

content::Guide guide(const std::string& id) {
    using Leads = content::Choice::Leads;
    return {
        .id = id,
        .language = "en",
        .title = "Guide " + id,
        .category = "services",
        .steps = {{"a",
                   "Is it charged?",
                   {{"Yes", Leads::step, "b"}, {"Nowhere", Leads::step, "gone"}, {"No", Leads::solved, ""}},
                   {{"media/a.png", "Its light", nullptr}, {"media/b.png", "Its plug", nullptr}}},
                  {"b",
                   "Is it on?",
                   {{"Read", Leads::article, "warranty"},
                    {"Again", Leads::step, "a"},
                    {"Person", Leads::agent, ""}}}}};
}

class Monkey {
public:
    Monkey(frame::Frame& frame, const text::Texts& texts, std::uint64_t seed)
        : frame_(frame), texts_(texts), dice_(seed) {
        frame_.forget();
    }

    void play(int taps) {
        for (int i = 0; i < taps && !testing::Test::HasFailure(); ++i) {
            draw();
            check_screen();
            tap();
            surprise();
            check_state();
        }
    }

    const Places& visited() const { return visited_; }

    // What this monkey itself remembers, so that only the kiosk's memory is left to grow.
    void forget_answers() {
        given_ = {};
        owed_ = {};
    }

private:
    State& state() { return kiosk_.state; }
    int roll(int sides) { return std::uniform_int_distribution(0, sides - 1)(dice_); }
    bool one_in(int sides) { return roll(sides) == 0; }

    void draw() {
        motion_ += std::chrono::milliseconds(300);
        frame_.begin(motion_);
        for (auto& touched :
             screens::draw({state(), texts_, kiosk_.clock.now(), warning_ends(state())}, frame_))
            happen(std::move(touched));
        frame_.end();
        visited_.set(state().place.index());
    }

    void tap() {
        const auto& targets = frame_.targets();
        if (targets.empty()) return;
        const auto& target = targets[static_cast<std::size_t>(roll(static_cast<int>(targets.size())))];
        if (!target.enabled) return;
        const auto visible = frame::intersection(target.rect, {0, 0, kScreen.w, kScreen.h});
        if (visible.empty()) return;
        frame_.tap(visible.centre());
        draw();
    }

    // Time, answers, mail and staff come when they like.
    void surprise() {
        kiosk_.clock.advance(std::chrono::milliseconds(roll(one_in(40) ? 90'000 : 1500)));
        if (const auto due = next_deadline(state()); due && kiosk_.clock.now() >= *due) happen(Tick{});
        if (!owed_.empty() && one_in(2)) {
            const auto which = static_cast<std::size_t>(roll(static_cast<int>(owed_.size())));
            Event answer = owed_[which];
            owed_.erase(owed_.begin() + static_cast<std::ptrdiff_t>(which));
            given_.push_back(answer);
            happen(std::move(answer));
        }
        if (!given_.empty() && one_in(4))
            late(given_[static_cast<std::size_t>(roll(static_cast<int>(given_.size())))]);
        if (one_in(60)) happen(LineChanged{one_in(2)});
        if (one_in(60)) happen(PackWaits{});
        if (one_in(40)) happen(SettingsArrived{});
        if (settings_) happen(*std::exchange(settings_, std::nullopt));
        if (one_in(30)) happen(HeldCorner{});
        if (one_in(500)) happen(NotSetUp{});
        if (one_in(25))
            happen(ReplyArrived{{.id = fresh(),
                                 .ticket = ticket(),
                                 .from = "Nadia",
                                 .text = "On my way",
                                 .created_at = kiosk_.clock.now()}});
        if (one_in(60)) happen(TicketMoved{ticket(), tickets::State::closed});
        if (one_in(50)) scan();
    }

    void scan() {
        constexpr std::array codes = {"BB-10023", "https://shop.example/orders/BB-10023?from=receipt",
                                      "STORESIDE1:F9W7-5K19-PZTV-CP9P:https://hub.example.org", "\u03a9\t"};
        frame_.type({frame::Key::Kind::scan, codes[static_cast<std::size_t>(roll(codes.size()))]});
        draw();
    }

    // An answer that was given before belongs to an older question now; one to a record only marks it as
    // stored.
    void late(const Event& event) {
        if (std::holds_alternative<Appended>(event)) return;
        const bool current = std::visit(
            [&](const auto& e) {
                if constexpr (requires { e.tag; })
                    return e.tag == Tag{state().session.number, state().session.request};
                return true;
            },
            event);
        if (current) return;
        const State before = state();
        EXPECT_TRUE(kiosk_.happen(event).empty());
        EXPECT_EQ(state(), before) << "a late " << name(event) << " changed something";
    }

    void happen(Event event) {
        const auto session = state().session.number;
        for (auto& effect : kiosk_.happen(std::move(event)))
            std::visit([this](auto& e) { answer(e); }, effect);
        if (state().session.number != session) {
            EXPECT_TRUE(kiosk_.effect<Forget>()) << "a session ended without Forget";
        }
    }

    void owe(Event event) {
        if (!one_in(8)) owed_.push_back(std::move(event));  // some answers never come
    }

    std::vector<content::Hit> hits() {
        std::vector<content::Hit> found;
        for (int i = roll(6); i > 0; --i)
            found.push_back({one_in(3) ? content::Hit::Kind::guide : content::Hit::Kind::article,
                             "doc-" + std::to_string(i), "Title " + std::to_string(i), "Lead", "en", 1.0});
        return found;
    }

    void answer(const FindWords& e) {
        owe(Found{e.tag, hits(), {"Title 1"}, one_in(3) ? "right words" : ""});
    }
    void answer(const ListCategory& e) { owe(Found{e.tag, hits()}); }
    void answer(const LoadArticle& e) {
        owe(ArticleLoaded{e.tag, one_in(5) ? std::nullopt : std::optional(article(e.id))});
    }
    void answer(const LoadGuide& e) {
        owe(GuideLoaded{e.tag, one_in(5) ? std::nullopt : std::optional(guide(e.id))});
    }
    void answer(const AskOrder& e) {
        owe(OrderArrived{
            e.tag,
            static_cast<OrderArrived::Outcome>(roll(4)),
            {.number = "BB-1", .state = static_cast<orders::State>(roll(9)), .items = {{"Drill", 2}}},
            one_in(2)});
    }
    void answer(const CheckPin& e) {
        owe(PinChecked{e.tag, static_cast<staff::Verdict>(roll(3)), "Nadia", kiosk_.clock.now()});
    }
    void answer(const AskStatus& e) {
        owe(StatusArrived{e.tag, {.unsent = roll(3), .waiting = {{"AAA-AAA", "open", kiosk_.clock.now()}}}});
    }
    void answer(const Enrol& e) {
        const auto problem = static_cast<Setup::Problem>(roll(7));
        owe(Enrolled{e.tag, problem, problem == Setup::Problem::none ? "Aisle 7" : ""});
    }
    void answer(const Append& e) {
        owe(Appended{e.session, std::visit([](const auto& record) { return record.id; }, e.record),
                     !one_in(5)});
    }
    void answer(const AnswerWords& e) {
        content::Answer answer{static_cast<content::Intent>(roll(5)), {}, hits()};
        if (one_in(3)) answer.order_number = Secret("BB-1");
        owe(Answered{e.tag, std::move(answer)});
    }
    void answer(const Forget&) { frame_.forget(); }
    void answer(const SwapPack&) {
        EXPECT_TRUE(kiosk_.at<Attract>() || state().device.content_missing)
            << "a pack was swapped under a shopper";
    }
    void answer(const TakeUpSettings&) {
        SettingsChanged changed{.speech = one_in(2), .loudspeaker = one_in(2)};
        changed.timings.idle_after = std::chrono::seconds(20 + roll(100));
        settings_ = changed;
    }

    void check_screen() {
        const auto has = [&](std::string_view id) {
            return std::ranges::any_of(frame_.targets(),
                                       [&](const auto& t) { return t.id == id && t.enabled; });
        };
        if (warning_ends(state())) {
            EXPECT_TRUE(has("still-here"));
            return;
        }
        const bool of_a_shopper = !std::holds_alternative<Attract>(state().place) &&
                                  !std::holds_alternative<Thanks>(state().place) &&
                                  !std::holds_alternative<StaffPage>(state().place) &&
                                  !std::holds_alternative<Setup>(state().place);
        if (of_a_shopper) {
            EXPECT_TRUE(has("home")) << name(state().place) << " does not lead Home";
            EXPECT_TRUE(has("call")) << name(state().place) << " does not lead to a person";
        }
        EXPECT_FALSE(frame_.targets().empty()) << name(state().place) << " has nothing to touch";
    }

    void check_state() {
        if (std::holds_alternative<Attract>(state().place)) {
            EXPECT_EQ(state().session, (Session{.number = state().session.number}))
                << "something of a session outlived it";
        }
        EXPECT_LE(state().session.trail.size(), 24U);
        EXPECT_LE(state().session.asked.size(), 20U);
    }

    Id fresh() { return make_id(kiosk_.clock.now(), kiosk_.random); }
    Id ticket() { return state().session.contact && !one_in(4) ? state().session.contact->ticket : fresh(); }

    ScriptedKiosk kiosk_;
    frame::Frame& frame_;
    const text::Texts& texts_;
    std::mt19937_64 dice_;
    Duration motion_{};
    std::vector<Event> owed_, given_;
    std::optional<SettingsChanged> settings_;
    Places visited_;
};

int from_environment(const char* name, int otherwise) {
    const char* wanted = std::getenv(name);
    return wanted ? std::atoi(wanted) : otherwise;
}

TEST(Monkey, NoTapAndNoAnswerBreaksTheCoresPromises) {
    // The long run of 200 seeds with 10,000 taps each takes most of an hour: STORESIDE_MONKEY_TAPS=10000.
    const int seeds = from_environment("STORESIDE_MONKEY_SEEDS", 200);
    const int taps = from_environment("STORESIDE_MONKEY_TAPS", 1000);
    const TemporaryFolder no_translations;
    const auto texts = text::Texts::open(no_translations.path()).value();
    auto frame = frame::Frame::open(kScreen, theme::make_theme(0x0B6B4F)).value();
    Places visited;
    for (int seed = 1; seed <= seeds && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Monkey monkey(frame, texts, static_cast<std::uint64_t>(seed));
        monkey.play(taps);
        visited |= monkey.visited();
    }
    EXPECT_TRUE(visited.all()) << "places never visited: " << (~visited).to_string();
}

// What is allocated at a moment depends on the screen it happens on: a few articles' worth is no growth.
TEST(Monkey, MemoryDoesNotGrow) {
    if (::mallinfo2().uordblks == 0) GTEST_SKIP() << "this allocator does not say what it holds";
    constexpr std::size_t kNoGrowth = 256 << 10;
    const int taps = from_environment("STORESIDE_MONKEY_EVENTS", 100'000);
    const TemporaryFolder no_translations;
    const auto texts = text::Texts::open(no_translations.path()).value();
    auto frame = frame::Frame::open(kScreen, theme::make_theme(0x0B6B4F)).value();
    Monkey monkey(frame, texts, 3);
    const auto held = [&] {
        monkey.forget_answers();
        return ::mallinfo2().uordblks;
    };
    monkey.play(taps / 4);  // every glyph is drawn once
    const auto before = held();
    monkey.play(taps);
    EXPECT_LT(held(), before + kNoGrowth);
}

}  // namespace
}  // namespace storeside
