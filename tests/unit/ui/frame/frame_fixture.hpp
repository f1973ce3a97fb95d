// A frame without a window, passes of it, and touches by label.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "ui/frame/frame.hpp"

namespace storeside::frame {

using namespace std::chrono_literals;

inline constexpr Size kPortrait{1080, 1920};
inline constexpr Size kLandscape{1920, 1080};

class FrameTest : public testing::Test {
protected:
    explicit FrameTest(Size size = kPortrait) : frame_(open(size)) {}

    static Frame open(Size size) {
        auto frame = Frame::open(size, theme::make_theme(0x0B6B4F));
        if (!frame) throw std::runtime_error(frame.error().message());
        return std::move(*frame);
    }

    void pass(const Frame::Draw& draw) {
        now_ += 16ms;
        frame_.begin(now_);
        draw();
        frame_.end();
    }
    void settle(const Frame::Draw& draw) {
        do pass(draw);
        while (frame_.wants_another_pass());
        pass(draw);
    }
    void tap(std::string_view label) {
        const Target* target = target_labelled(frame_.targets(), label);
        ASSERT_NE(target, nullptr) << label;
        frame_.tap(target->rect.centre());
    }
    const Target& target(std::string_view id) {
        for (const Target& one : frame_.targets()) {
            if (one.id == id) return one;
        }
        throw std::runtime_error("no target " + std::string(id));
    }
    void touch(TouchEvent::Kind kind, Point point) { frame_.touch({kind, point, now_ += 100ms, 0}); }

    Duration now_ = 1s;
    Frame frame_;
};

}  // namespace storeside::frame
