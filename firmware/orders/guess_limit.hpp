// How often a kiosk may be asked in vain for an order while the line is down: a few times at once, then one a
// minute. Kept in kiosk.db, so that pulling the plug forgets nothing.
#pragma once
#include "firmware/base/clock.hpp"
#include "firmware/db/database.hpp"

namespace storeside::orders {

inline constexpr int kGuessesAtOnce = 10;
inline constexpr Duration kPerGuess = std::chrono::minutes(1);

class GuessLimit {
public:
    explicit GuessLimit(db::Database& database) : database_(&database) {}

    // Counts one more guess before it is made; false when there are too many: it is not to be made.
    Result<bool> begin(db::Transaction&, Time now);

    // It was none: the order was found.
    Result<void> take_back(db::Transaction&);

private:
    db::Database* database_;
};

}  // namespace storeside::orders
