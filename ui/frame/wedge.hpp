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

// Characters without a pause, at least kShortest of them and ended by Enter or Tab, are one scan; all others
// are keys, in order, none lost, given out after the pause. A scan of more than kLongest characters, with
// control characters or broken UTF-8 is garbage and comes to nothing; so do more than kLongest characters
// without a pause and without an end.
class Wedge {
public:
    // Scanners take 1 to 20 ms for a character; nobody types six at 50 ms each, and nobody sees that a key
    // waits so long.
    static constexpr Duration kPause = std::chrono::milliseconds(50);
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

    // When what is held is given out if nothing more comes.
    std::optional<Duration> held_until() const;

    // When due() has something to give.
    std::optional<Duration> next_due() const { return ready_.empty() ? held_until() : Duration::zero(); }

private:
    bool is_burst(Duration at) const { return last_ && at - *last_ <= kPause; }
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
