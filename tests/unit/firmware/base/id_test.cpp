#include "firmware/base/id.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace storeside {
namespace {

class AllOnes final : public Random {
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{0xff}); }
};

TEST(Id, IsAVersionSevenUuidOfItsMillisecond) {
    AllOnes ones;
    EXPECT_EQ(to_string(make_id(from_micros(0x0123'4567'89ab * 1000LL), ones)),
              "01234567-89ab-7fff-bfff-ffffffffffff");
}

TEST(Id, SortsByTime) {
    SystemRandom random;
    EXPECT_LT(make_id(from_micros(1'000'000), random), make_id(from_micros(2'000'000), random));
}

TEST(Id, ReadsBackWhatItWritesInEitherCase) {
    SystemRandom random;
    const Id id = make_id(from_micros(1'795'356'187'120'000), random);
    EXPECT_EQ(parse_id(to_string(id)).value(), id);
    EXPECT_EQ(to_string(parse_id("01234567-89AB-7FFF-BFFF-FFFFFFFFFFFF").value()),
              "01234567-89ab-7fff-bfff-ffffffffffff");
}

TEST(Id, RefusesWhatIsNoUuid) {
    for (const auto* text :
         {"", "01234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfff-ffffffffffffa",
          "0123456789ab-7fff-bfff-fffffffffffff", "g1234567-89ab-7fff-bfff-ffffffffffff"})
        EXPECT_FALSE(parse_id(text)) << text;
}

TEST(ShortCode, IsSixUnmistakableCharacters) {
    EXPECT_EQ(short_code(Id{}), "000-000");
    AllOnes ones;
    EXPECT_EQ(short_code(make_id(from_micros(0), ones)), "ZZZ-ZZZ");
}

}  // namespace
}  // namespace storeside
