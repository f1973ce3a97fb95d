#include "sync/protocol/bodies.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.hpp"

namespace storeside::protocol {
namespace {

constexpr Time kNow = from_micros(1'795'356'187'120'000);

Id some_id(std::uint64_t seed) {
    SeededRandom random(seed);
    return make_id(kNow, random);
}

TEST(Bodies, AreTheSameAfterTheWire) {
    tickets::Ticket ticket;
    ticket.id = some_id(1);
    ticket.code = short_code(ticket.id);
    ticket.created_at = kNow;
    ticket.language = "el";
    ticket.channel = tickets::Channel::message;
    ticket.question = "Πού είναι \"η\" παραγγελία;\n";
    ticket.journey = {{tickets::JourneyStep::Kind::searched, kNow, "drill"},
                      {tickets::JourneyStep::Kind::order_not_found, kNow, "BB-1"}};
    ticket.orders = {{"BB-1", "shipped"}};
    EXPECT_EQ(decode_ticket(encode(ticket)).value(), ticket);

    const tickets::Message message{some_id(2), some_id(1), kNow, "Hello"};
    EXPECT_EQ(decode_message(encode(message)).value(), message);
    const tickets::Rating rating{some_id(3), {}, kNow, 5, ""};
    EXPECT_EQ(decode_rating(encode(rating)).value(), rating);
    const Audit audit{some_id(4), kNow, "staff.signed_in", "manager"};
    EXPECT_EQ(decode_audit(encode(audit)).value(), audit);
    const tickets::Reply reply{some_id(5), some_id(1), "Nina", "On my way", kNow};
    EXPECT_EQ(decode_reply(encode(reply)).value(), reply);
    const TicketState state{some_id(1), tickets::State::closed};
    EXPECT_EQ(decode_ticket_state(encode(state)).value(), state);
}

TEST(Bodies, ARatingHasOneToFiveStars) {
    auto rating = tickets::Rating{some_id(3), {}, kNow, 6, ""};
    EXPECT_EQ(decode_rating(encode(rating)).error().message(), "score: not between 1 and 5");
}

TEST(Bodies, AnUnknownWordIsNamed) {
    EXPECT_EQ(decode_ticket_state(R"({"ticket":"01935b1e-7c00-7000-8000-000000000001","state":"lost"})")
                  .error()
                  .message(),
              "state: not one of the known words");
}

TEST(Snapshot, OfAsManyTicketsAsItMayHoldFitsIntoAnAnswer) {
    Snapshot snapshot;
    for (std::size_t n = 0; n != kMaxSnapshotTickets; ++n)
        snapshot.tickets.push_back({some_id(n), tickets::State::answered});
    const auto body = encode(snapshot);
    EXPECT_LE(body.size(), kMaxSnapshotBytes);
    EXPECT_EQ(decode_snapshot(body).value(), snapshot);
    snapshot.tickets.push_back({some_id(1), tickets::State::open});
    EXPECT_FALSE(decode_snapshot(encode(snapshot)));
}

}  // namespace
}  // namespace storeside::protocol
