#include "ui/frame/node.hpp"

#include <gtest/gtest.h>

#include "ui/frame/frame.hpp"

namespace storeside::frame {
namespace {

using namespace std::chrono_literals;

class FocusTest : public testing::Test {
protected:
    void pass(const Frame::Draw& draw) {
        do {
            now_ += 16ms;
            frame_.begin(now_);
            draw();
            frame_.end();
        } while (frame_.wants_another_pass());
    }
    std::string press(Key::Kind kind) {
        frame_.type({kind, {}});
        pass(screen_);
        return frame_.focus() == nullptr ? "" : frame_.focus()->id;
    }
    void touch(TouchEvent::Kind kind, Point point, Duration after) {
        now_ += after;
        frame_.touch({kind, point, now_, 0});
        pass(screen_);
    }
    Point centre(std::string_view id) { return node_called(frame_.nodes(), id)->rect.centre(); }

    Duration now_ = 1s;
    Frame frame_ = Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F)).value();
    std::vector<std::string> tapped_;
    Frame::Draw screen_ = [this] {
        frame_.page("page");
        frame_.columns(
            "page",
            [this] {
                frame_.title("Title");
                for (int i = 0; i < 30; ++i) button("row-" + std::to_string(i));
            },
            [this] { button("below"); });
    };
    void button(const std::string& id) {
        if (frame_.secondary(id, id)) tapped_.push_back(id);
    }
};

TEST_F(FocusTest, GoesThroughTheContentAndThenWhatIsPinnedBelow) {
    pass(screen_);
    EXPECT_EQ(frame_.focus(), nullptr);
    EXPECT_EQ(press(Key::Kind::down), "row-0");
    EXPECT_EQ(press(Key::Kind::down), "row-1");
    EXPECT_EQ(press(Key::Kind::up), "row-0");
    std::string last;
    for (int i = 0; i < 60 && last != "below"; ++i) last = press(Key::Kind::down);
    EXPECT_EQ(last, "below");
}

TEST_F(FocusTest, ScrollsWhatItComesToIntoSight) {
    pass(screen_);
    for (int i = 0; i < 26; ++i) press(Key::Kind::down);
    const Node* focus = frame_.focus();
    ASSERT_NE(focus, nullptr);
    EXPECT_EQ(focus->id, "row-25");
    EXPECT_GE(focus->rect.y, 0);
    EXPECT_LE(focus->rect.bottom(), 1920);
}

TEST_F(FocusTest, EnterPressesWhatHasIt) {
    pass(screen_);
    press(Key::Kind::down);
    press(Key::Kind::submit);
    EXPECT_EQ(tapped_, std::vector<std::string>{"row-0"});
}

TEST_F(FocusTest, EnterBelongsToTheFieldThatIsTypedIn) {
    bool submitted = false;
    screen_ = [&] {
        if (const auto key = frame_.take_key()) submitted = key->kind == Key::Kind::submit;
        frame_.field({.id = "words", .label = "Words", .text = "", .focused = true});
    };
    pass(screen_);
    press(Key::Kind::down);
    press(Key::Kind::submit);
    EXPECT_TRUE(submitted);
}

TEST_F(FocusTest, ATouchHidesIt) {
    pass(screen_);
    press(Key::Kind::down);
    frame_.tap(centre("row-2"));
    pass(screen_);
    EXPECT_EQ(frame_.focus(), nullptr);
}

TEST_F(FocusTest, StaysInPlaceWhenWhatHadItIsGone) {
    bool there = true;
    screen_ = [&] {
        frame_.page("page");
        button("a");
        if (there) button("b");
        button("c");
    };
    pass(screen_);
    press(Key::Kind::down);
    ASSERT_EQ(press(Key::Kind::down), "b");
    there = false;
    pass(screen_);
    EXPECT_EQ(frame_.focus()->id, "c");
}

TEST_F(FocusTest, MovesAmongKeysAsTheyLie) {
    screen_ = [this] {
        frame_.page("page");
        button("above");
        const auto key = [this](const char* id, Rect rect) {
            (void)frame_.key({.id = id, .label = id}, rect);
        };
        key("q", {0, 1000, 100, 100});
        key("w", {100, 1000, 100, 100});
        key("a", {0, 1100, 100, 100});
        key("s", {100, 1100, 100, 100});
    };
    pass(screen_);
    press(Key::Kind::down);
    EXPECT_EQ(press(Key::Kind::down), "q");
    EXPECT_EQ(press(Key::Kind::right), "w");
    EXPECT_EQ(press(Key::Kind::down), "s");
    EXPECT_EQ(press(Key::Kind::left), "a");
    EXPECT_EQ(press(Key::Kind::up), "q");
    EXPECT_EQ(press(Key::Kind::up), "above");
}

TEST_F(FocusTest, AnExploringFingerTellsAndTwoTapsPress) {
    frame_.set_reader(true);
    pass(screen_);
    const Point point = centre("row-3");
    touch(TouchEvent::Kind::down, point, 1s);
    touch(TouchEvent::Kind::up, point, 50ms);
    ASSERT_NE(frame_.focus(), nullptr);
    EXPECT_EQ(frame_.focus()->id, "row-3");
    EXPECT_TRUE(tapped_.empty());
    touch(TouchEvent::Kind::down, point, 200ms);
    touch(TouchEvent::Kind::up, point, 50ms);
    EXPECT_EQ(tapped_, std::vector<std::string>{"row-3"});
}

TEST_F(FocusTest, AnExploringFingerThatMovesTellsWhatItIsOn) {
    frame_.set_reader(true);
    pass(screen_);
    const Point from = centre("row-3");
    const Point to = centre("row-5");
    touch(TouchEvent::Kind::down, from, 1s);
    touch(TouchEvent::Kind::move, to, 300ms);
    EXPECT_EQ(frame_.focus()->id, "row-5");
    touch(TouchEvent::Kind::up, to, 300ms);
    EXPECT_TRUE(tapped_.empty());
}

TEST_F(FocusTest, AFlickGoesToTheNextThing) {
    frame_.set_reader(true);
    pass(screen_);
    const auto flick = [this](float by) {
        touch(TouchEvent::Kind::down, {500, 900}, 1s);
        touch(TouchEvent::Kind::move, {500 + by, 900}, 40ms);
        touch(TouchEvent::Kind::up, {500 + by, 900}, 20ms);
        return frame_.focus()->label;
    };
    EXPECT_EQ(flick(200), "Title");
    EXPECT_EQ(flick(200), "row-0");
    EXPECT_EQ(flick(-200), "Title");
}

}  // namespace
}  // namespace storeside::frame
