#include "firmware/content/source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/content/picture.hpp"
#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kArticle = "articles/returns/en.md";

TEST(Source, OfATidyFolderHasNoErrors) {
    const Author author;
    EXPECT_EQ(author.errors(), "");
    EXPECT_TRUE(check_findability(author.source()).value().empty());
}

TEST(Source, WithoutAFolderOrPackFileIsNotFound) {
    const TemporaryFolder empty;
    EXPECT_EQ(read_source(empty.path() / "none").error().code(), Errc::not_found);
    EXPECT_EQ(read_source(empty.path()).error().code(), Errc::not_found);
}

TEST(Source, NamesAMissingLanguageAsAWarningAndIsStillBuilt) {
    const Author author;
    EXPECT_THAT(author.findings(),
                Contains(Finding{Finding::Severity::warning, "articles/parking", 0, "not translated: el"}));
    EXPECT_TRUE(build_pack(author.source(), author.pack_path()));
}

TEST(Source, NamesFileAndLineOfABrokenFrontMatter) {
    const Author author;
    author.edit(kArticle, "tags = [\"refund\"]", "tags = [\"refund\"");
    EXPECT_THAT(author.errors(), StartsWith("articles/returns/en.md:5: "));
}

TEST(Source, NamesAFrontMatterThatIsNotClosed) {
    const Author author;
    author.write(kArticle, "+++\ntitle = \"x\"\n");
    EXPECT_THAT(author.errors(),
                HasSubstr("articles/returns/en.md:1: the front matter has no second line of +++"));
    author.write(kArticle, "+++\n+++\n\nText.\n");
    EXPECT_THAT(author.errors(), HasSubstr("'title' is missing"));
    author.write(kArticle, "");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:1: an article begins with front matter"));
}

TEST(Source, NamesAMisspeltKey) {
    const Author author;
    author.edit(kArticle, "tags", "tag");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:4: 'tag' is not known here"));
}

TEST(Source, NamesTheLineOfMarkdownItCannotShow) {
    const Author author;
    author.edit(kArticle, "## How", "> how");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:11: quotes can't be shown"));
}

TEST(Source, NamesDeadLinks) {
    const Author author;
    author.edit(kArticle, "(article:parking)", "(article:barking)");
    author.edit(kArticle, "related = [\"parking\"]", "related = [\"larking\"]");
    author.edit("pack.toml", "\"broken\"", "\"broke\"");
    author.edit("pack.toml", "[brand]", "privacy = \"privat\"\n[brand]");
    author.edit("guides/broken/en.toml", "article = \"returns\"", "article = \"return\"");
    author.edit("articles/parking/en.md", "category = \"store\"", "category = \"shop\"");
    author.edit("notices/sale/en.toml", "article = \"returns\"", "article = \"sales\"");
    for (const char* text : {"link: there is no article 'barking'", "related: there is no article 'larking'",
                             "popular: there is no 'broke'", "privacy: there is no article 'privat'",
                             "choice: there is no article 'return'", "category: there is no 'shop'",
                             "article: there is no article 'sales'"})
        EXPECT_THAT(author.errors(), HasSubstr(text));
    EXPECT_EQ(build_pack(author.source(), author.pack_path()).error().code(), Errc::invalid_input);
    EXPECT_FALSE(std::filesystem::exists(author.pack_path()));
}

TEST(Source, NamesStepsThatNobodyReaches) {
    const Author author;
    author.edit("guides/broken/en.toml", "to = \"charge\"", "to = \"start\"");
    EXPECT_THAT(author.errors(), HasSubstr("no choice leads to the step 'charge'"));
    author.edit("guides/broken/en.toml", "to = \"start\"", "to = \"nowhere\"");
    EXPECT_THAT(author.errors(), HasSubstr("leads to 'nowhere', which is no step"));
}

TEST(Source, WantsOneWayFromEachChoice) {
    const Author author;
    author.edit("guides/broken/en.toml", "solved = true", "solved = true\nagent = true");
    EXPECT_THAT(author.errors(), HasSubstr("guides/broken/en.toml:18: a choice has one of"));
}

TEST(Source, RefusesAnArticleOfTwoMegabytes) {
    const Author author;
    author.write(kArticle,
                 read_file(author.folder() / kArticle, 1 << 20).value() + std::string(2 << 20, 'x'));
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md: larger than 256 kB"));
}

TEST(Source, RefusesAFrontMatterThatIsTooLarge) {
    const Author author;
    author.edit(kArticle, "tags", "# " + std::string(40'000, 'x') + "\ntags");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:1: the front matter is larger"));
}

TEST(Source, NamesTheLineOfBytesThatAreNoText) {
    const Author author;
    author.edit(kArticle, "60 days", "60 \xff days");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:9: not UTF-8"));
    author.edit(kArticle, "60 \xff days", "60 \x1b days");
    EXPECT_THAT(author.errors(), HasSubstr("articles/returns/en.md:9: not UTF-8"));
}

TEST(Source, TakesFilesFromEditorsOfWindows) {
    const Author author;
    std::string text = "\xef\xbb\xbf";
    const auto unix_text = read_file(author.folder() / kArticle, 1 << 20).value();
    for (const char c : unix_text) text += c == '\n' ? "\r\n" : std::string(1, c);
    const auto before = author.source().articles;
    author.write(kArticle, text);
    EXPECT_EQ(author.source().articles[1].article, before[1].article);
}

TEST(Source, RefusesALogoThatIsNoPng) {
    const Author author;
    author.write("media/logo.png", "GIF89a");
    author.edit("pack.toml", "[greeting]", "logo = \"media/logo.png\"\n[greeting]");
    EXPECT_THAT(author.errors(), HasSubstr("media/logo.png: the logo is not a PNG file"));
    author.write("media/logo.png", std::string("\x89PNG\r\n\x1a\n") + std::string(kLargestMedia, 'x'));
    EXPECT_THAT(author.errors(), HasSubstr("is larger than"));
    author.edit("pack.toml", "media/logo.png", "../../etc/passwd");
    EXPECT_THAT(author.errors(), HasSubstr("outside the folder"));
}

TEST(Source, RefusesALogoThatCannotBeDrawn) {
    const Author author;
    author.write("media/logo.png", "\x89PNG\r\n\x1a\npixels");
    author.edit("pack.toml", "[greeting]", "logo = \"media/logo.png\"\n[greeting]");
    EXPECT_THAT(author.errors(), HasSubstr("pack.toml: logo: neither PNG nor JPEG"));
}

TEST(Source, RefusesPicturesThatAreMissingBrokenOrTooLarge) {
    const Author author;
    author.edit("guides/broken/en.toml", "media/plan.png", "media/none.png");
    EXPECT_THAT(author.errors(), HasSubstr("guides/broken/en.toml: there is no picture media/none.png"));
    author.write("media/none.png", "GIF89a");
    EXPECT_THAT(author.errors(), HasSubstr("media/none.png: neither PNG nor JPEG"));
    author.write("media/none.png", Author::picture().substr(0, 60));
    EXPECT_THAT(author.errors(), HasSubstr("media/none.png: "));
    author.write("media/none.png", Author::picture() + std::string(kLargestPicture, 'x'));
    EXPECT_THAT(author.errors(), HasSubstr("media/none.png: larger than 1024 kB"));
}

TEST(Source, WantsOnePictureOrTwoToFourWithCaptions) {
    const Author author;
    constexpr const char* kGuide = "guides/broken/en.toml";
    author.edit(kGuide, "caption = \"The charger\"\n", "");
    EXPECT_THAT(author.errors(), HasSubstr("guides/broken/en.toml:13: 'caption' is missing"));
    author.edit(kGuide, "picture = \"media/plan.png\"",
                "pictures = [{picture = \"media/plan.png\", caption = \"One\"}]");
    EXPECT_THAT(author.errors(), HasSubstr("'pictures' has two to 4 of them"));
    author.edit(kGuide, "caption = \"One\"}",
                "caption = \"One\"}, {picture = \"../plan.png\", caption = \"Two\"}");
    EXPECT_THAT(author.errors(), HasSubstr("'picture' is a PNG or JPEG of the pack"));
    author.edit(kGuide, "../plan", "media/plan");
    EXPECT_EQ(author.errors(), "");
    EXPECT_EQ(author.source().guides.front().guide.steps[1].pictures.size(), 2u);
}

TEST(Source, NamesHoursThatAreNone) {
    for (const char* hours : {"8-20", "8:00", "20:00-8:00", "8:00-25:00", "8:00-8:60",
                              "8:00-12:00,11:00-20:00", "8:00-20:00,", "x"}) {
        const Author author;
        author.edit("pack.toml", "\"9:00-14:00\"", "\"" + std::string(hours) + "\"");
        EXPECT_THAT(author.errors(), HasSubstr("'saturday' is like")) << hours;
    }
    const Author author;
    author.edit("pack.toml", "2026-12-25", "\"Christmas\"");
    EXPECT_THAT(author.errors(), HasSubstr("'date' is a date like 2026-12-25"));
}

TEST(Source, MeasuresWhetherABrandsColoursRead) {
    const Author author;
    author.edit("pack.toml", "#0B6B4F", "#FFE600");
    EXPECT_THAT(author.findings(),
                Contains(testing::Field(&Finding::text,
                                        HasSubstr("white words on #FFE600 have a contrast of 1.3:1, 4.5:1 is "
                                                  "needed; a kiosk will show it as #"))));
    EXPECT_EQ(author.errors(), "");  // it is shown all the same, only darker
}

TEST(Source, WarnsOfALogoAndAPhotoOnWhichNobodyReads) {
    // One white pixel.
    constexpr char kWhite[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x03\0\0\0\x28\xcb\x34\xbb\0\0\0\x03PLTE\xff"
        "\xff\xff\xa7\xc4\x1b\xc8\0\0\0\x0aIDAT\x08\xd7\x63\x60\0\0\0\x02\0\x01\xe2\x21\xbc\x33\0\0\0\0IEND"
        "\xae"
        "\x42\x60\x82";
    const Author author;
    author.write("media/white.png", std::string_view(kWhite, sizeof(kWhite) - 1));
    author.edit("pack.toml", "[greeting]",
                "logo = \"media/white.png\"\nphoto = \"media/white.png\"\n[greeting]");
    EXPECT_EQ(author.errors(), "");
    EXPECT_THAT(
        author.findings(),
        Contains(testing::Field(&Finding::text, HasSubstr("logo: its colours have a contrast of 1.0:1"))));
}

TEST(Source, RefusesIdsAndLanguagesThatAreNone) {
    const Author author;
    author.edit("pack.toml", "[\"en\", \"el\"]", "[\"en\", \"greek\"]");
    EXPECT_THAT(author.errors(), HasSubstr("pack.toml:1: 'greek' is no language code"));
    author.edit("pack.toml", "\"greek\"", "\"en\"");
    EXPECT_THAT(author.errors(), HasSubstr("'en' is twice"));
}

TEST(Source, WarnsOfFilesItDoesNotRead) {
    const Author author;
    author.write("articles/returns/fr.md", "x");
    author.write("articles/Bad Name/en.md", "x");
    const auto findings = author.findings();
    EXPECT_THAT(findings, Contains(testing::Field(&Finding::file, "articles/Bad Name")));
    EXPECT_THAT(findings, Contains(testing::Field(&Finding::text, HasSubstr("1 of its files not read"))));
    EXPECT_EQ(author.errors(), "");
}

TEST(Source, WarnsOfLongTitlesAndMissingQuestions) {
    const Author author;
    author.edit(kArticle, "Return something", std::string(61, 'x'));
    author.edit(kArticle, "questions = [\"Can I bring it back\"]", "questions = []");
    EXPECT_THAT(author.findings(),
                Contains(testing::Field(&Finding::text, HasSubstr("longer than 60 characters"))));
    EXPECT_THAT(author.findings(), Contains(testing::Field(&Finding::text, HasSubstr("no questions"))));
}

TEST(Source, WarnsOfArticlesThatTheirOwnQuestionsDoNotFind) {
    const Author author;
    for (const char* file : {"articles/a/en.md", "articles/b/en.md", "articles/c/en.md"})
        author.write(file,
                     "+++\ntitle = \"Where do I leave the car\"\ncategory = \"store\"\nquestions = [\"Where "
                     "do I leave the car\"]\n+++\n\nCar.\n");
    EXPECT_THAT(check_findability(author.source()).value(),
                Contains(testing::Field(&Finding::file, "articles/parking/en.md")));
}

}  // namespace
}  // namespace storeside::content
