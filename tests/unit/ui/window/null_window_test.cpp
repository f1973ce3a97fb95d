#include "ui/window/null_window.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace storeside::window {
namespace {

using namespace std::chrono_literals;

class NullWindowTest : public testing::Test {
protected:
    NullWindowTest()
        : window_(std::move(*frame::Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F))),
                  [this] { return now_; }) {}

    Duration now_ = 1s;
    NullWindow window_;
};

TEST_F(NullWindowTest, OnePresentAnswersEveryTapAndShowsTheEffect) {
    int count = 0;
    const Draw draw = [&](frame::Frame& f) {
        f.title("Counted " + std::to_string(count));
        if (f.primary("add", "Add")) ++count;
    };
    window_.present(draw);
    const frame::Point button = window_.frame().targets().at(0).rect.centre();
    window_.frame().tap(button);
    window_.frame().tap(button);
    window_.present(draw);
    EXPECT_EQ(count, 2);
    EXPECT_EQ(window_.frame().words().at(0), "Counted 2");
}

TEST_F(NullWindowTest, AScreenThatNeverSettlesIsShownAnyway) {
    int passes = 0;
    window_.present(
        [&](frame::Frame& f) { f.pinned("restless", [&] { f.space(static_cast<float>(++passes * 10)); }); });
    EXPECT_LT(passes, 1000);
}

TEST_F(NullWindowTest, WakesFromAnotherThread) {
    std::thread other([this] { window_.wake(); });
    EXPECT_TRUE(window_.wait(std::nullopt));
    other.join();
}

TEST_F(NullWindowTest, WaitsNoLongerThanMotionWants) {
    window_.present([](frame::Frame& f) { f.breathing_ring("human"); });
    now_ += 10s;
    EXPECT_TRUE(window_.wait(std::nullopt));
}

TEST_F(NullWindowTest, HasNothingToTakeAPictureOf) {
    EXPECT_EQ(window_.screenshot("/tmp/never.png").error().code(), Errc::unavailable);
}

}  // namespace
}  // namespace storeside::window
