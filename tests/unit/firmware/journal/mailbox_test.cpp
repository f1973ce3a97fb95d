#include "firmware/journal/mailbox.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_database.hpp"

namespace storeside::journal {
namespace {

struct MailboxTest : testing::Test, KioskDatabase {
    Mailbox mailbox{database};

    void advance(const Cursor& cursor) {
        auto transaction = database.begin().value();
        mailbox.advance(transaction, cursor).value();
        transaction.commit().value();
    }
    static Mail mail(std::int64_t n) { return {n, Id{}, "reply", "{}"}; }
};

TEST_F(MailboxTest, BeginsWithNothing) { EXPECT_EQ(mailbox.cursor().value(), Cursor{}); }

TEST_F(MailboxTest, TakesOnlyWhatIsNew) {
    advance({"epoch", 2, Id{}});
    const auto fresh = mailbox.fresh({mail(4), mail(2), mail(3)}, {"epoch", 4, Id{}}).value();
    ASSERT_EQ(fresh.size(), 2U);
    EXPECT_EQ(fresh[0].n, 3);
    EXPECT_EQ(fresh[1].n, 4);
}

TEST_F(MailboxTest, RefusesAnAnswerThatSkipsMail) {
    advance({"epoch", 2, Id{}});
    EXPECT_EQ(mailbox.fresh({mail(4)}, {"epoch", 4, Id{}}).error().code(), Errc::conflict);
}

TEST_F(MailboxTest, NeverMovesBackWithinAnEpoch) {
    advance({"epoch", 5, Id{}});
    advance({"epoch", 3, Id{}});
    EXPECT_EQ(mailbox.cursor()->n, 5);
}

TEST_F(MailboxTest, BeginsAnewInANewEpoch) {
    advance({"epoch", 5, Id{}});
    EXPECT_EQ(mailbox.fresh({mail(1)}, {"restored", 1, Id{}})->size(), 1U);
    advance({"restored", 1, Id{}});
    EXPECT_EQ(mailbox.cursor().value(), (Cursor{"restored", 1, Id{}}));
}

}  // namespace
}  // namespace storeside::journal
