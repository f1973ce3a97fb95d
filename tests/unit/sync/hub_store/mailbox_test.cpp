#include "sync/hub_store/mailbox.hpp"

#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

class Mailboxes : public HubStore {
protected:
    void post(const Id& to, int count = 1, const std::string& body = "{}") {
        for (int i = 0; i != count; ++i) {
            auto transaction = database.begin();
            ASSERT_TRUE(mailbox.append(*transaction, to, fresh(), "reply", body));
            ASSERT_TRUE(transaction->commit());
        }
    }
    Delivery after(const journal::Cursor& cursor, const Portion& most = {100, 1000}) {
        return mailbox.after(kiosk, cursor, most, clock.now(), random).value();
    }

    Mailbox mailbox{database};
};

TEST_F(Mailboxes, EachKioskCountsItsOwnMail) {
    const auto other = enrol("Till 2").kiosk;
    post(kiosk);
    post(other);
    post(kiosk);
    const auto delivery = after({});
    ASSERT_EQ(delivery.mail.size(), 2U);
    EXPECT_EQ(delivery.mail[0].n, 1);
    EXPECT_EQ(delivery.mail[1].n, 2);
    EXPECT_EQ(delivery.cursor.n, 2);
}

TEST_F(Mailboxes, MailOfATransactionThatWasUndoneLeavesNoGap) {
    {
        auto transaction = database.begin();
        ASSERT_TRUE(mailbox.append(*transaction, kiosk, fresh(), "reply", "{}"));
    }
    post(kiosk);
    EXPECT_EQ(after({}).mail.at(0).n, 1);
}

TEST_F(Mailboxes, GoOnWhereTheKioskStands) {
    post(kiosk, 3);
    const auto first = after({}, {2, 1000});
    const auto second = after(first.cursor, {2, 1000});
    ASSERT_EQ(second.mail.size(), 1U);
    EXPECT_EQ(second.mail[0].n, 3);
    EXPECT_TRUE(after(second.cursor).mail.empty());
    EXPECT_EQ(after(second.cursor).cursor, second.cursor);
}

TEST_F(Mailboxes, LongLettersComeFewAtATimeAndATooLongOneAlone) {
    post(kiosk, 2, std::string(400, 'x'));
    post(kiosk, 1, std::string(5000, 'y'));
    const auto first = after({});
    EXPECT_EQ(first.mail.size(), 2U);
    EXPECT_EQ(first.cursor.n, 2);
    const auto second = after(first.cursor);
    ASSERT_EQ(second.mail.size(), 1U);
    EXPECT_EQ(second.mail[0].n, 3);
}

TEST_F(Mailboxes, AKioskThatKnowsMoreThanARestoredHubBeginsANewEpoch) {
    post(kiosk, 2);
    auto cursor = after({}).cursor;
    cursor.n = 7;  // from before the restore
    const auto delivery = after(cursor);
    EXPECT_NE(delivery.cursor.epoch, cursor.epoch);
    EXPECT_EQ(delivery.mail.size(), 2U);
    EXPECT_TRUE(after(delivery.cursor).mail.empty());
}

TEST_F(Mailboxes, MailNWithAnotherIdBeginsANewEpoch) {
    post(kiosk, 2);
    auto cursor = after({}).cursor;
    cursor.id = fresh();
    EXPECT_NE(after(cursor).cursor.epoch, cursor.epoch);
}

}  // namespace
}  // namespace storeside::hub_store
