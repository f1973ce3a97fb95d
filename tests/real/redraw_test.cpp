// A real window draws only what changed; what it shows must be what a whole frame would have been.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "firmware/base/file.hpp"
#include "tests/fakes/scripted_kiosk.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/display.hpp"
#include "ui/frame/pictures.hpp"
#include "ui/screens/screens.hpp"
#include "ui/theme/theme.hpp"
#include "ui/window/window.hpp"

namespace storeside::real {
namespace {

using namespace std::chrono_literals;

constexpr frame::Size kScreen{540, 960};
constexpr std::size_t kLargestPicture = 16 << 20;

Duration steady_now() {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

class Redraw : public testing::Test {
protected:
    void SetUp() override {
        auto display = Display::start(static_cast<int>(kScreen.w), static_cast<int>(kScreen.h),
                                      folder_.path() / "xvfb.log");
        if (!display) {
            if (std::getenv("CI") || std::getenv("STORESIDE_REAL")) FAIL() << display.error().message();
            GTEST_SKIP() << display.error().message();
        }
        display_.emplace(std::move(*display));
        ::setenv("DISPLAY", display_->name().c_str(), 1);
        ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
        auto window = window::Window::open({.size = kScreen});
        ASSERT_TRUE(window) << window.error().message();
        window_ = std::move(*window);
        texts_.emplace(std::move(*text::Texts::open(folder_.path())));
    }

    void present() {
        window_->present([this](frame::Frame& frame) {
            screens::dress(kiosk_.state, frame);
            const screens::Model model{kiosk_.state, *texts_, kiosk_.clock.now(),
                                       kiosk::warning_ends(kiosk_.state)};
            for (auto& touched : screens::draw(model, frame)) {
                kiosk_.happen(std::move(touched));
                if (kiosk_.effect<kiosk::Forget>()) frame.forget();
            }
        });
    }

    frame::Decoded on_the_display() {
        return decoded("shown.png", display_->screenshot(folder_.path() / "shown.png"));
    }
    frame::Decoded drawn_whole() {
        return decoded("whole.png", window_->screenshot(folder_.path() / "whole.png"));
    }

    frame::Decoded decoded(const char* name, const Result<void>& saved) {
        EXPECT_TRUE(saved) << saved.error().message();
        return frame::decode_picture(read_file(folder_.path() / name, kLargestPicture).value()).value();
    }

    void expect_shown_is_whole() {
        const auto shown = on_the_display(), whole = drawn_whole();
        ASSERT_EQ(shown.rgba.size(), whole.rgba.size());
        const auto [at, unused] = std::ranges::mismatch(shown.rgba, whole.rgba);
        if (at == shown.rgba.end()) return;
        const auto pixel = static_cast<int>((at - shown.rgba.begin()) / 4);
        FAIL() << "the screen shows something else at " << pixel % shown.width << ", " << pixel / shown.width;
    }

    TemporaryFolder folder_;
    std::optional<Display> display_;
    std::unique_ptr<window::Window> window_;
    std::optional<text::Texts> texts_;
    ScriptedKiosk kiosk_;
};

TEST_F(Redraw, AfterAnyTouchTheScreenIsWhatAWholeFrameWouldBe) {
    std::mt19937 dice(20261124);
    const auto roll = [&](std::size_t sides) {
        return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice);
    };
    auto& frame = window_->frame();
    present();
    for (int touch = 0; touch < 150 && !HasFatalFailure(); ++touch) {
        SCOPED_TRACE("touch " + std::to_string(touch));
        kiosk_.wait(300ms);
        if (touch % 40 == 39) kiosk_.happen(kiosk::WentHome{});
        if (touch % 30 == 29) kiosk_.happen(kiosk::ChoseTextSize{touch / 30 % 3});
        if (touch % 50 == 49) kiosk_.happen(kiosk::ToggledAid{kiosk::Aid::high_contrast});
        if (frame.targets().empty()) continue;
        const auto at = frame.targets()[roll(frame.targets().size())].rect.centre();
        frame.touch({frame::TouchEvent::Kind::down, at, steady_now()});
        present();
        if (touch % 3 == 0) expect_shown_is_whole();  // pressed
        frame.touch({frame::TouchEvent::Kind::up, at, steady_now()});
        present();
        if (touch % 3 == 1) expect_shown_is_whole();  // in the midst of a slide
        for (int frames = 0; frame.next_frame() && frames < 4; ++frames) {
            (void)window_->wait(20ms);
            present();
        }
        if (touch % 3 == 2) expect_shown_is_whole();
    }
}

}  // namespace
}  // namespace storeside::real
