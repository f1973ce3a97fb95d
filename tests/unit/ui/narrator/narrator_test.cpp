#include "ui/narrator/narrator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/temporary_folder.hpp"

namespace storeside::narrator {
namespace {

using namespace std::chrono_literals;
using frame::Frame;
using frame::Key;
using testing::HasSubstr;
using testing::Not;

class NarratorTest : public testing::Test {
protected:
    void show() {
        do {
            now_ += 16ms;
            frame_.begin(now_);
            frame_.set_reader(true);
            screen_(frame_);
            frame_.end();
        } while (frame_.wants_another_pass());
    }
    std::string hear(Audience audience = Audience::headset) {
        show();
        return narrator_.after(frame_, audience, repeats_).value_or("(nothing)");
    }
    std::string press(Key::Kind kind) {
        frame_.type({kind, {}});
        return hear();
    }
    // A page that was read already.
    void on(Frame::Draw draw) {
        screen_ = [draw = std::move(draw)](Frame& f) {
            f.page("page");
            draw();
        };
        hear();
    }

    TemporaryFolder no_translations_;
    text::Texts texts_ = text::Texts::open(no_translations_.path()).value();
    Frame frame_ = Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F)).value();
    Narrator narrator_{texts_};
    std::function<void(Frame&)> screen_;
    Duration now_ = 1s;
    std::uint32_t repeats_ = 0;
    std::string words_;
    bool on_ = false;
};

TEST_F(NarratorTest, ReadsAPageOnceAndExplainsTheArrowsOnce) {
    screen_ = [this](Frame& f) {
        f.page(words_);
        f.title(words_);
        f.primary("go", "Go");
    };
    words_ = "First page";
    EXPECT_THAT(hear(), testing::AllOf(testing::StartsWith("First page"), HasSubstr("arrows")));
    EXPECT_EQ(hear(), "(nothing)");
    words_ = "Second page";
    EXPECT_EQ(hear(), "Second page");
}

TEST_F(NarratorTest, TellsWhatTheFocusComesTo) {
    on([this] {
        frame_.title("Title");
        frame_.row("hours", "Opening hours", "Until 20:00 today");
        frame_.primary("send", "Send", "", false);
    });
    EXPECT_EQ(press(Key::Kind::down), "Title");
    EXPECT_EQ(press(Key::Kind::down), "Opening hours, Until 20:00 today");
    EXPECT_EQ(press(Key::Kind::down), "Send, button, not available now");
}

TEST_F(NarratorTest, TellsWhatASwitchBecame) {
    on([this] {
        if (frame_.toggle("contrast", "Strong contrast", on_)) on_ = !on_;
    });
    EXPECT_EQ(press(Key::Kind::down), "Strong contrast, not chosen");
    EXPECT_EQ(press(Key::Kind::submit), "Strong contrast, chosen");
}

TEST_F(NarratorTest, EchoesWhatIsTyped) {
    on([this] { frame_.field({.id = "f", .label = "Words", .text = words_, .focused = true}); });
    words_ = "λ";
    EXPECT_EQ(hear(), "λ");
    words_ = "λάμπα ";
    EXPECT_EQ(hear(), "λάμπα");
    words_ = "λάμπα";
    EXPECT_EQ(hear(), "deleted");
    words_ = "";
    EXPECT_EQ(hear(), "empty");
}

TEST_F(NarratorTest, SaysMaskedCharactersToAHeadsetOnly) {
    on([this] {
        frame_.field({.id = "pin", .label = "PIN", .text = words_, .focused = true, .masked = true});
    });
    words_ = "4";
    EXPECT_EQ(hear(Audience::headset), "4");
    words_ = "47";
    EXPECT_EQ(hear(Audience::loudspeaker), "one character");
}

TEST_F(NarratorTest, KeepsWhatIsPersonalFromTheLoudspeaker) {
    screen_ = [](Frame& f) {
        f.page("order");
        f.personal([&] { f.title("Order BB-10023"); });
        f.field({.id = "number", .label = "Number", .text = "BB-10023"});
    };
    const std::string said = hear(Audience::loudspeaker);
    EXPECT_THAT(said, Not(HasSubstr("BB-10023")));
    EXPECT_THAT(said, HasSubstr("headset"));
}

TEST_F(NarratorTest, TellsWhatAppearsWithoutBeingAsked) {
    on([this] {
        frame_.title("Search");
        if (on_) frame_.status("alert", frame::Tone::warning, "Nothing was found.");
    });
    on_ = true;
    EXPECT_EQ(hear(), "Nothing was found.");
}

TEST_F(NarratorTest, ReadsAnOverlayAndNotThePageAgainAfterIt) {
    on([this] {
        frame_.title("Page");
        frame_.primary("go", "Go");
        if (on_) {
            frame_.overlay("idle", [this] {
                frame_.title("Are you still there?");
                frame_.primary("still-here", "I need more time");
            });
        }
    });
    on_ = true;
    EXPECT_THAT(hear(), testing::AllOf(HasSubstr("still there"), HasSubstr("I need more time")));
    on_ = false;
    EXPECT_THAT(hear(), Not(HasSubstr("Page")));
}

TEST_F(NarratorTest, SaysTheLastAgainWhenAsked) {
    on([this] {
        frame_.title("Title");
        frame_.primary("go", "Go");
    });
    press(Key::Kind::down);
    ASSERT_EQ(press(Key::Kind::down), "Go, button");
    EXPECT_EQ(hear(), "(nothing)");
    ++repeats_;
    EXPECT_EQ(hear(), "Go, button");
}

TEST_F(NarratorTest, FallsSilentWhenNobodyListensAnyMore) {
    on([this] { frame_.title("Page"); });
    EXPECT_EQ(hear(Audience::nobody), "");
    EXPECT_EQ(hear(Audience::nobody), "(nothing)");
}

}  // namespace
}  // namespace storeside::narrator
