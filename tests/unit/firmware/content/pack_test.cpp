#include "firmware/content/pack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::Field;

const std::string kPng = std::string("\x89PNG\r\n\x1a\n") + "pixels";

TEST(Pack, KnowsItsNameVersionAndLanguages) {
    const Author author;
    const auto pack = author.pack();
    EXPECT_EQ(pack.name(), "Corner Shop");
    EXPECT_EQ(pack.version(), "7");
    EXPECT_THAT(pack.languages(), ElementsAre("en", "el"));
    EXPECT_EQ(pack.brand().accent, 0x0B6B4Fu);
    EXPECT_EQ(pack.brand().logo_png, "");
}

TEST(Pack, HoldsTheLogo) {
    const Author author;
    author.write("media/logo.png", kPng);
    author.edit("pack.toml", "[greeting]", "logo = \"media/logo.png\"\n[greeting]");
    EXPECT_EQ(author.pack().brand().logo_png, kPng);
}

TEST(Pack, GivesAnArticleAsItWasWritten) {
    const Author author;
    auto pack = author.pack();
    const auto article = pack.article("returns", "en").value();
    const auto source = author.source();
    const auto& written = source.articles[1].article;
    EXPECT_EQ(article.title, "Return something");
    EXPECT_EQ(article.lead, "You have 60 days.");
    EXPECT_EQ(article.category, "store");
    EXPECT_EQ(written.id, "returns");
    EXPECT_EQ(article.body, written.body);
    EXPECT_EQ(article.body.size(), 6u);
    EXPECT_THAT(article.related, ElementsAre(Field(&Hit::title, "Park your car")));
}

TEST(Pack, GivesAGuideAsItWasWritten) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.guide("broken", "en").value(), author.source().guides.front().guide);
}

TEST(Pack, FallsBackPerDocumentAndSaysSo) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.article("returns", "el").value().language, "el");
    EXPECT_EQ(pack.article("returns", "el").value().related.front().language, "en");
    EXPECT_EQ(pack.article("parking", "el").value().language, "en");
    EXPECT_EQ(pack.guide("broken", "el").value().language, "en");
    EXPECT_EQ(pack.article("returns", "fi").value().language, "en");
}

TEST(Pack, FallsBackToAnyLanguageThatHasTheDocument) {
    const Author author;
    std::filesystem::remove(author.folder() / "articles/returns/en.md");
    EXPECT_EQ(author.pack().article("returns", "en").value().language, "el");
}

TEST(Pack, HasNoUnknownArticle) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.article("nothing", "en").error().code(), Errc::not_found);
    EXPECT_EQ(pack.article("broken", "en").error().code(), Errc::not_found);  // a guide
    EXPECT_EQ(pack.guide("returns", "en").error().code(), Errc::not_found);
}

TEST(Pack, ShowsAStorefrontInEachLanguage) {
    const Author author;
    auto pack = author.pack();
    const auto front = pack.storefront("el").value();
    EXPECT_EQ(front.language, "el");
    EXPECT_EQ(front.store_name, "Corner Shop");
    EXPECT_EQ(front.greeting, "Γεια σας");
    EXPECT_THAT(front.categories, ElementsAre(Category{"store", "Το κατάστημα", "store"}));
    EXPECT_THAT(front.notices, ElementsAre(Notice{"sale", "Sale", "All paint.", "returns"}));
    EXPECT_THAT(front.popular,
                ElementsAre(Field(&Hit::title, "Επιστροφή"), Field(&Hit::title, "My drill is broken")));
    EXPECT_EQ(pack.storefront("fi").value().language, "en");
}

TEST(Pack, BrowsesACategoryInTheSameOrderInEveryLanguage) {
    const Author author;
    auto pack = author.pack();
    for (const char* language : {"en", "el"})
        EXPECT_THAT(
            pack.browse("store", language).value(),
            ElementsAre(Field(&Hit::id, "broken"), Field(&Hit::id, "parking"), Field(&Hit::id, "returns")));
    EXPECT_TRUE(pack.browse("nothing", "en").value().empty());
}

TEST(Pack, GivesReplies) {
    const Author author;
    EXPECT_THAT(author.pack().replies("el").value(),
                ElementsAre(Reply{"thanks", "Ευχαριστώ", "Σας ευχαριστούμε."}));
}

TEST(Pack, StaysOpenWhileItIsReplaced) {
    const Author author;
    auto pack = author.pack();
    author.edit("articles/returns/en.md", "60 days", "90 days");
    author.build();
    EXPECT_EQ(pack.article("returns", "en").value().lead, "You have 60 days.");
    EXPECT_EQ(Pack::open(author.pack_path()).value().article("returns", "en").value().lead,
              "You have 90 days.");
}

TEST(Pack, ThatIsNotThereIsNotFound) {
    EXPECT_EQ(Pack::open("/nowhere/x.pack").error().code(), Errc::not_found);
}

}  // namespace
}  // namespace storeside::content
