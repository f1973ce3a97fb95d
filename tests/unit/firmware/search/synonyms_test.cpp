#include "firmware/search/synonyms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "firmware/search/fold.hpp"
#include "firmware/search/synonym_lists.hpp"

namespace storeside::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(ParseSynonyms, MakesAGroupOfEachLine) {
    EXPECT_THAT(parse_synonyms("refund, money back\ncheque,check"),
                ElementsAre(ElementsAre("refund", "money back"), ElementsAre("cheque", "check")));
}

TEST(ParseSynonyms, LeavesOutRemarksAndEmptyPlaces) {
    EXPECT_THAT(parse_synonyms("# shop's own\n\n , sofa ,, couch\t,  # furniture, all of it\r\n"),
                ElementsAre(ElementsAre("sofa", "couch")));
}

TEST(ParseSynonyms, KnowsNoGroupOfOne) {
    EXPECT_THAT(parse_synonyms("sofa\nsofa,\n,\n#a, b"), IsEmpty());
    EXPECT_THAT(parse_synonyms(""), IsEmpty());
}

TEST(CommonSynonyms, AreNoneForALanguageWithoutAList) {
    EXPECT_THAT(common_synonyms("xx"), IsEmpty());
    EXPECT_THAT(common_synonyms(""), IsEmpty());
}

TEST(CommonSynonyms, AreThoseOfTheLanguageInAnyCountry) {
    EXPECT_EQ(common_synonyms("es-MX"), common_synonyms("es"));
    EXPECT_NE(common_synonyms("de"), common_synonyms("es"));
}

class Shipped : public testing::TestWithParam<const char*> {
protected:
    const std::vector<SynonymGroup> groups_ = common_synonyms(GetParam());
    std::string as_line(const SynonymGroup& group) const {
        std::string line;
        for (const auto& synonym : group) line.append(line.empty() ? "" : ", ").append(synonym);
        return line;
    }
};

TEST_P(Shipped, ListHasGroups) { EXPECT_THAT(groups_, Not(IsEmpty())); }

TEST_P(Shipped, LinesAreAllRead) {
    for (const auto& list : synonym_lists()) {
        if (list.language != GetParam()) continue;
        std::size_t lines = 0;
        for (std::size_t at = 0; at < list.groups.size(); ++at)
            lines += list.groups[at] == '\n' && at > 0 && list.groups[at - 1] != '\n';
        EXPECT_EQ(groups_.size(), lines);
    }
}

TEST_P(Shipped, GroupsNameNothingTwice) {
    for (const auto& group : groups_) {
        std::set<std::string> names;
        for (const auto& synonym : group)
            EXPECT_TRUE(names.insert(fold(synonym, GetParam())).second)
                << synonym << " in: " << as_line(group);
    }
}

// Longer ones are cut when the index is made: they would stand for less than they say.
TEST_P(Shipped, PhrasesHaveAtMostFourWords) {
    for (const auto& group : groups_)
        for (const auto& synonym : group) {
            const auto words = tokens(synonym, GetParam(), 9).size();
            EXPECT_TRUE(words >= 1 && words <= 4) << synonym << " in: " << as_line(group);
        }
}

// A phrase is asked for, but not looked for: without a word a group leads nowhere.
TEST_P(Shipped, GroupsHaveASingleWord) {
    for (const auto& group : groups_)
        EXPECT_TRUE(std::ranges::any_of(group, [](const auto& synonym) {
            return tokens(synonym, GetParam(), 2).size() == 1;
        })) << as_line(group);
}

INSTANTIATE_TEST_SUITE_P(Languages, Shipped, testing::Values("en", "el", "ru", "hr", "tr", "de", "es"),
                         [](const auto& shipped) { return std::string(shipped.param); });

}  // namespace
}  // namespace storeside::search
