// What operators ask about what is known of one person, and about the keys that protect it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside::protocol {

struct SealKeyRow {
    SealKey key;
    Time made_at{};
    std::optional<Time> kept_until;  // none: it is the one in use

    friend bool operator==(const SealKeyRow&, const SealKeyRow&) = default;
};

struct SealStatus {
    std::vector<SealKeyRow> keys;  // oldest first
    std::int64_t unreadable = 0;   // records the hub keeps that it could not read

    friend bool operator==(const SealStatus&, const SealStatus&) = default;
};

// Who: exactly one of these.
struct Subject {
    std::string ticket;  // a code or an id
    std::string email;
    std::string phone;

    friend bool operator==(const Subject&, const Subject&) = default;
};

// Where one conversation with a person is.
struct FoundTicket {
    Id id;
    std::string code;
    std::string store;
    std::string kiosk;
    Time created_at{};
    std::int64_t records = 0;  // the ticket itself, its messages and ratings
    std::string helpdesk;      // empty: no helpdesk has it
    std::string ref;

    friend bool operator==(const FoundTicket&, const FoundTicket&) = default;
};

struct Found {
    std::vector<FoundTicket> tickets;
    std::int64_t loose = 0;   // records that belong to no ticket: a rating, an unreadable one
    std::int64_t orders = 0;  // of the shops, in the hub's index

    friend bool operator==(const Found&, const Found&) = default;
};

struct Erased {
    Found found;                    // what there was
    std::vector<std::string> left;  // what a person has to erase, and where; empty: nothing

    friend bool operator==(const Erased&, const Erased&) = default;
};

std::string encode(const SealStatus& message);
std::string encode(const Subject& message);
std::string encode(const Found& message);
std::string encode(const Erased& message);

Result<SealStatus> decode_seal_status(std::string_view json);
Result<Subject> decode_subject(std::string_view json);
Result<Found> decode_found(std::string_view json);
Result<Erased> decode_erased(std::string_view json);

}  // namespace storeside::protocol
