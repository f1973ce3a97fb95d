// Staff PINs: hashed with argon2id, guarded by a lock-out that survives a restart. There is no default PIN.
#pragma once
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/db/database.hpp"
#include "firmware/staff/model.hpp"

namespace storeside::staff {

inline constexpr std::size_t kShortestPin = 4;  // digits
inline constexpr std::size_t kLongestPin = 12;  // digits
inline constexpr int kMissesBeforeLockOut = 5;  // in a row; each further miss doubles the time

struct Checked {
    Verdict verdict = Verdict::wrong;
    std::string name;     // of the person whose PIN it is
    Time locked_until{};  // when locked out
};

class Pins {
public:
    explicit Pins(db::Database& database) : database_(&database) {}

    // Sets or changes the PIN of `name`. invalid_input unless it is 4 to 12 digits; conflict when somebody
    // else has it. Takes about 0.1 s per person on one core, on purpose.
    Result<void> set(const std::string& name, const Secret& pin);

    // Finds whose PIN it is. While locked out, also the right PIN is not accepted.
    Result<Checked> check(const Secret& pin, Time now);

    // True while nobody has a PIN.
    Result<bool> empty() const;

private:
    Result<std::string> owner(const Secret& pin) const;  // "" when nobody's

    db::Database* database_;
};

}  // namespace storeside::staff
