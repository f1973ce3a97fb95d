#include "sync/hub_store/mailbox.hpp"

#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

class Mailboxes : public HubStore {
protected:
    void post(const Id& to, int count = 1, const std::string& body = "{}") {
        for (int i = 0; i != count; ++i) {
            auto transaction = database.begin();
            ASSERT_TRUE(mailbox.append(*transaction, to, fresh(), "reply", body, clock.now()));
            ASSERT_TRUE(transaction->commit());
        }
    }
    Delivery after(const journal::Cursor& cursor, const Portion& most = {100, 1000}) {
        return mailbox.after(kiosk, cursor, most, clock.now(), random).value();
    }

    Id mail_id(std::int64_t n) {
        auto select = database.prepare("SELECT id FROM kiosk_mail WHERE n = :n").value();
        EXPECT_TRUE(select.bind(":n", n).step().value());
        return select.id(0);
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
        ASSERT_TRUE(mailbox.append(*transaction, kiosk, fresh(), "reply", "{}", clock.now()));
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

TEST_F(Mailboxes, AKioskThatIsFarBehindGetsASnapshotInPlaceOfItsMail) {
    post(kiosk, kMostReplayed + 2);
    const auto near = after({}, {1, 1000});
    EXPECT_TRUE(near.snapshot) << "from the beginning it is one too far";
    journal::Cursor second{near.cursor.epoch, 2, mail_id(2)};
    EXPECT_FALSE(after(second).snapshot);
    EXPECT_EQ(near.cursor.n, kMostReplayed + 2);
    EXPECT_EQ(near.cursor.id, mail_id(kMostReplayed + 2));
    EXPECT_TRUE(near.mail.empty());
    EXPECT_TRUE(after(near.cursor).mail.empty());
    EXPECT_FALSE(after(near.cursor).snapshot);
}

TEST_F(Mailboxes, AKioskThatWasAwayForTwoWeeksGetsASnapshot) {
    post(kiosk, 2);
    clock.advance(kMailKept);
    EXPECT_FALSE(after({}).snapshot);
    clock.advance(std::chrono::seconds(1));
    EXPECT_TRUE(after({}).snapshot);
}

TEST_F(Mailboxes, MailIsDeletedTwoWeeksAfterItWasTaken) {
    post(kiosk, 3);
    const auto first = after({}, {2, 1000}).cursor;
    ASSERT_FALSE(mailbox.taken(kiosk, first, clock.now()).value());
    clock.advance(kMailKept);
    EXPECT_EQ(mailbox.forget(clock.now() - kMailKept).value(), 0);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(mailbox.forget(clock.now() - kMailKept).value(), 1)
        << "not the one the cursor names, nor the last";
    const auto next = after(first);
    EXPECT_EQ(next.cursor.epoch, first.epoch);
    EXPECT_TRUE(next.snapshot) << "the third one waited for more than two weeks";
}

TEST_F(Mailboxes, AnOldDiskImageIsNoticedAndGetsTheMailThatItLost) {
    post(kiosk, 3);
    const auto image = after({}, {1, 1000}).cursor;
    ASSERT_FALSE(mailbox.taken(kiosk, image, clock.now()).value());
    ASSERT_FALSE(mailbox.taken(kiosk, after({}).cursor, clock.now()).value());
    Kiosks(database).seen(kiosk, {}, clock.now()).value();
    EXPECT_FALSE(mailbox.taken(kiosk, image, clock.now()).value()) << "a call that was held up on the way";
    clock.advance(std::chrono::minutes(2));
    EXPECT_TRUE(mailbox.taken(kiosk, image, clock.now()).value());
    EXPECT_FALSE(mailbox.taken(kiosk, image, clock.now()).value()) << "said once";
    EXPECT_EQ(Kiosks(database).list()->front().fell_back_at, clock.now());
    EXPECT_EQ(after(image).mail.size(), 2U);
}

TEST_F(Mailboxes, AnOldDiskImageWhoseMailIsDeletedGetsASnapshotInTheSameEpoch) {
    post(kiosk, 3);
    const auto image = after({}, {1, 1000}).cursor;
    ASSERT_FALSE(mailbox.taken(kiosk, after({}).cursor, clock.now()).value());
    clock.advance(kMailKept + std::chrono::seconds(1));
    ASSERT_EQ(mailbox.forget(clock.now() - kMailKept).value(), 2);
    const auto delivery = after(image);
    EXPECT_TRUE(delivery.snapshot);
    EXPECT_EQ(delivery.cursor.epoch, image.epoch);
    EXPECT_EQ(delivery.cursor.n, 3);
}

}  // namespace
}  // namespace storeside::hub_store
