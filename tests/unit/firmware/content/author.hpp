// An author's folder for tests: three articles, a guide, a notice, a reply, opening hours and pictures in
// English and Greek.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "firmware/base/file.hpp"
#include "firmware/content/build.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/content/source.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::content {

class Author {
public:
    Author() {
        write(
            "pack.toml",
            "name = \"Corner Shop\"\nversion = \"7\"\nlanguages = [\"en\", \"el\"]\npopular = "
            "[\"returns\", \"broken\"]\n"
            "[brand]\naccent = \"#0B6B4F\"\n[greeting]\nen = \"Hello\"\nel = \"Γεια σας\"\n"
            "[[category]]\nid = \"store\"\nicon = \"store\"\n[category.title]\nen = \"Our store\"\nel = "
            "\"Το κατάστημα\"\n"
            "[store]\nphone = \"555 0100\"\narticle = \"parking\"\naddress = {en = \"1 High Street\"}\n"
            "[store.hours]\nmonday = \"8:00-13:00, 16:00-20:00\"\ntuesday = \"8:00-20:00\"\nwednesday = "
            "\"8:00-20:00\"\nthursday = \"8:00-20:00\"\nfriday = \"8:00-24:00\"\nsaturday = "
            "\"9:00-14:00\"\nsunday = \"closed\"\n"
            "[[store.special_day]]\ndate = 2026-12-25\nhours = \"closed\"\nname = {en = \"Christmas\", el = "
            "\"Χριστούγεννα\"}\n"
            "[[store.service]]\nicon = \"key\"\ntitle = {en = \"Keys\"}\nwhere = {en = \"Desk 2\"}\n");
        write("media/plan.png", picture());
        write("articles/returns/en.md",
              "+++\ntitle = \"Return something\"\ncategory = \"store\"\ntags = [\"refund\"]\n"
              "questions = [\"Can I bring it back\"]\nrelated = [\"parking\"]\n+++\n\nYou have 60 "
              "days.\n\n## How\n\n"
              "Go to **desk 2**, see [parking](article:parking).\n\n1. Come\n2. Ask\n\n| a | b "
              "|\n|---|---|\n| 1 | |\n");
        write("articles/returns/el.md",
              "+++\ntitle = \"Επιστροφή\"\ncategory = \"store\"\nquestions = [\"Θέλω να το "
              "γυρίσω\"]\nrelated = [\"parking\"]\n+++\n\n"
              "Έχετε 60 ημέρες.\n");
        write("articles/parking/en.md",
              "+++\ntitle = \"Park your car\"\ncategory = \"store\"\nquestions = [\"Where do I leave the "
              "car\"]\n+++\n\nFree for 3 hours.\n\n![The way to the "
              "car park](media/plan.png)\n\n> [!TIP]\n> Keep the ticket:\n> - in your pocket\n>   1. left\n");
        write(
            "guides/broken/en.toml",
            "title = \"My drill is broken\"\ncategory = \"store\"\nquestions = [\"It won't start\"]\n"
            "[[step]]\nid = \"start\"\ntext = \"Is it charged?\"\n"
            "[[step.choice]]\nlabel = \"No\"\nto = \"charge\"\n[[step.choice]]\nlabel = \"Yes\"\nagent = "
            "true\n"
            "[[step]]\nid = \"charge\"\ntext = \"Charge it.\"\npicture = \"media/plan.png\"\ncaption = \"The "
            "charger\"\n"
            "[[step.choice]]\nlabel = \"It works\"\nsolved = true\n[[step.choice]]\nlabel = \"Still "
            "not\"\narticle = \"returns\"\n");
        write("notices/sale/en.toml", "title = \"Sale\"\ntext = \"All paint.\"\narticle = \"returns\"\n");
        write("replies/thanks/en.toml", "title = \"Thanks\"\ntext = \"Thank you.\"\n");
        write("replies/thanks/el.toml", "title = \"Ευχαριστώ\"\ntext = \"Σας ευχαριστούμε.\"\n");
    }

    // A PNG of a few pixels.
    static std::string picture() {
        const auto corpus = std::filesystem::path(STORESIDE_SOURCE_DIR) / "tests/fuzz/corpus";
        return read_file(corpus / "frame_pictures/small.png", 1 << 20).value();
    }

    void write(const std::string& file, std::string_view text) const {
        std::filesystem::create_directories((folder() / file).parent_path());
        ASSERT_TRUE(write_file(folder() / file, text));
    }

    // Replaces a part of a file that is there.
    void edit(const std::string& file, std::string_view part, std::string_view by) const {
        auto text = read_file(folder() / file, 1 << 20).value();
        const auto at = text.find(part);
        ASSERT_NE(at, text.npos) << part;
        write(file, text.replace(at, part.size(), by));
    }

    Source source() const { return read_source(folder()).value(); }
    std::vector<Finding> findings() const { return check_structure(source()); }

    // The findings that are errors, one a line, as an author sees them.
    std::string errors() const {
        std::string all;
        for (const auto& finding : findings())
            if (finding.severity == Finding::Severity::error) all += to_string(finding) + "\n";
        return all;
    }

    std::filesystem::path build() const {
        const auto built = build_pack(source(), pack_path());
        EXPECT_TRUE(built) << built.error().message();
        return pack_path();
    }

    Pack pack() const { return Pack::open(build()).value(); }

    std::filesystem::path folder() const { return temporary_.path() / "source"; }
    std::filesystem::path pack_path() const { return temporary_.path() / "shop.pack"; }

private:
    TemporaryFolder temporary_;
};

}  // namespace storeside::content
