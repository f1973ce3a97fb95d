// What a pack brings to the screen: pictures, callouts, guides, notices, opening hours, and what nobody
// should have written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "ui/frame/painter.hpp"
#include "ui/screens/screens.hpp"
#include "ui/window/null_window.hpp"

namespace storeside::screens {
namespace {

using namespace std::chrono_literals;
using content::Block;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Kind = Block::Kind;

// Saturday, 21 November 2026, 19:30 in Athens.
const Time kEvening = *parse_rfc3339("2026-11-21T17:30:00.000Z");

class ContentScreens : public testing::Test {
protected:
    ContentScreens() {
        content::Storefront front{.language = "en", .store_name = "Corner Shop"};
        front.store.week.assign(7, {{8 * 60, 20 * 60}});
        front.store.week[6].clear();
        front.store.services = {{"key", "Keys", "Desk 2", "keys"}, {"coffee", "Café", "Upstairs", ""}};
        front.notices = {{"sale", "Paint week", "All paint.", "paint"}};
        front.popular = {{.id = "returns", .title = "Return something", .language = "en"},
                         {.id = "parking", .title = "Где припарковаться", .language = "ru"}};
        state_.device.storefronts = {front};
        state_.session.language = "en";
        state_.place = kiosk::Home{};
    }

    // Presents the state and answers the words on the screen.
    std::vector<std::string> shown() {
        window_.present([this](frame::Frame& f) {
            for (auto& event : draw({state_, texts_, now_, {}}, f)) touched_.push_back(std::move(event));
        });
        return window_.frame().words();
    }

    std::string all_words() {
        std::string all;
        for (const auto& line : shown()) all += line + "\n";
        return all;
    }

    template <class E>
    std::optional<E> tap(std::string_view id) {
        shown();
        // A link over two lines is there twice.
        const auto& targets = window_.frame().targets();
        const auto found = std::ranges::find(targets, id, &frame::Target::id);
        if (found != targets.end()) window_.frame().tap(found->rect.centre());
        touched_.clear();
        shown();
        if (touched_.size() != 1 || !std::holds_alternative<E>(touched_[0])) return std::nullopt;
        return std::get<E>(touched_[0]);
    }

    void read(content::Article article) {
        state_.place =
            kiosk::Reading{.id = article.id, .loading = kiosk::Loading::ready, .article = std::move(article)};
    }

    kiosk::State state_;
    Time now_ = kEvening;
    text::Texts texts_ = text::Texts::open("/nowhere", "en", "Europe/Athens").value();
    window::NullWindow window_{frame::Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F)).value(),
                               [] { return Duration(1h); }};
    Touched touched_;
};

// The shop's own languages come first once its pack is open: until then nothing is there to be touched by
// mistake.
TEST_F(ContentScreens, TheGreetingOffersNoLanguageUntilThePackIsOpenOrMissing) {
    state_.place = kiosk::Attract{};
    state_.device.catalogues = {"en", "de"};
    state_.device.storefronts.clear();
    EXPECT_EQ(all_words().find("Deutsch"), std::string::npos);
    state_.device.content_missing = true;
    EXPECT_NE(all_words().find("Deutsch"), std::string::npos);
}

TEST_F(ContentScreens, TheGreetingOffersAPersonWhileNoAnswersAreLoaded) {
    state_.place = kiosk::Attract{};
    state_.device.catalogues = {"en"};
    state_.device.storefronts.clear();
    state_.device.content_missing = true;
    shown();
    const auto* call = frame::target_labelled(window_.frame().targets(), "Call a person");
    ASSERT_NE(call, nullptr);
    window_.frame().tap(call->rect.centre());
    touched_.clear();
    shown();
    ASSERT_EQ(touched_.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<kiosk::Began>(touched_[0]));
    EXPECT_TRUE(std::holds_alternative<kiosk::CalledPerson>(touched_[1]));
}

TEST_F(ContentScreens, WhereOrdersCannotBeLookedUpOneCallsOrTriesAgain) {
    state_.place = kiosk::OrderEntry{
        .number = Secret("BB-1"), .factor = Secret("1"), .problem = kiosk::OrderEntry::Problem::unavailable};
    for (const frame::Size size : {frame::Size{1080, 1920}, frame::Size{1920, 1080}}) {
        window_.frame().resize(size);
        EXPECT_THAT(shown(), Contains("Find my order"));
        for (const auto& target : window_.frame().targets()) EXPECT_NE(target.role, frame::Role::key);
        EXPECT_TRUE(tap<kiosk::CalledPerson>("ask-person"));
        EXPECT_TRUE(tap<kiosk::Submitted>("try-again"));
        EXPECT_TRUE(tap<kiosk::ChoseField>("number"));
    }
}

TEST_F(ContentScreens, AnOrderThatWasKeptSaysHowOldItIs) {
    const orders::Order order{.number = "BB-1", .state = orders::State::packed, .as_of = now_ - 26h};
    state_.place = kiosk::OrderView{order, true};
    EXPECT_THAT(all_words(), HasSubstr("No connection right now: this is as of"));
    EXPECT_THAT(all_words(), Not(HasSubstr("As of")));
    state_.place = kiosk::OrderView{order, false};
    EXPECT_THAT(all_words(), Not(HasSubstr("No connection")));
    EXPECT_THAT(all_words(), HasSubstr("As of"));
}

TEST_F(ContentScreens, WhereNoKeptOrderMatchesOneMayTypeAgain) {
    state_.place = kiosk::OrderEntry{
        .number = Secret("BB-1"), .factor = Secret("1"), .problem = kiosk::OrderEntry::Problem::not_kept};
    EXPECT_THAT(all_words(), HasSubstr("No connection right now."));
    const auto& targets = window_.frame().targets();
    EXPECT_TRUE(std::ranges::any_of(targets, [](const auto& t) { return t.role == frame::Role::key; }));
}

TEST_F(ContentScreens, HomeSaysWhetherWeAreOpenAndLeadsToMore) {
    EXPECT_THAT(shown(), Contains("Open now, until 20:00"));
    EXPECT_TRUE(tap<kiosk::OpenedStore>("store"));
    now_ += 1h;
    EXPECT_THAT(all_words(), HasSubstr("Closed now. Opens: Monday, 08:00")) << "Sunday is closed";
    state_.device.storefronts[0].store = {};
    EXPECT_THAT(shown(), Not(Contains(HasSubstr("now"))));
}

TEST_F(ContentScreens, HomeHasOneNoticeThatOpensItsArticle) {
    EXPECT_THAT(shown(), Contains("Paint week"));
    EXPECT_EQ(tap<kiosk::OpenedHit>("notice").value().id, "paint");
}

// Wherever a shopper types what is about them.
TEST_F(ContentScreens, APrivacyNoticeStandsThereAndIsOneTouchFromTheShopsOwnWords) {
    state_.session.contact = kiosk::Contact{.code = "K7Q-3FM"};
    const std::pair<kiosk::Place, std::string> places[] = {
        {kiosk::OrderEntry{}, "Used only to find the order"},
        {kiosk::CallAgent{}, "What you write goes to this"},
        {kiosk::Conversation{}, "What you write goes to this"}};
    for (const frame::Size size : {frame::Size{1080, 1920}, frame::Size{1920, 1080}}) {
        window_.frame().resize(size);
        for (const auto& [place, sentence] : places) {
            state_.place = place;
            state_.device.storefronts[0].privacy.clear();
            EXPECT_THAT(all_words(), HasSubstr(sentence));
            EXPECT_FALSE(tap<kiosk::OpenedHit>("link/data")) << "a shop without words of its own";
            state_.device.storefronts[0].privacy = "data";
            EXPECT_THAT(all_words(), HasSubstr(sentence));
            EXPECT_EQ(tap<kiosk::OpenedHit>("link/data").value_or(kiosk::OpenedHit{}).id, "data");
        }
    }
}

TEST_F(ContentScreens, RowsNameTheLanguageOfWhatIsNotTranslated) {
    EXPECT_THAT(shown(), Contains("Русский"));
    EXPECT_THAT(shown(), Not(Contains(HasSubstr("English · "))));
}

TEST_F(ContentScreens, AnArticleThatIsNotTranslatedSaysInWhichLanguageItIs) {
    read({.id = "x", .language = "ru", .title = "Парковка", .lead = "Бесплатно."});
    EXPECT_THAT(shown(), Contains("Парковка"));
    EXPECT_THAT(all_words(), HasSubstr("Русский · This answer is not translated yet."));
}

TEST_F(ContentScreens, WhatWasMeantIsOfferedAboveWhatWasFoundAndWhenNothingWas) {
    kiosk::Search place{.words = Secret("retrun"), .hits = {{.id = "returns", .title = "Return something"}}};
    state_.place = place;
    EXPECT_THAT(all_words(), Not(HasSubstr("Did you mean")));
    place.corrected = Secret("return");
    for (const frame::Size size : {frame::Size{1080, 1920}, frame::Size{1920, 1080}}) {
        window_.frame().resize(size);
        for (const bool found : {true, false}) {
            auto shown_place = place;
            if (!found) shown_place.hits.clear();
            state_.place = shown_place;
            EXPECT_THAT(all_words(), HasSubstr("Did you mean: return?"));
            EXPECT_EQ(all_words().find("We found nothing") == std::string::npos, found);
            const auto chosen = tap<kiosk::ChoseSuggestion>("did-you-mean");
            ASSERT_TRUE(chosen);
            EXPECT_EQ(chosen->text, "return");
        }
    }
}

TEST_F(ContentScreens, TheBestAnswerIsACardWhereThereIsRoom) {
    state_.place = kiosk::Search{.words = Secret("return"),
                                 .hits = {{.id = "returns", .title = "Return something", .language = "en"},
                                          {.id = "parking", .title = "Parking", .language = "en"}}};
    const auto role = [this](std::string_view id) {
        shown();
        return frame::node_called(window_.frame().nodes(), id)->role;
    };
    EXPECT_EQ(role("hit-returns"), frame::Role::card);
    EXPECT_EQ(role("hit-parking"), frame::Role::row);
    EXPECT_TRUE(tap<kiosk::OpenedHit>("hit-returns"));
    window_.frame().resize({1920, 1080});
    EXPECT_EQ(role("hit-returns"), frame::Role::row);
}

TEST_F(ContentScreens, WhatWasAskedForIsStrongInTitleAndLead) {
    const auto width = [this](std::vector<content::Mark> title, std::vector<content::Mark> lead) {
        state_.place = kiosk::Search{.words = Secret("x"),
                                     .hits = {{.id = "returns",
                                               .title = "Return",
                                               .lead = "Bring it back.",
                                               .language = "en",
                                               .title_marks = std::move(title),
                                               .lead_marks = std::move(lead)}}};
        shown();
        float sum = 0;
        const auto& list = window_.frame().painter().list();
        for (const auto& vertex : list.VtxBuffer) sum += vertex.pos.x;
        return sum;
    };
    const float plain = width({}, {});
    EXPECT_NE(width({{0, 6}}, {}), plain);
    EXPECT_NE(width({}, {{0, 5}}), plain);
    EXPECT_EQ(width({{0, 99}}, {{7, 3}}), plain);
}

TEST_F(ContentScreens, OftenAskedFollowsWhatIsOpenedHere) {
    for (int i = 0; i < 4; ++i)
        kiosk::count(state_.device.popularity, std::vector<std::string>{"parking"}, now_);
    const auto words = shown();
    EXPECT_LT(std::ranges::find(words, "Где припарковаться"), std::ranges::find(words, "Return something"));
}

TEST_F(ContentScreens, TheStoreShowsItsWeekAndWhatIsWhere) {
    state_.place = kiosk::StoreInfo{};
    const auto words = all_words();
    EXPECT_THAT(words, HasSubstr("Monday – Saturday\n08:00–20:00"));
    EXPECT_THAT(words, HasSubstr("Sunday\nClosed"));
    EXPECT_THAT(words, HasSubstr("Café\nUpstairs"));
    EXPECT_EQ(tap<kiosk::OpenedHit>("service-0").value().id, "keys");
}

TEST_F(ContentScreens, AGuideSaysHowFarAlongItIs) {
    using Leads = content::Choice::Leads;
    const content::Guide guide{
        .id = "tool",
        .language = "en",
        .title = "My tool",
        .steps = {{"a", "First?", {{"Yes", Leads::step, "b"}, {"No", Leads::step, "c"}}},
                  {"b", "Second?", {{"Yes", Leads::step, "c"}}},
                  {"c", "Third?", {{"Yes", Leads::solved, ""}}}}};
    kiosk::Guiding place{.id = "tool", .loading = kiosk::Loading::ready, .guide = guide, .path = {0}};
    state_.place = place;
    EXPECT_THAT(all_words(), HasSubstr("My tool · Step 1 of 3"));
    EXPECT_TRUE(tap<kiosk::CalledPerson>("not-helped"));
    place.path = {0, 2};
    state_.place = place;
    EXPECT_THAT(all_words(), HasSubstr("My tool · Step 2 of 2"));
}

// The button that ends a visit where nothing else is left to do is the large one.
TEST_F(ContentScreens, AMessageThatIsSentAndAClosedConversationLeaveOneThingToDo) {
    state_.device.online = true;
    state_.place = kiosk::Conversation{};
    const auto height = [&](tickets::Channel channel, tickets::State state) {
        state_.session.contact = kiosk::Contact{};
        state_.session.contact->code = "K7Q-3FM";
        state_.session.contact->channel = channel;
        state_.session.contact->state = state;
        shown();
        return frame::target_labelled(window_.frame().targets(), "I am done")->rect.h;
    };
    const auto primary = theme::Heights{}.primary, secondary = theme::Heights{}.button;
    EXPECT_EQ(height(tickets::Channel::chat, tickets::State::open), secondary);
    EXPECT_THAT(window_.frame().nodes(), Contains(testing::Field(&frame::Node::id, "message")));
    EXPECT_EQ(height(tickets::Channel::chat, tickets::State::closed), primary);
    EXPECT_THAT(window_.frame().nodes(), Not(Contains(testing::Field(&frame::Node::id, "message"))));
    EXPECT_TRUE(tap<kiosk::CalledPerson>("ask-person"));
    EXPECT_EQ(height(tickets::Channel::message, tickets::State::open), primary);
}

TEST_F(ContentScreens, AStripOfPicturesIsNumberedAndCaptioned) {
    content::Step step{"a", "Wipe it.", {{"Done", content::Choice::Leads::solved, ""}}, {}};
    step.pictures = {{"media/a.png", "Take it out", nullptr}, {"media/b.png", "Wipe it dry", nullptr}};
    state_.place = kiosk::Guiding{.id = "x",
                                  .loading = kiosk::Loading::ready,
                                  .guide = {.id = "x", .language = "en", .title = "X", .steps = {step}},
                                  .path = {0}};
    for (const char* text : {"1", "2", "Take it out", "Wipe it dry"}) EXPECT_THAT(shown(), Contains(text));
}

TEST_F(ContentScreens, APictureThatIsBrokenOrGoneIsItsWords) {
    const auto broken = std::make_shared<const content::Media>(content::Media{"k", "\x89PNG and nothing"});
    content::Article article{.id = "x", .language = "en", .title = "X"};
    article.body = {{.kind = Kind::picture, .picture = {"media/a.png", "The way out", broken}},
                    {.kind = Kind::picture, .picture = {"media/b.png", "The way in", nullptr}}};
    read(article);
    EXPECT_THAT(shown(), Contains("The way out"));
    EXPECT_THAT(shown(), Contains("The way in"));
}

TEST_F(ContentScreens, ACalloutSaysWhatItIsInAWord) {
    content::Article article{.id = "x", .language = "en", .title = "X"};
    article.body = {{.kind = Kind::callout, .callout = content::Callout::warning},
                    {.cells = {{{"Switch it off.", false, ""}}}, .callout = content::Callout::warning}};
    read(article);
    EXPECT_THAT(all_words(), HasSubstr("Please note\nSwitch it off."));
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

class Unreadable : public ContentScreens, public testing::WithParamInterface<std::string> {};

TEST_P(Unreadable, IsDrawnAndStillLeadsHomeAndToAPerson) {
    for (const frame::Size size : {frame::Size{1080, 1920}, frame::Size{800, 480}}) {
        window_.frame().resize(size);
        content::Article article{.id = "x", .language = "en", .title = GetParam(), .lead = GetParam()};
        for (const auto kind : {Kind::heading, Kind::paragraph, Kind::bullet, Kind::numbered,
                                Kind::table_header, Kind::table_row, Kind::picture, Kind::callout})
            article.body.push_back({.kind = kind,
                                    .cells = {{{GetParam(), true, "x"}}, {{GetParam(), false, ""}}},
                                    .depth = 3,
                                    .callout = content::Callout::tip,
                                    .picture = {"media/x.png", GetParam(), nullptr}});
        article.related = {{.id = "y", .title = GetParam(), .language = GetParam()}};
        read(article);
        shown();
        for (const char* id : {"home", "call"})
            EXPECT_THAT(window_.frame().targets(), Contains(testing::Field(&frame::Target::id, id)));
    }
}

INSTANTIATE_TEST_SUITE_P(Texts, Unreadable,
                         testing::Values("", std::string(100'000, 'W'), repeated("word ", 20'000),
                                         repeated("\u05e9\u05dc\u05d5\u05dd ", 25'000),       // Hebrew
                                         repeated("\u0645\u0631\u062d\u0628\u0627", 20'000),  // Arabic
                                         repeated("\u202e\u200f\u2066", 30'000),  // marks of direction alone
                                         repeated("\u0378\U000e0fff\U0010fffd",
                                                  30'000),  // unassigned, private
                                         repeated("e\u0301\u0301\u0301", 25'000), repeated("\n", 2'000),
                                         std::string("\xff\xc3\x28\xf0\x9f", 5)));

}  // namespace
}  // namespace storeside::screens
