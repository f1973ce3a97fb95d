// The mailboxes of all kiosks: numbered per kiosk without gaps, so that nothing is skipped however many
// write.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::hub_store {

struct Delivery {
    std::vector<journal::Mail> mail;
    journal::Cursor cursor;  // after `mail`
};

// What one answer to a kiosk may carry.
struct Portion {
    std::size_t count = 0;
    std::size_t bytes = 0;  // of bodies; one letter is always given, so that each kiosk gets on
};

class Mailbox {
public:
    explicit Mailbox(db::Database& database) : database_(database) {}

    // The number is taken under the kiosk's row: it is durable exactly when the transaction is.
    Result<void> append(db::Transaction&, const Id& kiosk, const Id& id, std::string_view kind,
                        std::string_view body);

    // What the kiosk does not have, oldest first, at most `most`. A kiosk whose cursor this hub can't have
    // given (the hub was restored from a backup) gets a new epoch and everything from the beginning.
    Result<Delivery> after(const Id& kiosk, const journal::Cursor& cursor, const Portion& most, Time now,
                           Random& random);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
