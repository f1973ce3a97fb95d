#include <imgui.h>

#include "tests/unit/ui/frame/frame_fixture.hpp"
#include "ui/frame/painter.hpp"
#include "ui/frame/pictures.hpp"

namespace storeside::frame {
namespace {

using testing::Contains;
using testing::IsEmpty;

// A PNG of two pixels beside each other.
constexpr unsigned char kTwoPixels[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0xd1, 0x49, 0x20, 0x56, 0x00,
    0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x50, 0x78, 0x00, 0x00, 0x01, 0x23, 0x01,
    0x01, 0x63, 0x1f, 0xdc, 0x94, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

TEST_F(FrameTest, AnswersATapByLabelOnceAndInTheNextPassOnly) {
    int touched = 0;
    const auto screen = [&] { touched += frame_.primary("go", "Call a person") ? 1 : 0; };
    settle(screen);
    tap("Call a person");
    settle(screen);
    EXPECT_EQ(touched, 1);
}

TEST_F(FrameTest, AnswersEveryTapThatWaitsInOrder) {
    std::string said;
    const auto screen = [&] {
        if (frame_.secondary("a", "A")) said += "a";
        if (frame_.secondary("b", "B")) said += "b";
    };
    settle(screen);
    tap("B");
    tap("A");
    tap("B");
    settle(screen);
    EXPECT_EQ(said, "bab");
}

TEST_F(FrameTest, ADisabledButtonIsThereButCannotBeTouched) {
    bool touched = false;
    const auto screen = [&] { touched = touched || frame_.primary("go", "Send", "", false); };
    settle(screen);
    EXPECT_FALSE(target("go").enabled);
    EXPECT_EQ(target_labelled(frame_.targets(), "Send"), nullptr);
    frame_.tap(target("go").rect.centre());
    settle(screen);
    EXPECT_FALSE(touched);
}

TEST_F(FrameTest, SlidingOffAButtonCancelsIt) {
    bool touched = false;
    const auto screen = [&] { touched = touched || frame_.primary("go", "Send"); };
    settle(screen);
    const Point inside = target("go").rect.centre();
    touch(TouchEvent::Kind::down, inside);
    touch(TouchEvent::Kind::move, {inside.x, inside.y + 600});
    touch(TouchEvent::Kind::up, {inside.x, inside.y + 600});
    settle(screen);
    EXPECT_FALSE(touched);
}

TEST_F(FrameTest, ADragScrollsTheListAndTapsNoRow) {
    int touched = 0;
    const auto screen = [&] {
        frame_.scroll("list", [&] {
            for (int i = 0; i < 40; ++i) touched += frame_.row(std::to_string(i), "Row") ? 1 : 0;
        });
    };
    settle(screen);
    const float before = target("5").rect.y;
    touch(TouchEvent::Kind::down, target("5").rect.centre());
    touch(TouchEvent::Kind::move, {500, target("5").rect.y - 200});
    touch(TouchEvent::Kind::up, {500, target("5").rect.y - 200});
    settle(screen);
    EXPECT_LT(target("5").rect.y, before - 100);
    EXPECT_EQ(touched, 0);
}

TEST_F(FrameTest, WhatIsAddedToAListCanBeBroughtIntoSight) {
    int rows = 40;
    const auto screen = [&] {
        frame_.scroll("list", [&] {
            for (int i = 0; i < rows; ++i) frame_.row(std::to_string(i), "Row");
        });
    };
    settle(screen);
    rows = 41;
    frame_.show_end("list");
    settle(screen);
    EXPECT_LE(target("40").rect.bottom(), kPortrait.h);
    EXPECT_GT(target("40").rect.h, 80);
}

TEST_F(FrameTest, WhatIsScrolledAwayCannotBeTouched) {
    const auto screen = [&] {
        frame_.scroll("list", [&] {
            for (int i = 0; i < 40; ++i) frame_.row(std::to_string(i), "Row");
        });
    };
    settle(screen);
    EXPECT_LT(frame_.targets().size(), 20U);
    EXPECT_THAT(check_targets(frame_.targets(), kPortrait), IsEmpty());
}

TEST_F(FrameTest, AnOverlayLeavesNothingBelowItToTouch) {
    bool below = false;
    bool more = false;
    const auto screen = [&] {
        below = frame_.primary("below", "Below") || below;
        frame_.overlay("idle", [&] { more = frame_.primary("more", "I need more time") || more; });
    };
    frame_.begin(now_);
    frame_.primary("below", "Below");
    frame_.end();
    const Point there = target("below").rect.centre();
    settle(screen);
    EXPECT_EQ(target_labelled(frame_.targets(), "Below"), nullptr);
    frame_.tap(there);
    settle(screen);
    EXPECT_FALSE(below);
    tap("I need more time");
    settle(screen);
    EXPECT_TRUE(more);
}

TEST_F(FrameTest, ForgetsEverythingOfASession) {
    const std::string typed = "planted-word";
    const auto list = [&] {
        frame_.field({.id = "f", .label = "Field", .text = typed, .hint = ""});
        frame_.scroll("list", [&] {
            for (int i = 0; i < 40; ++i) frame_.row(std::to_string(i), "Row");
        });
    };
    settle(list);
    const float top = target("0").rect.y;
    touch(TouchEvent::Kind::down, {500, 900});
    touch(TouchEvent::Kind::move, {500, 500});
    touch(TouchEvent::Kind::up, {500, 500});
    settle(list);
    frame_.remembered("shift") = 2;
    frame_.type({Key::Kind::text, "x"});
    EXPECT_THAT(frame_.words(), Contains(typed));

    frame_.forget();
    EXPECT_THAT(frame_.words(), IsEmpty());
    EXPECT_THAT(frame_.targets(), IsEmpty());
    EXPECT_EQ(frame_.remembered("shift"), 0);
    settle([&] { EXPECT_EQ(frame_.take_key(), std::nullopt); });
    settle(list);
    EXPECT_EQ(target("0").rect.y, top);
}

TEST_F(FrameTest, MayForgetInTheMiddleOfAPass) {
    const auto screen = [&] {
        if (frame_.primary("end", "End")) frame_.forget();
        frame_.title("After");
    };
    settle(screen);
    tap("End");
    settle(screen);
    EXPECT_THAT(frame_.words(), Contains("After"));
}

TEST_F(FrameTest, AScanIsNoKeyAndAKeyNoScan) {
    frame_.type({Key::Kind::text, "a"});
    frame_.type({Key::Kind::scan, "BB-10023"});
    std::string keys, scans;
    settle([&] {
        if (auto key = frame_.take_key()) keys += key->text;
        if (auto code = frame_.take_scan()) scans += *code;
    });
    EXPECT_EQ(keys, "a");
    EXPECT_EQ(scans, "BB-10023");
}

TEST_F(FrameTest, GivesTypedKeysOneByOne) {
    frame_.type({Key::Kind::text, "a"});
    frame_.type({Key::Kind::submit, {}});
    std::vector<Key> keys;
    const auto screen = [&] {
        if (auto key = frame_.take_key()) keys.push_back(*key);
    };
    settle(screen);
    EXPECT_EQ(keys, (std::vector<Key>{{Key::Kind::text, "a"}, {Key::Kind::submit, {}}}));
}

TEST_F(FrameTest, AParagraphAnswersTheLinkThatWasTouched) {
    std::optional<std::string> link;
    const Rich text(std::vector<Span>{
        {"See the ", false, {}}, {"returns", false, "article/returns"}, {" page.", false, {}}});
    const auto screen = [&] {
        if (auto touched = frame_.paragraph(text)) link = touched;
    };
    settle(screen);
    tap("returns");
    settle(screen);
    EXPECT_EQ(link, "article/returns");
}

TEST_F(FrameTest, AFieldTellsFocusFromClear) {
    std::optional<FieldTouch> touched;
    const auto screen = [&] {
        const Field field{.id = "f", .label = "Question", .text = "drill", .hint = "", .clear = "Clear"};
        if (auto now = frame_.field(field)) touched = now;
    };
    settle(screen);
    tap("Question");
    settle(screen);
    EXPECT_EQ(touched, FieldTouch::focus);
    tap("Clear");
    settle(screen);
    EXPECT_EQ(touched, FieldTouch::clear);
}

TEST_F(FrameTest, AMaskedFieldShowsNothingOfItsText) {
    settle([&] { frame_.field({.id = "pin", .label = "PIN", .text = "4711", .hint = "", .masked = true}); });
    for (const std::string& words : frame_.words()) EXPECT_EQ(words.find('7'), std::string::npos);
    EXPECT_THAT(frame_.words(), Contains("••••"));
}

TEST_F(FrameTest, FacesAnswerOneToFive) {
    std::optional<int> rated;
    const std::vector<std::string> words = {"Very bad", "Bad", "So-so", "Good", "Very good"};
    const auto screen = [&] {
        if (auto now = frame_.faces("rate", words)) rated = now;
    };
    settle(screen);
    EXPECT_THAT(check_targets(frame_.targets(), kPortrait), IsEmpty());
    tap("Good");
    settle(screen);
    EXPECT_EQ(rated, 4);
}

TEST_F(FrameTest, ABandLeavesAirToWhatFollowsBothWaysRound) {
    const auto screen = [&] {
        frame_.band("account", "Staff mode");
        frame_.columns(
            "c", [&] { frame_.secondary("main", "Main"); }, [&] { frame_.primary("aside", "Aside"); });
    };
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        settle(screen);
        EXPECT_EQ(frame_.nodes()[0].rect.y, 0);
        EXPECT_GE(target("main").rect.y, frame_.nodes()[0].rect.bottom() + 24);
    }
}

TEST_F(FrameTest, AFieldShowsTheEndOfWhatIsTypedAndElseTheStart) {
    const std::string text = "Return something " + std::string(100, 'w') + " without a receipt";
    bool focused = true;
    const auto screen = [&] {
        frame_.field({.id = "f", .label = "", .text = text, .hint = "", .focused = focused});
    };
    settle(screen);
    EXPECT_TRUE(frame_.words().back().ends_with("a receipt"));
    focused = false;
    settle(screen);
    EXPECT_TRUE(frame_.words().back().starts_with("Return"));
    EXPECT_TRUE(frame_.words().back().ends_with("…"));
}

TEST_F(FrameTest, PinsTheAsideBelowInPortraitAndBesideInLandscape) {
    const auto screen = [&] {
        frame_.columns(
            "c", [&] { frame_.secondary("main", "Main"); }, [&] { frame_.primary("aside", "Aside"); });
    };
    settle(screen);
    EXPECT_GT(target("aside").rect.y, 1700);
    frame_.resize(kLandscape);
    settle(screen);
    EXPECT_EQ(target("aside").rect.y, target("main").rect.y);
    EXPECT_GT(target("aside").rect.x, target("main").rect.right());
}

TEST_F(FrameTest, CellsOfARowAreEquallyHigh) {
    frame_.resize(kLandscape);
    settle([&] {
        frame_.grid("g", 1, 3, [&] {
            frame_.card("a", "home", "Short", "");
            frame_.card("b", "home", "Long",
                        "A text that takes more than one line in a narrow cell, quite a few even");
            frame_.card("c", "home", "Short", "");
        });
    });
    EXPECT_EQ(target("a").rect.h, target("b").rect.h);
    EXPECT_EQ(target("a").rect.y, target("c").rect.y);
    EXPECT_THAT(check_targets(frame_.targets(), kLandscape), IsEmpty());
}

TEST_F(FrameTest, AStillScreenWantsNoFrameAndAMovingOneDoes) {
    settle([&] { frame_.title("Still"); });
    EXPECT_EQ(frame_.next_frame(), std::nullopt);
    settle([&] { frame_.breathing_ring("human"); });
    EXPECT_NE(frame_.next_frame(), std::nullopt);
    theme::Theme calm = theme::make_theme(0x0B6B4F);
    calm.motion.reduced = true;
    frame_.set_theme(calm);
    settle([&] {
        frame_.breathing_ring("human");
        frame_.typing();
    });
    EXPECT_EQ(frame_.next_frame(), std::nullopt);
}

TEST_F(FrameTest, APageSlidesInAndComesToRest) {
    const auto first = [&] { frame_.page("home"); };
    const auto second = [&] { frame_.page("article", Frame::Enter::forward); };
    settle(first);
    EXPECT_EQ(frame_.next_frame(), std::nullopt);
    pass(second);
    EXPECT_NE(frame_.next_frame(), std::nullopt);
    now_ += 1s;
    pass(second);
    EXPECT_EQ(frame_.next_frame(), std::nullopt);
}

TEST_F(FrameTest, ACornerHeldLongEnoughIsToldOnce) {
    int told = 0;
    const auto screen = [&] { told += frame_.corner_held(2s) ? 1 : 0; };
    settle(screen);
    touch(TouchEvent::Kind::down, {40, 40});
    pass(screen);
    EXPECT_NE(frame_.next_frame(), std::nullopt);
    now_ += 1s;
    pass(screen);
    EXPECT_EQ(told, 0);
    now_ += 1s;
    pass(screen);
    pass(screen);
    EXPECT_EQ(told, 1);
}

TEST_F(FrameTest, DrawsHostileTextAndPicturesWithoutHarm) {
    std::string bytes = "\x89PNG\r\n\x1a\n";
    for (int i = 0; i < 200; ++i) bytes += static_cast<char>(i * 37);
    settle([&] {
        frame_.title("\xff\xfe\xf0\x9f\x98\x80\u200F\u05D0");
        frame_.image({.key = "bad", .bytes = bytes, .words = "Drill"}, 200);
        frame_.qr(std::string(5000, 'x'));
        frame_.qr("");
        frame_.status("no-such-icon", Tone::danger, "");
        frame_.table({}, {});
        frame_.timeline({});
    });
    EXPECT_THAT(frame_.words(), Contains("Drill"));
}

TEST_F(FrameTest, DrawsAPictureTheSameOnceTheWindowHasItAndItsPixelsAreLetGo) {
    const std::string bytes(std::begin(kTwoPixels), std::end(kTwoPixels));
    const auto screen = [&] { frame_.image({.key = "two", .bytes = bytes, .words = "Drill"}, 200); };
    const auto drawn = [&] {
        settle(screen);
        const ImDrawList& list = frame_.painter().list();
        std::vector<float> shapes;
        for (const auto& vertex : list.VtxBuffer) shapes.insert(shapes.end(), {vertex.pos.x, vertex.pos.y});
        for (const auto& command : list.CmdBuffer)
            shapes.push_back(static_cast<float>(reinterpret_cast<std::uintptr_t>(command.TextureId)));
        return shapes;
    };
    const auto before = drawn();
    const auto& entry = frame_.pictures().all().at("two");
    ASSERT_EQ(entry.decoded.rgba.size(), 8u);
    frame_.let_go_of_pixels();
    EXPECT_EQ(entry.decoded.rgba.capacity(), 0u);
    EXPECT_EQ(drawn(), before);
    EXPECT_THAT(before, Contains(static_cast<float>(entry.texture)));
}

}  // namespace
}  // namespace storeside::frame
