// Tells a barcode scanner from a person: both come as keys of a keyboard, but only a scanner types this fast
// and ends with Enter.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "ui/frame/touch.hpp"

namespace storeside::frame {

// Characters that each come within kFast of the last, at least kShortest of them and ended by Enter or Tab,
// are one scan; all others are keys, in order, none lost, given out at most kHeld after the last. A scan of
// more than kLongest characters, with control characters or broken UTF-8 is garbage and comes to nothing; so
// do more than kLongest characters in one burst without an end, e.g. of a key that something lies on.
class Wedge {
public:
    static constexpr Duration kFast = std::chrono::milliseconds(35);
    static constexpr Duration kHeld = std::chrono::milliseconds(50);
    static constexpr std::size_t kShortest = 6;
    static constexpr std::size_t kLongest = 128;

    // One stroke of a key: what it typed, in UTF-8. Times never go back.
    void text(std::string utf8, Duration at);

    // Enter or Tab. True when it ended a scan, or is the second half of such an end; false when it is the key
    // that it says it is, after all that was held.
    bool finish(Duration at);

    // Any other key comes: what was held was typed before it.
    void let_go();

    // What was told apart by `now`, in order; each is given out once.
    std::vector<Key> due(Duration now);

    // When something held must be given out.
    std::optional<Duration> next_due() const;

private:
    bool is_burst(Duration at) const { return last_ && at - *last_ <= kFast; }
    void add(std::string&& stroke);
    void clear();

    std::vector<std::string> held_;  // strokes of the present burst
    std::size_t characters_ = 0;     // of it, also those that are not held
    bool garbage_ = false;
    std::optional<Duration> last_;  // when the last stroke of it came
    std::optional<Duration> scanned_;
    std::vector<Key> ready_;
};

}  // namespace storeside::frame
