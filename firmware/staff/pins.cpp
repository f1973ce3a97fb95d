#include "firmware/staff/pins.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace storeside::staff {
namespace {

constexpr auto kFirstLockOut = std::chrono::minutes(1);
constexpr int kLongestDoubling = 6;  // 64 minutes

// libsodium's "moderate" needs 256 MiB, too much for a small box; this is its "interactive": 64 MiB, 2
// passes.
constexpr auto kPasses = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr auto kMemory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;

bool well_formed(std::string_view pin) {
    return pin.size() >= kShortestPin && pin.size() <= kLongestPin &&
           std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> start_sodium() {
    if (sodium_init() < 0) return failure(Errc::internal, "libsodium can't start");
    return {};
}

}  // namespace

Result<std::string> Pins::owner(const Secret& pin) const {
    RETURN_IF_ERROR(start_sodium());
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT name, pin_hash FROM staff ORDER BY name"));
    std::string owner;
    for (;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) return owner;
        // All are tried, so that the time taken does not tell whose PIN it was.
        const std::string hash(select.text(1));
        if (crypto_pwhash_str_verify(hash.c_str(), pin.view().data(), pin.size()) == 0)
            owner = select.text(0);
    }
}

Result<void> Pins::set(const std::string& name, const Secret& pin) {
    RETURN_IF_ERROR(start_sodium());
    if (!well_formed(pin.view()))
        return failure(Errc::invalid_input,
                       fmt::format("a PIN is {} to {} digits", kShortestPin, kLongestPin));
    ASSIGN_OR_RETURN(const std::string taken_by, owner(pin));
    if (!taken_by.empty() && taken_by != name)
        return failure(Errc::conflict, "this PIN can't be used: choose another one");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), pin.view().data(), pin.size(), kPasses, kMemory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return failure(Errc::internal, "not enough memory to hash a PIN");
    ASSIGN_OR_RETURN(auto upsert,
                     database_->prepare("INSERT INTO staff (name, pin_hash) VALUES (:name, :hash) "
                                        "ON CONFLICT (name) DO UPDATE SET pin_hash = excluded.pin_hash"));
    return upsert.bind(":name", name).bind(":hash", std::string_view(hash.data())).run();
}

Result<Checked> Pins::check(const Secret& pin, Time now) {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT misses, locked_until FROM pin_guard"));
    ASSIGN_OR_RETURN(const bool row, select.step());
    const auto misses = row ? select.integer(0) : 0;
    const Time locked_until = row ? select.time(1) : Time{};
    select.reset();
    if (now < locked_until) return Checked{Verdict::locked_out, "", locked_until};

    Checked checked;
    if (well_formed(pin.view())) {
        ASSIGN_OR_RETURN(checked.name, owner(pin));
    }
    if (!checked.name.empty()) checked.verdict = Verdict::accepted;

    const auto now_misses = checked.verdict == Verdict::accepted ? 0 : misses + 1;
    if (now_misses >= kMissesBeforeLockOut) {
        const auto doublings = std::min<std::int64_t>(now_misses - kMissesBeforeLockOut, kLongestDoubling);
        checked.verdict = Verdict::locked_out;
        checked.locked_until = now + kFirstLockOut * (1 << doublings);
    }
    ASSIGN_OR_RETURN(
        auto upsert,
        database_->prepare("INSERT INTO pin_guard (only, misses, locked_until) VALUES (1, :misses, :until) "
                           "ON CONFLICT (only) DO UPDATE SET misses = excluded.misses, "
                           "locked_until = excluded.locked_until"));
    RETURN_IF_ERROR(upsert.bind(":misses", now_misses).bind(":until", checked.locked_until).run());
    return checked;
}

Result<bool> Pins::empty() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT 1 FROM staff LIMIT 1"));
    ASSIGN_OR_RETURN(const bool row, select.step());
    return !row;
}

}  // namespace storeside::staff
