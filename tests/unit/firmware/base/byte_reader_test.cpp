#include "firmware/base/byte_reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace storeside {
namespace {

constexpr std::array<std::uint64_t, 7> kNumbers = {
    0, 1, 127, 128, 16'383, std::uint64_t{1} << 63U, std::numeric_limits<std::uint64_t>::max()};

TEST(ByteReader, ReadsBackWhatWasAppended) {
    for (const auto number : kNumbers) {
        for (const auto from : kNumbers) {
            std::string bytes;
            append_varint(bytes, number);
            append_step(bytes, from, number);
            append_text(bytes, "text");
            bytes += "line\nx";
            ByteReader reader(bytes);
            EXPECT_EQ(reader.varint(), number);
            EXPECT_EQ(reader.step(from), number);
            EXPECT_EQ(reader.text(), "text");
            EXPECT_EQ(reader.until('\n'), "line");
            EXPECT_EQ(reader.peek(), 'x');
            EXPECT_EQ(reader.byte(), 'x');
            EXPECT_TRUE(reader.at_end());
            EXPECT_FALSE(reader.failed());
        }
    }
}

TEST(ByteReader, WritesShortStepsBothWays) {
    std::string bytes;
    append_step(bytes, 1'000, 1'003);
    append_step(bytes, 1'000, 997);
    EXPECT_EQ(bytes, "\x06\x05");
}

TEST(ByteReader, ReadsNothingOutside) {
    const auto fails = [](std::string_view bytes, auto read) {
        ByteReader reader(bytes);
        read(reader);
        return reader.failed() && reader.at_end();
    };
    EXPECT_TRUE(fails("", [](auto& reader) { EXPECT_EQ(reader.byte(), 0); }));
    EXPECT_TRUE(fails("\x80", [](auto& reader) { reader.varint(); }));
    EXPECT_TRUE(fails("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", [](auto& reader) { reader.varint(); }));
    EXPECT_TRUE(fails("\x05text", [](auto& reader) { EXPECT_EQ(reader.text(), ""); }));
    EXPECT_TRUE(
        fails("\xff\xff\xff\xff\xff\xff\xff\xff\x7fx", [](auto& reader) { EXPECT_EQ(reader.text(), ""); }));
    EXPECT_TRUE(fails("line", [](auto& reader) { EXPECT_EQ(reader.until('\n'), ""); }));
    EXPECT_TRUE(fails("abc", [](auto& reader) { EXPECT_EQ(reader.bytes(4), ""); }));
}

}  // namespace
}  // namespace storeside
