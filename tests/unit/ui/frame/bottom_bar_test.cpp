#include "tests/unit/ui/frame/frame_fixture.hpp"

namespace storeside::frame {
namespace {

using testing::Contains;
using testing::IsEmpty;

TEST_F(FrameTest, TheBottomBarIsAlwaysThereAndTellsWhatWasTouched) {
    std::optional<ChromeTouch> touched;
    const auto screen = [&] {
        const Chrome chrome{.logo = {},
                            .language = "English",
                            .accessibility = "Easier to use",
                            .back = "Back",
                            .home = "Home",
                            .call = "Call a person"};
        if (auto now = frame_.chrome(chrome)) touched = now;
        frame_.scroll("list", [&] {
            for (int i = 0; i < 40; ++i) frame_.row(std::to_string(i), "Row");
        });
    };
    for (const Size size : {kPortrait, kLandscape}) {
        for (const auto text_size :
             {theme::TextSize::normal, theme::TextSize::large, theme::TextSize::largest}) {
            frame_.resize(size);
            frame_.set_theme(theme::make_theme(0x0B6B4F, false, text_size));
            settle(screen);
            EXPECT_THAT(check_targets(frame_.targets(), size), IsEmpty());
            tap("Call a person");
            settle(screen);
            EXPECT_EQ(touched, ChromeTouch::call);
            tap("English");
            settle(screen);
            EXPECT_EQ(touched, ChromeTouch::language);
        }
    }
}

TEST_F(FrameTest, TheBottomBarStaysWhereItIsWhenTheCallSaysSomethingElse) {
    std::string call;
    const auto screen = [&] {
        frame_.chrome({.logo = {},
                       .language = "Ελληνικά",
                       .accessibility = "Πιο εύκολα",
                       .back = "Πίσω",
                       .home = "Αρχική",
                       .call = call,
                       .other_calls = {"Καλέστε έναν υπάλληλο", "Η συνομιλία μου"}});
    };
    for (const auto text_size : {theme::TextSize::normal, theme::TextSize::largest}) {
        frame_.set_theme(theme::make_theme(0x0B6B4F, false, text_size));
        call = "Καλέστε έναν υπάλληλο";
        settle(screen);
        const std::vector<Target> before = frame_.targets();
        call = "Η συνομιλία μου";
        settle(screen);
        ASSERT_EQ(frame_.targets().size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(frame_.targets()[i].rect, before[i].rect);
    }
}

TEST_F(FrameTest, TheBottomBarBreaksNoWord) {
    frame_.set_theme(theme::make_theme(0x0B6B4F, false, theme::TextSize::largest));
    settle([&] {
        frame_.chrome({.logo = {},
                       .language = "Deutsch",
                       .accessibility = "Bedienungshilfe",
                       .back = "Zurück",
                       .home = "Start",
                       .call = "Jemanden rufen"});
    });
    EXPECT_THAT(frame_.words(), Contains("Bedienungshilfe"));
}

}  // namespace
}  // namespace storeside::frame
