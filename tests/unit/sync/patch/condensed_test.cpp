#include "sync/patch/condensed.hpp"

#include <gtest/gtest.h>

#include <random>

#include "firmware/base/file.hpp"
#include "firmware/content/build.hpp"
#include "firmware/content/source.hpp"
#include "firmware/db/database.hpp"
#include "sync/patch/pages.hpp"
#include "sync/patch/record.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::patch {
namespace {

std::string condensed(std::string_view bytes) {
    std::string all;
    EXPECT_TRUE(condense(bytes, [&](std::string_view more) -> Result<void> {
        all += more;
        return {};
    }));
    return all;
}

Result<std::string> expanded(std::string_view bytes, std::size_t size) {
    std::string all;
    RETURN_IF_ERROR(expand(bytes, size, [&](std::string_view more) -> Result<void> {
        all += more;
        return {};
    }));
    return all;
}

std::string demo() {
    return content::pack_bytes(
               content::read_source(std::filesystem::path(STORESIDE_SOURCE_DIR) / "config" / "demo").value())
        .value();
}

TEST(CondensedPack, GivesAPackBack) {
    const auto pack = demo();
    const auto small = condensed(pack);
    EXPECT_TRUE(expanded(small, pack.size()).value() == pack);
    // Pages and indexes were understood, not carried as they are: only pictures are.
    EXPECT_LT(small.size(), pack.size() / 2);
}

TEST(CondensedPack, GivesAnyBytesBack) {
    const auto pack = demo();
    SeededRandom random{1};
    std::string noise(20'000, '\0');
    random.fill(std::as_writable_bytes(std::span(noise)));
    for (const auto& bytes : {std::string(), std::string("x"), noise, pack.substr(0, 99),
                              pack.substr(0, 5000), pack.substr(0, pack.size() - 1), pack + "x",
                              pack.substr(kPage), pack + pack, std::string(10'000, '\0')})
        EXPECT_TRUE(expanded(condensed(bytes), bytes.size()).value() == bytes) << bytes.size();
}

TEST(CondensedPack, GivesADamagedPackBack) {
    const auto pack = demo();
    std::mt19937 random{2};
    for (int i = 0; i < 10; ++i) {
        auto damaged = pack;
        for (int k = 0; k < 100; ++k) damaged[random() % damaged.size()] ^= static_cast<char>(random());
        EXPECT_TRUE(expanded(condensed(damaged), damaged.size()).value() == damaged);
    }
}

TEST(CondensedPack, OfAnotherSizeIsRefused) {
    const auto pack = demo();
    const auto small = condensed(pack);
    for (const auto size : {std::size_t{0}, pack.size() - 1, pack.size() + 1})
        EXPECT_EQ(expanded(small, size).error().code(), Errc::invalid_input);
    // A part that says that it is larger than all of memory.
    EXPECT_FALSE(expanded("\x04\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 100));
    EXPECT_FALSE(expanded(std::string("\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10), 100));
}

TEST(CondensedPack, ThatIsCutOffIsRefused) {
    const auto pack = demo();
    const auto small = condensed(pack);
    for (std::size_t size = 0; size < small.size(); size += 9973)
        EXPECT_FALSE(expanded(small.substr(0, size), pack.size())) << size;
}

TEST(CondensedPack, AFullDiskIsPassedOn) {
    const auto full = [](std::string_view) -> Result<void> { return failure(Errc::disk_full, "full"); };
    EXPECT_EQ(condense("x", full).error().code(), Errc::disk_full);
    EXPECT_EQ(expand(condensed("x"), 1, full).error().code(), Errc::disk_full);
}

// Each row has a number that is one more, and lies elsewhere on its page.
TEST(CondensedPage, HardlyChangesWhenRowsAreNumberedAnew) {
    const auto database = [](int first) {
        auto made = db::Database::open(":memory:", db::Database::Mode::scratch).value();
        EXPECT_TRUE(
            made.execute("PRAGMA page_size=4096; CREATE TABLE t(a INTEGER, b INTEGER, c TEXT, PRIMARY "
                         "KEY(a, b)) WITHOUT ROWID; CREATE TABLE u(a INTEGER PRIMARY KEY, b TEXT)"));
        auto t = made.prepare("INSERT INTO t VALUES(:a, 7, 'some text ' || :c)").value();
        auto u = made.prepare("INSERT INTO u VALUES(:a, 'other text ' || :c)").value();
        for (int i = 0; i < 60; ++i) {
            EXPECT_TRUE(t.bind(":a", first + i).bind(":c", i * i).run());
            EXPECT_TRUE(u.bind(":a", first + i).bind(":c", i * i).run());
        }
        return made.bytes().value();
    };
    const auto before = database(1000), after = database(1001);
    for (std::size_t page : {1, 2}) {
        const auto number = static_cast<std::uint32_t>(page + 1);
        std::string old, fresh;
        ASSERT_TRUE(condense_page(std::string_view(before).substr(page * kPage, kPage), number, old));
        ASSERT_TRUE(condense_page(std::string_view(after).substr(page * kPage, kPage), number, fresh));
        ASSERT_EQ(old.size(), fresh.size());
        int other = 0;
        for (std::size_t i = 0; i < old.size(); ++i) other += old[i] == fresh[i] ? 0 : 1;
        EXPECT_LE(other, 2) << page;
    }
}

// A leaf whose hundred cells are all the same bytes.
TEST(CondensedPage, OfCellsThatLieOverEachOtherStaysAsItIs) {
    std::string page(kPage, 'x');
    page.replace(0, 8, std::string("\x0d\0\0\0\x64\0\0\0", 8));
    for (std::size_t i = 0; i < 100; ++i) page.replace(8 + 2 * i, 2, "\x08\x01");
    page.replace(0x801, 3, "\x8f\x00\x01");
    std::string none;
    EXPECT_FALSE(condense_page(page, 2, none));
    EXPECT_TRUE(none.empty());
}

TEST(CondensedPage, ReadsAndWritesNumbersAsSqliteDoes) {
    for (const std::uint64_t number :
         {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{1} << 55,
          (std::uint64_t{1} << 56) - 1, std::uint64_t{1} << 56, ~std::uint64_t{0}}) {
        std::string bytes;
        append_number(bytes, number);
        ByteReader reader(bytes);
        EXPECT_EQ(take_number(reader), number);
        EXPECT_TRUE(reader.at_end() && !reader.failed());
    }
    std::string two;
    append_number(two, 300);
    EXPECT_EQ(two, "\x82\x2c");
}

}  // namespace
}  // namespace storeside::patch
