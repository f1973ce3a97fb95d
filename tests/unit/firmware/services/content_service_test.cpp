#include "firmware/services/content_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "tests/fakes/eventually.hpp"
#include "tests/unit/firmware/content/author.hpp"

namespace storeside::services {
namespace {

using content::Author;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// What the service answered, in order; the first answer can be made to take its time.
class Answers {
public:
    ContentService::Answer take() {
        return [this](kiosk::Event event) {
            events_.push_back(std::move(event));
            if (!held_) return;
            held_ = false;
            begun_.set_value();
            go_on_.get_future().wait();
        };
    }

    void hold_the_first() { held_ = true; }
    void wait_for_the_first() { begun_.get_future().wait(); }
    void go_on() { go_on_.set_value(); }

    template <class E>
    std::vector<E> all() const {
        std::vector<E> found;
        for (const auto& event : events_)
            if (const auto* one = std::get_if<E>(&event)) found.push_back(*one);
        return found;
    }
    std::size_t size() const { return events_.size(); }

private:
    std::vector<kiosk::Event> events_;  // the service's thread's until it is stopped
    bool held_ = false;
    std::promise<void> begun_, go_on_;
};

struct ContentServiceTest : testing::Test {
    void find(std::uint64_t request, std::string_view words = "return") {
        service.run(kiosk::FindWords{{1, request}, "en", Secret(words)});
    }

    Author author;
    Answers answers;
    ContentService service{answers.take()};
};

TEST_F(ContentServiceTest, ShowsAPackInEachOfItsLanguages) {
    service.open(author.build());
    service.stop();
    const auto opened = answers.all<kiosk::ContentOpened>();
    ASSERT_THAT(opened, SizeIs(1));
    ASSERT_THAT(opened[0].storefronts, SizeIs(2));
    EXPECT_EQ(opened[0].storefronts[1].language, "el");
    EXPECT_EQ(opened[0].brand.accent, 0x0B6B4Fu);
    EXPECT_EQ(service.version(), "Corner Shop 7");
}

TEST_F(ContentServiceTest, SaysThatThereIsNoPack) {
    service.open(author.folder() / "missing.pack");
    service.stop();
    const auto opened = answers.all<kiosk::ContentOpened>();
    ASSERT_THAT(opened, SizeIs(1));
    EXPECT_THAT(opened[0].storefronts, IsEmpty());
    EXPECT_EQ(service.version(), "");
}

TEST_F(ContentServiceTest, ABrokenPackAfterAGoodOneChangesNothing) {
    const auto broken = author.folder() / "broken.pack";
    ASSERT_TRUE(write_file(broken, std::string(5000, 'x')));
    service.open(author.build());
    service.open(broken);
    find(1);
    service.stop();
    EXPECT_THAT(answers.all<kiosk::ContentOpened>(), SizeIs(1));
    EXPECT_THAT(answers.all<kiosk::Found>().at(0).hits, Not(IsEmpty()));
    EXPECT_EQ(service.version(), "Corner Shop 7");
}

TEST_F(ContentServiceTest, ANewPackTakesThePlaceOfTheOldOne) {
    service.open(author.build());
    Author other;
    other.edit("pack.toml", "version = \"7\"", "version = \"8\"");
    service.open(other.build());
    service.stop();
    EXPECT_THAT(answers.all<kiosk::ContentOpened>(), SizeIs(2));
    EXPECT_EQ(service.version(), "Corner Shop 8");
}

TEST_F(ContentServiceTest, AnswersEveryQuestionWithoutAPack) {
    find(1);
    service.run(kiosk::ListCategory{{1, 2}, "en", "store"});
    service.run(kiosk::LoadArticle{{1, 3}, "en", "returns"});
    service.run(kiosk::LoadGuide{{1, 4}, "en", "broken"});
    service.stop();
    ASSERT_THAT(answers.all<kiosk::Found>(), SizeIs(2));
    EXPECT_THAT(answers.all<kiosk::Found>()[0].hits, IsEmpty());
    EXPECT_THAT(answers.all<kiosk::Found>()[1].hits, IsEmpty());
    EXPECT_FALSE(answers.all<kiosk::ArticleLoaded>().at(0).article);
    EXPECT_FALSE(answers.all<kiosk::GuideLoaded>().at(0).guide);
}

TEST_F(ContentServiceTest, AnswersAQuestionAndLeadsToAPersonEvenWithoutAPack) {
    service.run(kiosk::AnswerWords{{1, 1}, "en", Secret("I want to talk to a person")});
    service.run(kiosk::AnswerWords{{1, 2}, "en", Secret("Where can I park my car?")});
    service.open(author.build());
    service.run(kiosk::AnswerWords{{1, 3}, "en", Secret("Where can I park my car?")});
    service.stop();
    const auto answered = answers.all<kiosk::Answered>();
    ASSERT_THAT(answered, SizeIs(3));
    EXPECT_EQ(answered[0].answer.intent, content::Intent::person);
    EXPECT_TRUE(answered[1].answer.is_miss());
    EXPECT_EQ(answered[2].tag, (kiosk::Tag{1, 3}));
    EXPECT_EQ(answered[2].answer.hits.at(0).title, "Park your car");
}

TEST_F(ContentServiceTest, AnswersWithTheTagOfTheQuestion) {
    service.open(author.build());
    service.run(kiosk::LoadArticle{{3, 1}, "el", "returns"});
    service.run(kiosk::LoadArticle{{3, 2}, "el", "nothing"});
    service.run(kiosk::LoadGuide{{3, 3}, "en", "broken"});
    service.run(kiosk::ListCategory{{3, 4}, "en", "store"});
    service.stop();
    const auto articles = answers.all<kiosk::ArticleLoaded>();
    ASSERT_THAT(articles, SizeIs(2));
    EXPECT_EQ(articles[0].tag, (kiosk::Tag{3, 1}));
    EXPECT_EQ(articles[0].article->title, "Επιστροφή");
    EXPECT_FALSE(articles[1].article);
    EXPECT_EQ(answers.all<kiosk::GuideLoaded>().at(0).guide->title, "My drill is broken");
    EXPECT_THAT(answers.all<kiosk::Found>().at(0).hits, SizeIs(3));
}

TEST_F(ContentServiceTest, AnswersOnlyTheNewestOfTheSearchesThatWait) {
    answers.hold_the_first();
    service.open(author.build());
    answers.wait_for_the_first();
    for (std::uint64_t request = 1; request != 4; ++request) find(request);
    answers.go_on();
    service.stop();
    const auto found = answers.all<kiosk::Found>();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].tag, (kiosk::Tag{1, 3}));
    EXPECT_THAT(found[0].hits, Not(IsEmpty()));
}

TEST_F(ContentServiceTest, MarksWhatWasAskedForAndSaysWhatWasMeant) {
    service.open(author.build());
    find(1, "retrun days");
    service.stop();
    const auto found = answers.all<kiosk::Found>().at(0);
    EXPECT_EQ(found.corrected, "return days");
    const auto& best = found.hits.at(0);
    EXPECT_EQ(best.title, "Return something");
    EXPECT_THAT(best.title_marks, ElementsAre(content::Mark{0, 6}));
    EXPECT_EQ(best.lead, "You have 60 days.");
    EXPECT_THAT(best.lead_marks, ElementsAre(content::Mark{12, 16}));
}

TEST_F(ContentServiceTest, CorrectsNothingOfWordsThatAreRight) {
    service.open(author.build());
    find(1, "Return");
    service.stop();
    EXPECT_EQ(answers.all<kiosk::Found>().at(0).corrected, "");
}

TEST_F(ContentServiceTest, ForgetsTheQuestionsOfASessionButNotAPackThatCame) {
    const auto pack = author.build();
    Author other;
    other.edit("pack.toml", "version = \"7\"", "version = \"8\"");
    const auto newer = other.build();
    answers.hold_the_first();
    service.open(pack);
    answers.wait_for_the_first();
    find(1);
    service.open(newer);
    service.forget();
    answers.go_on();
    service.stop();
    EXPECT_THAT(answers.all<kiosk::Found>(), IsEmpty());
    EXPECT_THAT(answers.all<kiosk::ContentOpened>(), SizeIs(2));
    EXPECT_EQ(service.version(), "Corner Shop 8");
}

TEST_F(ContentServiceTest, AnOfferedPackChangesNothingUntilItIsSwapped) {
    service.open(author.build());
    Author other;
    other.edit("pack.toml", "version = \"7\"", "version = \"8\"");
    service.offer(other.build());
    find(1);
    ASSERT_TRUE(eventually([&] { return service.version() == "Corner Shop 7"; }));
    service.run(kiosk::SwapPack{});
    service.stop();
    EXPECT_THAT(answers.all<kiosk::PackWaits>(), SizeIs(1));
    EXPECT_THAT(answers.all<kiosk::ContentOpened>(), SizeIs(2));
    EXPECT_EQ(service.version(), "Corner Shop 8");
}

TEST_F(ContentServiceTest, SwapsNothingWhenNothingWaits) {
    service.run(kiosk::SwapPack{});
    service.stop();
    EXPECT_EQ(answers.size(), 0U);
}

TEST_F(ContentServiceTest, AnOfferIsAnnouncedAlsoWhenASessionEndsBeforeItWas) {
    const auto pack = author.build();
    answers.hold_the_first();
    service.open(pack);
    answers.wait_for_the_first();
    service.offer(pack);
    service.forget();
    answers.go_on();
    service.stop();
    EXPECT_THAT(answers.all<kiosk::PackWaits>(), SizeIs(1));
}

TEST_F(ContentServiceTest, TellsHowEachPackWasOpened) {
    const auto good = author.build(), broken = author.folder() / "broken.pack";
    ASSERT_TRUE(write_file(broken, std::string(5000, 'x')));
    std::vector<std::pair<std::filesystem::path, bool>> opened;
    ContentService told([](kiosk::Event) {},
                        [&](const std::filesystem::path& pack, Result<void> how) {
                            opened.emplace_back(pack, how.has_value());
                        });
    told.open(good);
    told.open(broken);
    told.stop();
    EXPECT_THAT(opened, ElementsAre(std::pair(good, true), std::pair(broken, false)));
}

}  // namespace
}  // namespace storeside::services
