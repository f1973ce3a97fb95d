#include "sync/protocol/messages.hpp"

#include <gtest/gtest.h>

#include "sync/protocol/bodies.hpp"
#include "sync/protocol/jobs.hpp"
#include "sync/protocol/operator.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::protocol {
namespace {

constexpr Time kNow = from_micros(1'795'356'187'120'000);

Id some_id(std::uint64_t seed) {
    SeededRandom random(seed);
    return make_id(kNow, random);
}

SyncRequest full_request() {
    SyncRequest request;
    request.cursor = {"epoch-1", 7, some_id(1)};
    request.reported = {3, "0.1.0", std::string(64, 'a'), 2, {2, {"full_screen"}, {{"thanks", "no"}}}};
    request.outbox = {{11, some_id(2), "ticket", kNow, R"({"a":"\"quoted\" και ελληνικά"})"},
                      {12, some_id(3), "message", kNow, "{}"}};
    request.wait = 300;
    return request;
}

SyncAnswer full_answer() {
    SyncAnswer answer;
    answer.acked = 12;
    answer.mail = {{8, some_id(4), "reply", "{}"}, {9, some_id(5), "ticket_state", "{}"}};
    answer.cursor = {"epoch-1", 9, some_id(5)};
    answer.desired = {4, DesiredPack{std::string(64, 'b'), "Bramble 1"},
                      settings::Values{{"thanks", std::int64_t{7}}, {"speech", false}},
                      "https://cdn.example.org"};
    answer.hold = 25;
    answer.retry_after = 1;
    return answer;
}

orders::Order full_order() {
    orders::Order order;
    order.number = "BB-10023";
    order.state = orders::State::ready_for_pickup;
    order.timeline = {{orders::State::placed, kNow}, {orders::State::refunded, kNow}};
    order.items = {{"Drill", 2}};
    order.carrier = "Post";
    order.pickup_desk = "3";
    order.due = kNow;
    order.as_of = kNow;
    order.parcels = {{"Post", "PN1", kNow}, {"", "", std::nullopt}};
    order.refunds = {{kNow, "12.50", "EUR"}, {}};
    return order;
}

// The text of a valid message with one piece replaced.
std::string with(std::string text, std::string_view old, std::string_view fresh) {
    const auto at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), fresh);
}

TEST(SyncRequest, IsTheSameAfterTheWire) {
    const auto back = decode_sync_request(encode(full_request()));
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(*back, full_request());
}

TEST(SyncAnswer, IsTheSameAfterTheWire) {
    const auto back = decode_sync_answer(encode(full_answer()));
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(*back, full_answer());
}

// Kiosks and hubs that don't speak of settings.
TEST(Sync, WithoutSettingsIsUnderstood) {
    auto request = full_request();
    request.reported.settings = {};
    auto text = with(encode(request), R"(,"settings":{"version":0,"restart":[],"problems":[]})", "");
    EXPECT_EQ(decode_sync_request(text).value(), request);
    auto answer = full_answer();
    answer.desired.settings.reset();
    text = encode(answer);
    EXPECT_EQ(text.find("settings"), std::string::npos);
    EXPECT_EQ(decode_sync_answer(text).value(), answer);
}

TEST(SyncAnswer, IsTheSameAfterTheWireWithoutAPack) {
    auto answer = full_answer();
    answer.desired.pack.reset();
    EXPECT_EQ(decode_sync_answer(encode(answer)).value(), answer);
}

TEST(Messages, AreTheSameAfterTheWire) {
    const EnrolRequest ask{"0.1", "-----BEGIN…", "abc"};
    EXPECT_EQ(decode_enrol_request(encode(ask)).value(), ask);
    const EnrolAnswer enrolled{some_id(1), "Bramble", "Aisle 7", "-----BEGIN…", "-----BEGIN…"};
    EXPECT_EQ(decode_enrol_answer(encode(enrolled)).value(), enrolled);
    const OrderRequest question{{Secret("BB-1"), Secret("a@b.c")}};
    EXPECT_EQ(decode_order_request(encode(question)).value(), question);
    const OrderAnswer nothing{};
    EXPECT_EQ(decode_order_answer(encode(nothing)).value(), nothing);
    const OrderAnswer found{full_order()};
    EXPECT_EQ(decode_order_answer(encode(found)).value(), found);
    EXPECT_EQ(decode_refusal(encode_refusal("no \"such\" thing")), "no \"such\" thing");
}

TEST(OperatorMessages, AreTheSameAfterTheWire) {
    const InviteRequest ask{"Bramble", "Aisle 7", {}}, again{"", "", some_id(1)};
    EXPECT_EQ(decode_invite_request(encode(ask)).value(), ask);
    EXPECT_EQ(decode_invite_request(encode(again)).value(), again);
    const InviteAnswer code{"ABCD-EFGH", kNow};
    EXPECT_EQ(decode_invite_answer(encode(code)).value(), code);
    const std::vector<KioskRow> kiosks{{some_id(1), "Bramble", "Aisle 7", kNow, "0.1", "abc", 4, 7, 6, 1, 2,
                                        43, "expired", kNow, kNow, "revoked"}};
    EXPECT_EQ(decode_kiosks(encode(kiosks)).value(), kiosks);
    const TicketRow row{some_id(2), "K7Q-3FM", "Bramble", "Aisle 7", tickets::State::answered,
                        kNow,       "Why?",    "rt",      "12",      "denied"};
    EXPECT_EQ(decode_tickets(encode(std::vector{row})).value(), std::vector{row});
    TicketDetail detail;
    detail.row = row;
    detail.ticket.question = "Why?";
    detail.ticket.code = "K7Q-3FM";
    detail.entries = {{TicketEntry::Kind::rating, "", "5 of 5", kNow}};
    EXPECT_EQ(decode_ticket_detail(encode(detail)).value(), detail);
    const ReplyRequest reply{"Nina", "On my way"};
    EXPECT_EQ(decode_reply_request(encode(reply)).value(), reply);
    const PackRow pack{std::string(64, 'c'), "1", 99, kNow};
    EXPECT_EQ(decode_pack(encode(pack)).value(), pack);
}

TEST(Messages, NameTheMemberThatIsWrong) {
    const auto text = encode(full_request());
    EXPECT_EQ(decode_sync_request(with(text, R"("seq":12)", R"("seq":"12")")).error().message(),
              "outbox[1].seq: not a whole number");
    EXPECT_EQ(decode_sync_request(with(text, R"("seq":12)", R"("seq":11)")).error().message(),
              "outbox[1].seq: not larger than the one before");
    EXPECT_EQ(decode_sync_request(with(text, R"("unsent":2)", R"("unsent":-2)")).error().message(),
              "reported.unsent: not between 0 and 9007199254740992");
    EXPECT_EQ(decode_sync_request(with(text, R"("wait":300)", R"("weight":300)")).error().message(),
              "wait: missing");
    EXPECT_EQ(decode_sync_request("[]").error().message(), "the message: not an object");
}

TEST(SyncRequest, OneRecordThatMakesNoSenseRefusesNoOtherOne) {
    const auto text = encode(full_request());
    const auto expect_second_alone = [](const std::string& changed, std::string_view kind,
                                        std::string_view why) {
        const auto request = decode_sync_request(changed);
        ASSERT_TRUE(request) << request.error().message();
        ASSERT_EQ(request->outbox.size(), 1U);
        EXPECT_EQ(request->outbox[0], full_request().outbox[1]);
        ASSERT_EQ(request->unreadable.size(), 1U);
        const auto& bad = request->unreadable[0];
        EXPECT_EQ(bad.sequence, 11);
        EXPECT_EQ(bad.id, full_request().outbox[0].id);
        EXPECT_EQ(bad.kind, kind);
        EXPECT_EQ(bad.why, why);
        EXPECT_TRUE(changed.contains(bad.entry)) << bad.entry;
    };
    const std::string body = R"("body":"{\"a\":\"\\\"quoted\\\" και ελληνικά\"}")";
    expect_second_alone(with(text, body, R"("body":")" + std::string(kMaxBodyBytes + 1, 'x') + '"'), "ticket",
                        "outbox[0].body: longer than 65536 bytes");
    expect_second_alone(with(text, body, R"("body":[{}])"), "ticket", "outbox[0].body: not a string");
    expect_second_alone(with(text, body, R"("body":"a\u0000b")"), "ticket", "outbox[0].body: contains a NUL");
    expect_second_alone(with(text, R"("kind":"ticket")", R"("kind":7)"), "", "outbox[0].kind: not a string");
}

TEST(SyncRequest, AKindThatCouldWriteIntoALogIsNotRepeated) {
    const auto text = with(encode(full_request()), R"("kind":"ticket")", R"("kind":"x\nhub: all is well")");
    const auto request = decode_sync_request(with(text, R"("created_at")", R"("created")")).value();
    ASSERT_EQ(request.unreadable.size(), 1U);
    EXPECT_EQ(request.unreadable[0].kind, "");
    EXPECT_EQ(request.unreadable[0].why, "outbox[0].created_at: missing");
}

TEST(Messages, IgnoreMembersTheyDoNotKnow) {
    const auto text = with(encode(full_request()), R"("wait":300)", R"("wait":300,"later":{"x":[1,2]})");
    EXPECT_EQ(decode_sync_request(text).value(), full_request());
}

TEST(SyncAnswer, WithAGapInItsMailIsRefused) {
    EXPECT_EQ(decode_sync_answer(with(encode(full_answer()), R"("n":9)", R"("n":10)")).error().message(),
              "mail[1].n: not the one after the one before");
}

TEST(SyncAnswer, WhoseCursorIsNotThatOfItsLastMailIsRefused) {
    auto answer = full_answer();
    answer.cursor.n = 8;
    EXPECT_EQ(decode_sync_answer(encode(answer)).error().message(), "cursor.n: not that of the last mail");
}

TEST(Messages, RefuseWhatIsTooLongOrTooDeep) {
    EXPECT_FALSE(decode_sync_request(std::string(kMaxMessageBytes + 1, ' ')));
    EXPECT_FALSE(decode_sync_request(std::string(100, '[') + std::string(100, ']')));
    EXPECT_FALSE(decode_sync_request("{\"wait\":\xff}"));
}

TEST(SyncRequest, CarriesTheNewestReceiptOrNone) {
    auto request = full_request();
    request.receipt = journal::Receipt{10, some_id(7)};
    const auto text = encode(request);
    EXPECT_EQ(decode_sync_request(text).value(), request);
    EXPECT_EQ(
        decode_sync_request(with(text, R"("receipt":{"seq":10)", R"("receipt":{"seq":0)")).error().message(),
        "receipt.seq: not between 1 and 9007199254740992");
    EXPECT_FALSE(decode_sync_request(encode(full_request()))->receipt);
}

TEST(SyncAnswer, ASnapshotMayBeLongerThanOtherMail) {
    SyncAnswer answer;
    answer.mail = {{700, some_id(1), "snapshot", std::string(kMaxSnapshotBytes, ' ')}};
    answer.cursor = {"epoch", 700, some_id(1)};
    EXPECT_EQ(decode_sync_answer(encode(answer)).value(), answer);
    answer.mail[0].kind = "reply";
    EXPECT_FALSE(decode_sync_answer(encode(answer)));
}

TEST(JobMessages, AreTheSameAfterTheWire) {
    const JobList jobs{
        {{3, "message", "dead", some_id(1), "K7Q-3FM", "Bramble", "Aisle 7", 4, kNow, "no such queue"}},
        {"rt", "open", kNow, "status 503"}};
    EXPECT_EQ(decode_jobs(encode(jobs)).value(), jobs);
    EXPECT_EQ(decode_jobs(with(encode(jobs), R"("attempts":4)", R"("attempts":-4)")).error().message(),
              "jobs[0].attempts: not between 0 and 1073741824");
}

}  // namespace
}  // namespace storeside::protocol
