#include "firmware/content/pack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::Field;

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
    author.write("media/logo.png", Author::picture());
    author.edit("pack.toml", "[greeting]", "logo = \"media/logo.png\"\n[greeting]");
    EXPECT_EQ(author.pack().brand().logo_png, Author::picture());
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

TEST(Pack, BringsThePicturesOfAnArticleAndOfAStep) {
    const Author author;
    auto pack = author.pack();
    const auto article = pack.article("parking", "en").value();
    ASSERT_EQ(article.body.front().kind, Block::Kind::picture);
    const auto& picture = article.body.front().picture;
    EXPECT_EQ(picture.words, "The way to the car park");
    ASSERT_TRUE(picture.media);
    EXPECT_EQ(picture.media->bytes, Author::picture());
    const auto guide = pack.guide("broken", "en").value();
    ASSERT_EQ(guide.steps[1].pictures.size(), 1u);
    EXPECT_EQ(guide.steps[1].pictures[0].words, "The charger");
    EXPECT_EQ(guide.steps[1].pictures[0].media, picture.media) << "one file is held once";
}

TEST(Pack, GivesEachPictureANameThatChangesWithItsBytes) {
    const Author author;
    const auto before = author.pack().article("parking", "en").value().body[0].picture.media->key;
    author.write("media/plan.png", Author::picture() + "x");
    EXPECT_NE(author.pack().article("parking", "en").value().body[0].picture.media->key, before);
}

TEST(Pack, HoldsThePhotoOfTheBrand) {
    const Author author;
    EXPECT_FALSE(author.pack().brand().photo.media);
    author.edit("pack.toml", "[greeting]", "photo = \"media/plan.png\"\n[greeting]");
    EXPECT_EQ(author.pack().brand().photo.media->bytes, Author::picture());
}

TEST(Pack, NamesTheArticleBehindPrivacyNotices) {
    const Author author;
    EXPECT_EQ(author.pack().storefront("el")->privacy, "");
    author.edit("pack.toml", "[brand]", "privacy = \"parking\"\n[brand]");
    EXPECT_EQ(author.pack().storefront("el")->privacy, "parking");
    EXPECT_EQ(author.pack().answer("privacy", "en")->intent, Intent::none) << "it is no question of its own";
}

TEST(Pack, KnowsTheStore) {
    const Author author;
    const auto store = author.pack().storefront("el").value().store;
    EXPECT_EQ(store.address, "1 High Street");  // not translated
    EXPECT_EQ(store.phone, "555 0100");
    EXPECT_EQ(store.article, "parking");
    ASSERT_EQ(store.week.size(), 7u);
    EXPECT_THAT(store.week[0], ElementsAre(OpenHours{480, 780}, OpenHours{960, 1200}));
    EXPECT_THAT(store.week[4], ElementsAre(OpenHours{480, 1440}));
    EXPECT_TRUE(store.week[6].empty());
    EXPECT_THAT(store.special_days, ElementsAre(SpecialDay{20261225, "Χριστούγεννα", {}}));
    EXPECT_THAT(store.services, ElementsAre(Service{"key", "Keys", "Desk 2", ""}));
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
