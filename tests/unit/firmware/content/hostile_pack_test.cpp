// Packs that are damaged, lie or want to do harm: each gives a clear error or an answer, and never more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::HasSubstr;

// Uses everything that a pack offers; false when it gave an error anywhere.
bool use(Pack& pack) {
    bool fine = true;
    const auto note = [&](const auto& result) {
        // not_found is what a lost row looks like.
        if (!result) {
            EXPECT_TRUE(result.error().code() == Errc::corrupt || result.error().code() == Errc::not_found)
                << result.error().message();
            fine = false;
        }
    };
    for (const char* language : {"en", "el"}) {
        note(pack.storefront(language));
        note(pack.article("returns", language));
        note(pack.article("parking", language));
        note(pack.guide("broken", language));
        note(pack.search("return drill ca", language, 10));
        note(pack.browse("store", language));
        note(pack.documents(language));
        note(pack.replies(language));
    }
    return fine;
}

// Builds the pack and runs SQL on its database, as somebody with ill intent would. The indexes stay behind
// it.
Result<Pack> open_after(const Author& author, const std::string& sql) {
    const auto whole = read_file(author.build(), 1 << 24).value();
    const auto pages = [](const std::string& file) {
        std::size_t count = 0;
        for (std::size_t i = 28; i < 32; ++i) count = count << 8U | static_cast<unsigned char>(file[i]);
        return count * 4096;
    };
    const auto indexes = whole.substr(pages(whole));
    EXPECT_TRUE(write_file(author.pack_path(), whole.substr(0, pages(whole))));
    {
        auto database = db::Database::open(author.pack_path(), db::Database::Mode::scratch).value();
        const auto done = database.execute(sql);
        EXPECT_TRUE(done) << done.error().message();
    }
    EXPECT_TRUE(write_file(author.pack_path(), read_file(author.pack_path(), 1 << 26).value() + indexes));
    return Pack::open(author.pack_path());
}

TEST(HostilePack, OfAnotherProgramIsNoPack) {
    const Author author;
    EXPECT_EQ(open_after(author, "PRAGMA application_id=1").error().code(), Errc::invalid_input);
    ASSERT_TRUE(write_file(author.pack_path(), "not a database at all, but long enough to be looked at"));
    EXPECT_EQ(Pack::open(author.pack_path()).error().code(), Errc::corrupt);
    ASSERT_TRUE(write_file(author.pack_path(), ""));
    EXPECT_EQ(Pack::open(author.pack_path()).error().code(), Errc::invalid_input);
}

TEST(HostilePack, OfANewerFormatIsTooNew) {
    const Author author;
    const auto pack = open_after(author, "PRAGMA user_version=4");
    EXPECT_EQ(pack.error().code(), Errc::too_new);
    EXPECT_THAT(pack.error().message(), HasSubstr("its format is 4"));
    EXPECT_EQ(open_after(author, "PRAGMA user_version=1").error().code(), Errc::invalid_input);
}

class LyingSchema : public testing::TestWithParam<const char*> {};

TEST_P(LyingSchema, IsRefusedWhenOpened) {
    const Author author;
    EXPECT_EQ(open_after(author, GetParam()).error().code(), Errc::corrupt);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, LyingSchema,
    testing::Values(
        "DROP TABLE document; CREATE VIEW document AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 "
        "FROM n) SELECT i AS row, 0 AS kind, 'x' AS id, 'en' AS language, 'store' AS category, 'x' AS title, "
        "'x' AS lead FROM n",
        "DROP TABLE reply; CREATE TABLE reply(id TEXT, language TEXT, title TEXT)",
        "DROP TABLE reply; CREATE VIRTUAL TABLE reply USING fts5(id, language, title, text)",
        "CREATE TRIGGER t AFTER INSERT ON reply BEGIN SELECT 1; END", "CREATE TABLE more(x)",
        "CREATE INDEX more ON reply(title)", "DROP TABLE search_index",
        "DELETE FROM search_index WHERE language = 'el'", "UPDATE search_index SET at = -1",
        "UPDATE search_index SET at = at + 4", "UPDATE search_index SET bytes = bytes - 4",
        "UPDATE search_index SET bytes = 1 << 60", "UPDATE search_index SET bytes = 0", "DELETE FROM pack",
        "DELETE FROM language", "INSERT INTO language VALUES(7, 'fi', '')",
        "INSERT INTO language VALUES(7, 'x\"; DROP TABLE pack', '')", "UPDATE pack SET accent = 1 << 40",
        "UPDATE pack SET name = CAST(x'fffe' AS TEXT)"));

class LyingRows : public testing::TestWithParam<const char*> {};

TEST_P(LyingRows, AreFoundWhenRead) {
    const Author author;
    auto pack = open_after(author, GetParam());
    ASSERT_TRUE(pack) << pack.error().message();
    EXPECT_FALSE(use(*pack));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, LyingRows,
    testing::Values(
        "UPDATE document SET title = CAST(x'c328' AS TEXT)",
        "UPDATE document SET lead = 'a' || char(27) || 'b'",
        "UPDATE document SET title = CAST(zeroblob(3000000) AS TEXT)",
        "UPDATE document SET title = replace(hex(zeroblob(3000000)), '0', 'x')",
        "UPDATE document SET language = 'xx' WHERE id = 'parking'", "UPDATE document SET kind = 7",
        "UPDATE span SET kind = -1", "UPDATE span SET number = 4000000000",
        "UPDATE span SET kind = 6, depth = 4", "UPDATE span SET callout = 9",
        "UPDATE step_picture SET step = 7", "UPDATE step_picture SET words = CAST(x'ff' AS TEXT)",
        "UPDATE media SET bytes = zeroblob(2000000)", "UPDATE hours SET closes = 5000",
        "UPDATE special_day SET date = 7", "UPDATE store SET phone = 'a' || char(7)",
        "UPDATE store_text SET text = CAST(x'c3' AS TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) INSERT INTO "
        "step_picture SELECT document, step, position + i, picture, words FROM step_picture, n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) INSERT INTO "
        "choice SELECT document, step + i, position, label, leads, target FROM choice, n WHERE step = "
        "1; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) INSERT INTO "
        "step SELECT document, position + i, id, text FROM step, n WHERE position = 1",
        "UPDATE choice SET leads = 99",
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM n WHERE i < 400000) INSERT "
        "INTO popular SELECT i, 'returns' FROM n"));

TEST(HostilePack, WithADamagedIndexStillGivesItsArticles) {
    const Author author;
    const auto bytes = read_file(author.build(), 1 << 24).value();
    const auto begin = bytes.find("StSearc1");
    ASSERT_NE(begin, bytes.npos);
    std::mt19937_64 random(20261124);
    int opened = 0;
    for (int round = 0; round < 400; ++round) {
        auto damaged = bytes;
        for (int flips = 1 + static_cast<int>(random() % 20); flips > 0; --flips)
            damaged[begin + random() % (bytes.size() - begin)] ^= static_cast<char>(1 << (random() % 8));
        auto pack = Pack::open_bytes(std::move(damaged));
        if (!pack) continue;  // refused at once is as good
        ++opened;
        for (const char* words :
             {"return drill ca", "zuruck", "parkng", "επιστροφη", "epistrofi", "bring it back"}) {
            const auto hits = pack->search(words, "el", 5);
            EXPECT_TRUE(hits || hits.error().code() == Errc::corrupt) << words;
        }
        EXPECT_TRUE(pack->article("returns", "en"));
    }
    EXPECT_GT(opened, 50);
}

TEST(HostilePack, CutShortAnywhereIsAnErrorOrAnAnswer) {
    const Author author;
    const auto bytes = read_file(author.build(), 1 << 24).value();
    for (std::size_t size = 0; size < bytes.size(); size += size < 200 ? 1 : 1021) {
        auto pack = Pack::open_bytes(bytes.substr(0, size));
        EXPECT_FALSE(pack && use(*pack)) << size;
    }
}

TEST(HostilePack, WithBitsFlippedIsAnErrorOrAnAnswer) {
    const Author author;
    const auto bytes = read_file(author.build(), 1 << 24).value();
    std::mt19937_64 random(20261122);
    int refused = 0;
    for (int round = 0; round < 400; ++round) {
        auto damaged = bytes;
        for (int flips = 1 + static_cast<int>(random() % 40); flips > 0; --flips)
            damaged[random() % damaged.size()] ^= static_cast<char>(1 << (random() % 8));
        auto pack = Pack::open_bytes(damaged);
        refused += !pack || !use(*pack);
    }
    EXPECT_GT(refused, 0);
}

TEST(HostilePack, OfScriptsWithoutEndAndBrokenPicturesIsReadAsItIs) {
    const Author author;
    for (const char* letters : {"x", "\u05e9", "\u0645", "\u0378", "\u202e"}) {
        std::string all;
        while (all.size() < 100'000) all += letters;
        author.edit("articles/parking/en.md", "Keep the ticket:", all);
        auto pack = open_after(author, "UPDATE media SET bytes = x'89504e47'");
        ASSERT_TRUE(pack) << pack.error().message();
        EXPECT_TRUE(use(*pack)) << letters;
        const auto article = pack->article("parking", "en").value();
        EXPECT_EQ(article.body[0].picture.media->bytes, "\x89PNG");
        EXPECT_GT(article.body[2].cells[0][0].text.size(), 99'000u);
        author.edit("articles/parking/en.md", all, "Keep the ticket:");
    }
}

TEST(HostilePack, WithoutAPictureThatItShowsHasItsWords) {
    const Author author;
    auto pack = open_after(author, "DELETE FROM media");
    const auto article = pack.value().article("parking", "en").value();
    EXPECT_FALSE(article.body[0].picture.media);
    EXPECT_EQ(article.body[0].picture.words, "The way to the car park");
}

// Mutations of a pack that is refused at once would try nothing. After a change of the schema, build it anew.
TEST(HostilePack, OfTheFuzzCorpusIsOneThatOpens) {
    const auto pack =
        Pack::open(std::filesystem::path(STORESIDE_SOURCE_DIR) / "tests/fuzz/corpus/content_pack/small.pack");
    EXPECT_TRUE(pack) << pack.error().message();
}

}  // namespace
}  // namespace storeside::content
