// storesidectl pack, as an author uses it to see how search finds, with the demo shop.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include "firmware/base/file.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

using testing::HasSubstr;

class PackCommands : public testing::Test {
protected:
    Ran run(const std::string& words, const std::string& input = {}) {
        EXPECT_TRUE(write_file(folder.path() / "input", input));
        const auto command = fmt::format("'{}/storesidectl' pack {} < '{}/input'", STORESIDE_BIN_DIR, words,
                                         folder.path().string());
        return run_command(command);
    }
    std::string demo_pack() {
        const auto pack = folder.path() / "demo.pack";
        EXPECT_EQ(run(fmt::format("build '{}/config/demo' '{}'", STORESIDE_SOURCE_DIR, pack.string())).code,
                  0);
        return "'" + pack.string() + "'";
    }
    // Beside the demo shop's folders, so that the shop is built for it.
    std::string list(const std::string& rows) {
        const auto shop = folder.path() / "shop";
        std::filesystem::copy(std::filesystem::path(STORESIDE_SOURCE_DIR) / "config" / "demo", shop,
                              std::filesystem::copy_options::recursive);
        EXPECT_TRUE(write_file(shop / "try" / "en.csv", "words,finds\n" + rows));
        return "'" + (shop / "try" / "en.csv").string() + "'";
    }

    TemporaryFolder folder;
};

TEST_F(PackCommands, ExplainSaysWhatEachWordIsTakenFor) {
    const auto ran = run("explain " + demo_pack() + " --lang en 'retrun without recept' --limit 2");
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, HasSubstr("Did you mean: return without receipt\n 1. "));
    EXPECT_THAT(ran.out, HasSubstr("(return-without-receipt)"));
    EXPECT_THAT(ran.out, testing::ContainsRegex("retrun +slip +return "));
    EXPECT_THAT(ran.out, testing::ContainsRegex("without +word +without "));
}

TEST_F(PackCommands, ExplainSaysWhyNothingIsShown) {
    const auto pack = demo_pack();
    EXPECT_THAT(run("explain " + pack +
                    " 'xylophone quartet parking metronome trombone concerto ukulele bassoon clarinet'")
                    .out,
                HasSubstr("Nothing is shown: the best one speaks of less than"));
    EXPECT_THAT(run("explain " + pack + " 'zzzz'").out, HasSubstr("No document has any of these words."));
}

TEST_F(PackCommands, ExplainIsJsonForPrograms) {
    const auto ran = run("explain " + demo_pack() + " --lang ru 'djpdhfn' --limit 1 --json");
    const auto all = boost::json::parse(ran.out).as_object();
    EXPECT_TRUE(all.at("enough").as_bool());
    const auto& word = all.at("hits").at(0).at("words").at(0);
    EXPECT_EQ(word.at("typed").as_string(), "djpdhfn");
    EXPECT_EQ(word.at("match").as_string(), "sound");
}

TEST_F(PackCommands, SearchLeavesOutAPartOfTheRanking) {
    const auto pack = demo_pack();
    EXPECT_THAT(run("search " + pack + " --lang en", "parkng\n").out, HasSubstr("\"id\":\"parking\""));
    EXPECT_THAT(run("search " + pack + " --lang en --without slips,grams", "parkng\n").out,
                HasSubstr("\"hits\":[]"));
    EXPECT_EQ(run("search " + pack + " --without magic").code, 2);
}

TEST_F(PackCommands, TryNamesWhatMissesAndFailsBelowTheMark) {
    const auto file = list("parking,parking\nparking,dogs\nelephants quarrel,\n");
    const auto ran = run("try " + file);
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("en.csv:3: “parking” finds parking"));
    EXPECT_THAT(ran.out, HasSubstr(", not dogs\n"));
    EXPECT_THAT(ran.out, HasSubstr("2 of 3 find what they should among the first 3 (66.7 %)"));
    EXPECT_EQ(run("try " + file + " --at-least 60").code, 0);
    EXPECT_EQ(run("try " + file + " --at-least 60 --pack " + demo_pack()).code, 0);
}

TEST_F(PackCommands, TryNamesTheLineThatIsNoQuery) {
    const auto ran = run("try " + list("parking,parking\nparking\n"));
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("en.csv:3: it has 1 fields, the header has 2"));
    EXPECT_THAT(run("try /nowhere/en.csv").out, HasSubstr("/nowhere/en.csv"));
}

}  // namespace
}  // namespace storeside
