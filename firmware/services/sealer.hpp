// Seals records to the hub's key before they are written, so that a stolen kiosk tells nothing of its
// shoppers.
#pragma once
#include <optional>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"
#include "firmware/journal/outbox.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside::services {

class Sealer {
public:
    explicit Sealer(db::Database& database) : database_(&database) {}

    // Reads the key that is kept in the database.
    Result<void> load();

    // `unavailable` before there is a key, but for audit entries: nothing in them was typed by a shopper.
    Result<journal::Record> seal(journal::Record record) const;

    // From now on records are sealed to this key; what lies in the outbox unsealed is sealed now.
    // `invalid_input` when it is no key, and the old one stays.
    Result<void> keep(const protocol::SealKey& key, journal::Outbox& outbox);

private:
    db::Database* database_;
    std::optional<protocol::SealKey> key_;
};

}  // namespace storeside::services
