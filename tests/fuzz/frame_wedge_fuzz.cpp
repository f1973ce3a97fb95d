// Keys of any make at any pace: each is given out once and in order, what is a scan has a scan's length,
// nothing is held for long, and a slow hand loses nothing.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ui/frame/wedge.hpp"

using namespace storeside;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

struct Hand {
    explicit Hand(Duration least) : pause(least) {}

    void wait(std::uint8_t ms) { now += pause + std::chrono::milliseconds(ms % 64); }
    void take() {
        for (const auto& key : wedge.due(now)) {
            if (key.kind == frame::Key::Kind::scan) {
                expect(key.text.size() >= frame::Wedge::kShortest);
                expect(key.text.size() <= frame::Wedge::kLongest * 4);
                ++scans;
            }
            given += key.text;
        }
    }

    frame::Wedge wedge;
    Duration pause;
    Duration now{};
    std::string given;
    int scans = 0;
};

// What comes out stands in what went in, in the same order.
bool is_part_in_order(std::string_view out, std::string_view in) {
    for (const char c : out) {
        const auto at = in.find(c);
        if (at == std::string_view::npos) return false;
        in.remove_prefix(at + 1);
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const bool slow = data[0] % 2 == 1;
    Hand hand(slow ? frame::Wedge::kPause + Duration(1) : Duration(0));
    std::string typed, ascii;
    for (std::size_t i = 1; i + 1 < size; i += 2) {
        hand.wait(data[i]);
        if (data[i + 1] == '\n') {
            expect(!(hand.wedge.finish(hand.now) && slow));
        } else {
            const std::string stroke(1 + data[i] / 64, static_cast<char>(data[i + 1]));
            typed += stroke;
            if (data[i + 1] >= 0x20 && data[i + 1] < 0x7f) ascii += stroke;
            hand.wedge.text(stroke, hand.now);
        }
        hand.take();
        if (const auto due = hand.wedge.next_due()) expect(*due <= hand.now + frame::Wedge::kPause);
    }
    hand.now += frame::Wedge::kPause;
    hand.take();
    expect(!hand.wedge.next_due());
    expect(is_part_in_order(hand.given, typed));
    if (slow) expect(hand.given == ascii && hand.scans == 0);
    return 0;
}
