#include "sync/patch/patch.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/bench/patch_size.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::patch {
namespace {

constexpr std::size_t kLimit = 16 << 20;

class PatchTest : public testing::Test {
protected:
    PatchTest() : old(1'000'000, '\0') {
        random.fill(std::as_writable_bytes(std::span(old)));
        fresh = old.substr(200'000) + "something new" + old.substr(0, 100'000);
    }
    std::filesystem::path file(const char* name, std::string_view bytes) {
        EXPECT_TRUE(write_file(folder.path() / name, bytes));
        return folder.path() / name;
    }
    Result<void> apply_to(std::string_view from, std::string_view difference, std::uint64_t size) {
        return apply(file("old", from), file("patch", difference), made, size);
    }

    TemporaryFolder folder;
    SeededRandom random{1};
    std::string old, fresh;
    const std::filesystem::path made = folder.path() / "made";
};

TEST_F(PatchTest, TurnsTheOldFileIntoTheNewOne) {
    const auto difference = make(old, fresh).value();
    EXPECT_LT(difference.size(), 1000U);
    ASSERT_TRUE(apply_to(old, difference, fresh.size()));
    EXPECT_EQ(read_file(made, kLimit).value(), fresh);
}

TEST_F(PatchTest, OfAnotherFileIsNoticed) {
    const auto difference = make(old, fresh).value();
    auto other = old;
    other[300'000] ^= 1;
    EXPECT_EQ(apply_to(other, difference, fresh.size()).error().code(), Errc::invalid_input);
    EXPECT_EQ(apply_to("short", difference, fresh.size()).error().code(), Errc::invalid_input);
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(PatchTest, ThatMakesAnotherSizeIsRefusedBeforeAnythingIsWritten) {
    const auto difference = make(old, fresh).value();
    EXPECT_FALSE(apply_to(old, difference, fresh.size() - 1));
    EXPECT_FALSE(apply_to(old, difference, fresh.size() + 1));
    EXPECT_FALSE(apply_to(old, difference, 0));
    EXPECT_FALSE(apply_to(old, difference, std::uint64_t{1} << 60));
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(PatchTest, ThatIsCutOffOrGarbageIsRefused) {
    const auto difference = make(old, fresh).value();
    EXPECT_FALSE(apply_to(old, difference.substr(0, difference.size() / 2), fresh.size()));
    EXPECT_FALSE(apply_to(old, "garbage", fresh.size()));
    EXPECT_FALSE(apply_to(old, "", fresh.size()));
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(PatchTest, ThatPromisesMoreThanAPackCanTakeIsRefusedBeforeAnythingIsWritten) {
    const auto head = make(old, fresh).value().substr(0, 16);
    // A frame of one segment whose header says 1 TiB; one that doesn't say its size; and one of nothing.
    for (const auto& frame : {std::string("\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\1\0\0", 13),
                              std::string("\x28\xb5\x2f\xfd\0\x58\1\0\0", 9), std::string()})
        EXPECT_EQ(apply_to(old, head + frame, fresh.size()).error().code(), Errc::invalid_input);
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(PatchTest, LeavesNothingBesideTheNewFile) {
    const auto difference = make(old, fresh).value();
    ASSERT_TRUE(apply_to(old, difference, fresh.size()));
    EXPECT_FALSE(apply_to("short", difference, fresh.size()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);  // old and patch
}

// The bound is of a pack of 5 MB (./dev bench sync); a smaller one shows sooner when it is broken.
TEST_F(PatchTest, OfOneArticleInAHundredIsAFewPercentOfThePack) {
    const auto [before, after] = bench::changed_pack(400).value();
    EXPECT_LE(bench::measure_patch(before, after, folder.path()).value().pct(), 5);
}

TEST_F(PatchTest, WithoutItsFilesSaysWhichIsMissing) {
    const auto done = apply(folder.path() / "nowhere", file("patch", "x"), made, 10);
    EXPECT_EQ(done.error().code(), Errc::not_found);
    EXPECT_NE(done.error().message().find("nowhere"), std::string::npos);
}

}  // namespace
}  // namespace storeside::patch
