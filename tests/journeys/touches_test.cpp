// The five journeys in every language of the demo shop, with no more touches than docs/journeys.md promises.
#include <gtest/gtest.h>

#include "tests/journeys/shopper.hpp"

namespace storeside {
namespace {

const DemoShop& shop() {
    static const DemoShop built;
    return built;
}

struct Words {
    const char* language;
    const char* typed;  // the beginning of "return", as that language's shoppers would type it
};

class Journeys : public testing::TestWithParam<Words> {
protected:
    void begin() { shopper_.touch("language-" + std::string(GetParam().language)); }
    void rate_and_leave() {
        shopper_.touch("finish");
        shopper_.touch("rating/5");
        EXPECT_EQ(shopper_.place(), "Thanks");
    }

    Shopper shopper_{shop()};
};

TEST_P(Journeys, AnAnswerIsFoundBySearchingInElevenTouches) {
    begin();
    shopper_.touch("question");
    shopper_.type(GetParam().typed);
    ASSERT_TRUE(shopper_.sees("hit-return-without-receipt"));
    shopper_.touch("hit-return-without-receipt");
    EXPECT_EQ(shopper_.place(), "Reading");
    shopper_.touch("helped-yes");
    shopper_.touch("finish");
    EXPECT_EQ(shopper_.place(), "Thanks");
    EXPECT_LE(shopper_.touches(), 11);
}

TEST_P(Journeys, AnAnswerIsFoundByBrowsingInSixTouches) {
    begin();
    shopper_.touch("find-answer");
    shopper_.touch("category-returns");
    shopper_.touch("hit-return-without-receipt");
    EXPECT_EQ(shopper_.place(), "Reading");
    shopper_.touch("helped-yes");
    shopper_.touch("finish");
    EXPECT_EQ(shopper_.place(), "Thanks");
    EXPECT_LE(shopper_.touches(), 6);
}

TEST_P(Journeys, AnOrderIsFoundInTwentyOneTouches) {
    begin();
    shopper_.touch("find-order");
    shopper_.type("10023");
    shopper_.touch("keyboard/submit");
    shopper_.type("01632960123");
    shopper_.touch("keyboard/submit");
    EXPECT_EQ(shopper_.place(), "OrderView");
    shopper_.touch("finish");
    EXPECT_EQ(shopper_.place(), "Thanks");
    EXPECT_LE(shopper_.touches(), 21);
}

TEST_P(Journeys, APersonIsCalledAndRatedInFiveTouches) {
    begin();
    shopper_.touch("call");
    shopper_.touch("send");
    EXPECT_EQ(shopper_.place(), "Conversation");
    shopper_.agent_answers("I am coming to you.");
    rate_and_leave();
    EXPECT_EQ(shopper_.tickets().size(), 1U);
    EXPECT_LE(shopper_.touches(), 5);
}

TEST_P(Journeys, AMessageIsLeftWithoutALineInThreeTouches) {
    shopper_.line(false);
    begin();
    shopper_.touch("call");
    shopper_.touch("send");
    EXPECT_EQ(shopper_.place(), "Conversation");
    ASSERT_EQ(shopper_.tickets().size(), 1U);
    EXPECT_EQ(shopper_.tickets()[0].channel, tickets::Channel::message);
    EXPECT_LE(shopper_.touches(), 3);
}

// WCAG 3.3.7: what was searched, read and looked up is in the ticket, and the question is filled in.
TEST_P(Journeys, ACallNeverAsksAgainForWhatWasGiven) {
    begin();
    shopper_.touch("question");
    shopper_.type(GetParam().typed);
    shopper_.touch("hit-return-without-receipt");
    shopper_.touch("helped-no");
    shopper_.touch("call");
    EXPECT_EQ(std::get<kiosk::CallAgent>(shopper_.state().place).question.view(), GetParam().typed);
    shopper_.touch("send");
    ASSERT_EQ(shopper_.tickets().size(), 1U);
    EXPECT_GE(shopper_.tickets()[0].journey.size(), 2U);
    EXPECT_EQ(shopper_.tickets()[0].question, GetParam().typed);
}

INSTANTIATE_TEST_SUITE_P(InEveryLanguage, Journeys,
                         testing::Values(Words{"en", "return"}, Words{"el", "επιστρ"}, Words{"ru", "вернут"},
                                         Words{"hr", "povrat"}, Words{"tr", "iade"},
                                         // The screen speaks these, the pack answers in English.
                                         Words{"de", "return"}, Words{"es", "return"}),
                         [](const testing::TestParamInfo<Words>& words) {
                             return std::string(words.param.language);
                         });

}  // namespace
}  // namespace storeside
