#include "firmware/orders/guess_limit.hpp"

#include <algorithm>

namespace storeside::orders {

// One number says it all: the instant at which every guess so far is forgotten. A clock that was put back
// must not lock the kiosk for longer than the guesses are worth.
Result<bool> GuessLimit::begin(db::Transaction&, Time now) {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT forgotten_at FROM order_guard"));
    ASSIGN_OR_RETURN(const bool some, select.step());
    const Time before = some ? select.time(0) : Time{};
    select.reset();
    const Time most = now + kPerGuess * kGuessesAtOnce;
    const Time after = std::clamp(before, now, most) + kPerGuess;
    if (after > most) {
        if (before <= most) return false;
        ASSIGN_OR_RETURN(auto shorten, database_->prepare("UPDATE order_guard SET forgotten_at = :at"));
        RETURN_IF_ERROR(shorten.bind(":at", most).run());
        return false;
    }
    ASSIGN_OR_RETURN(auto upsert,
                     database_->prepare("INSERT INTO order_guard (only, forgotten_at) VALUES (1, :at) "
                                        "ON CONFLICT (only) DO UPDATE SET "
                                        "forgotten_at = excluded.forgotten_at"));
    RETURN_IF_ERROR(upsert.bind(":at", after).run());
    return true;
}

Result<void> GuessLimit::take_back(db::Transaction&) {
    ASSIGN_OR_RETURN(auto update,
                     database_->prepare("UPDATE order_guard SET forgotten_at = forgotten_at - :guess"));
    return update.bind(":guess", static_cast<std::int64_t>(kPerGuess.count())).run();
}

}  // namespace storeside::orders
