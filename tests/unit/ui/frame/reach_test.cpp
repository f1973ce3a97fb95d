#include "tests/unit/ui/frame/frame_fixture.hpp"

namespace storeside::frame {
namespace {

TEST_F(FrameTest, InReachModeAPagesFirstWordsStandTogetherAboveWhatIsInReach) {
    const auto screen = [&] {
        frame_.title("Ready at desk 3");
        frame_.quiet_text("Go there with a photo ID.");
        frame_.secondary("go", "Go on");
    };
    const auto gap = [&] {
        const Rect title = frame_.nodes()[0].rect;
        return frame_.nodes()[1].rect.y - title.bottom();
    };
    settle(screen);
    const float usual = gap();
    frame_.set_reach(0.4F);
    settle(screen);
    EXPECT_EQ(gap(), usual);
    EXPECT_LT(frame_.nodes()[1].rect.bottom(), 0.6F * 1920);
    EXPECT_GE(target("go").rect.y, 0.6F * 1920);
}

TEST_F(FrameTest, InReachModeWordsWithoutRoomAboveAreWithTheRest) {
    std::string long_text;
    for (int i = 0; i < 200; ++i) long_text += "many words ";
    frame_.set_reach(0.4F);
    settle([&] {
        frame_.title("Short");
        frame_.scroll("rest", [&] { frame_.lead(long_text); });
    });
    EXPECT_LT(frame_.nodes()[0].rect.bottom(), 0.6F * 1920);
    EXPECT_GE(frame_.nodes()[1].rect.y, 0.6F * 1920);
}

TEST_F(FrameTest, InReachModeAFieldThatTheKeyboardFillsIsShownAboveAndNotTouched) {
    const auto screen = [&] {
        frame_.field({.id = "f",
                      .label = "",
                      .text = "drill",
                      .hint = "Words",
                      .focused = true,
                      .clear = "Clear",
                      .above_reach = true});
        frame_.row("row", "Drills");
    };
    settle(screen);
    EXPECT_NE(target_labelled(frame_.targets(), "Clear"), nullptr);
    frame_.set_reach(0.4F);
    settle(screen);
    EXPECT_EQ(frame_.targets().size(), 1U);
    EXPECT_GE(target("row").rect.y, 0.6F * 1920);
    const Node* field = node_called(frame_.nodes(), "f");
    ASSERT_NE(field, nullptr);
    EXPECT_TRUE(field->typing);
    EXPECT_LT(field->rect.bottom(), 0.6F * 1920);
}

}  // namespace
}  // namespace storeside::frame
