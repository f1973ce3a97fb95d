#include "firmware/tickets/ticket_book.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_database.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::tickets {
namespace {

struct TicketBookTest : testing::Test, KioskDatabase {
    SeededRandom random{1};
    TicketBook book{database};
    Ticket ticket{.id = make_id(from_micros(1), random),
                  .code = "K7Q-3FM",
                  .created_at = from_micros(1),
                  .question = "secret"};

    void add() {
        auto transaction = database.begin().value();
        book.add(transaction, ticket).value();
        transaction.commit().value();
    }
    void move(State state) {
        auto transaction = database.begin().value();
        book.set_state(transaction, ticket.id, state).value();
        transaction.commit().value();
    }
};

TEST_F(TicketBookTest, KeepsCodeAndStateUntilTheTicketIsClosed) {
    add();
    add();
    ASSERT_EQ(book.open()->size(), 1U);
    EXPECT_EQ(book.open()->front().code, "K7Q-3FM");
    move(State::answered);
    EXPECT_EQ(book.open()->front().state, State::answered);
    move(State::closed);
    EXPECT_TRUE(book.open()->empty());
}

TEST_F(TicketBookTest, TicketOfAnotherLifeIsLeftOut) {
    move(State::answered);
    EXPECT_TRUE(book.open()->empty());
}

}  // namespace
}  // namespace storeside::tickets
