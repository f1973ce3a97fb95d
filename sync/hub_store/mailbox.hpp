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

// A kiosk that is further behind than this gets a snapshot in place of its mail; and this long after a kiosk
// took it, mail is deleted.
inline constexpr std::int64_t kMostReplayed = 500;
inline constexpr Duration kMailKept = std::chrono::days(14);

struct Delivery {
    std::vector<journal::Mail> mail;
    journal::Cursor cursor;  // after `mail`
    bool snapshot = false;   // the kiosk needs one that stands for all mail up to `cursor`; `mail` is empty
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
                        std::string_view body, Time now);

    // What the kiosk does not have, oldest first, at most `most`. A kiosk whose cursor this hub can't have
    // given (the hub was restored from a backup) gets a new epoch and everything from the beginning.
    Result<Delivery> after(const Id& kiosk, const journal::Cursor& cursor, const Portion& most, Time now,
                           Random& random);

    // The kiosk says that it has everything up to `cursor`. True when it had more before: its disk is that of
    // an earlier day. A cursor that after() does not know changes nothing.
    Result<bool> taken(const Id& kiosk, const journal::Cursor& cursor, Time now);

    // A new epoch for this kiosk: it reads its mail from the beginning and sends again what it keeps.
    Result<void> begin_anew(const Id& kiosk, Time now, Random& random);

    // Deletes mail that was taken, or waits, since before then, and gives the number of letters. The last one
    // that a kiosk took and the last of all stay, since cursors are held against them.
    Result<std::int64_t> forget(Time before);

private:
    // What this hub knows of the mail that a cursor names.
    struct Standing {
        journal::Cursor mine;   // the kiosk's epoch, and how much mail it was ever sent
        std::int64_t from = 0;  // the kiosk has the mail up to this number
        enum class Kind { here, forgotten, impossible } kind = Kind::here;
    };
    Result<Standing> standing(const Id& kiosk, const journal::Cursor& cursor);
    Result<bool> too_far_behind(const Id& kiosk, std::int64_t from, std::int64_t last, Time now);

    db::Database& database_;
};

}  // namespace storeside::hub_store
