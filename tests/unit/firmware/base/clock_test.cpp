#include "firmware/base/clock.hpp"

#include <gtest/gtest.h>

namespace storeside {
namespace {

TEST(Time, IsWrittenAsRfc3339WithMilliseconds) {
    EXPECT_EQ(to_rfc3339(from_micros(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(from_micros(1'795'356'187'120'999)), "2026-11-22T14:03:07.120Z");
}

TEST(Time, ReadsBackWhatItWrites) {
    const Time time = from_micros(1'795'356'187'120'000);
    EXPECT_EQ(parse_rfc3339(to_rfc3339(time)).value(), time);
    EXPECT_EQ(parse_rfc3339("2026-11-22T14:03:07Z").value(), from_micros(1'795'356'187'000'000));
}

TEST(Time, RefusesWhatIsNoTime) {
    for (const auto* text :
         {"", "2026-13-22T14:03:07Z", "2026-11-31T14:03:07Z", "2026-11-22T24:03:07Z", "2026-11-22 14:03:07Z",
          "2026-11-22T14:03:07", "2026-11-22T14:03:07.Z", "2026-11-22T14:03:-7Z", "1969-11-22T14:03:07Z"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

}  // namespace
}  // namespace storeside
