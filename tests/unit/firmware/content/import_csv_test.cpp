#include "firmware/content/import_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/source.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ImportCsv, StartsAFolderThatBuilds) {
    const TemporaryFolder folder;
    const auto csv =
        "\xef\xbb\xbfid,lang,title,body,tags\r\nhours,en,\"Opening \"\"hours\"\"\",\"1. we open\n\nat # 8 * "
        "2\",\"shop; time,late\"\r\n"
        "hours,el,Ωράριο,Ανοίγουμε στις 8,\r\n";
    const auto imported = import_csv(csv, folder.path() / "shop");
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_EQ(*imported, 2u);
    const auto source = read_source(folder.path() / "shop").value();
    EXPECT_EQ(source.name, "shop");
    EXPECT_THAT(source.languages, ElementsAre("en", "el"));
    ASSERT_EQ(source.articles.size(), 2u);
    EXPECT_EQ(source.articles[0].article.title, "Opening \"hours\"");
    EXPECT_EQ(source.articles[0].article.lead, "1. we open");
    EXPECT_EQ(source.articles[0].article.body.front().cells.front().front().text, "at # 8 * 2");
    EXPECT_THAT(source.articles[0].tags, ElementsAre("shop", "time", "late"));
    for (const auto& finding : check_structure(source))
        EXPECT_EQ(finding.severity, Finding::Severity::warning) << to_string(finding);
}

TEST(ImportCsv, NamesEveryBadRowByItsLineAndWritesNothing) {
    const TemporaryFolder folder;
    const auto imported = import_csv(
        "id,lang,title,body,tags\nok,en,t,b,\nBad Id,en,t,b,\nok,en,t,b,\nx,english,t,b,\ny,en,,b,\n"
        "z,en,t\nw,en,t,\"\xff\",\n",
        folder.path() / "shop");
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().code(), Errc::invalid_input);
    for (const char* text :
         {"line 3: 'Bad Id' is no id", "line 4: 'ok' is there twice", "line 5: 'english' is no language",
          "line 6: the title is empty", "line 7: it has 3 fields", "line 8: it is not UTF-8"})
        EXPECT_THAT(imported.error().message(), HasSubstr(text));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ImportCsv, NamesAMissingColumn) {
    const TemporaryFolder folder;
    EXPECT_THAT(import_csv("id,lang,title,text\na,en,b,c\n", folder.path() / "s").error().message(),
                HasSubstr("no column 'body'"));
    EXPECT_FALSE(import_csv("", folder.path() / "s"));
    EXPECT_FALSE(import_csv("id,lang,title,body,tags\n", folder.path() / "s"));
}

TEST(ImportCsv, LeavesAFolderAloneThatHoldsSomething) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "mine.txt", "mine"));
    EXPECT_EQ(import_csv("id,lang,title,body,tags\na,en,b,c,\n", folder.path()).error().code(),
              Errc::conflict);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace storeside::content
