#include "firmware/orders/order_cache.hpp"

#include <sodium.h>

#include <algorithm>

namespace storeside::orders {
namespace {

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "ss-kiosk";
enum Purpose : std::uint64_t { kPlaces = 1, kWraps = 2 };

Key part_of(const Key& kiosk, Purpose purpose) {
    Key part;
    crypto_kdf_derive_from_key(part.data(), Key::kBytes, purpose, kContext, kiosk.data());
    return part;
}

std::string bytes_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// Where a way is kept: found again only with this kiosk's secret.
std::string place_of(const Key& kiosk, const Locator& locator) {
    const auto key = part_of(kiosk, kPlaces);
    std::string place(sizeof(Locator), '\0');
    crypto_generichash(raw(place), place.size(), reinterpret_cast<const unsigned char*>(locator.data()),
                       locator.size(), key.data(), Key::kBytes);
    return place;
}

// Encrypts and decrypts. The nonce is the place and the order: whatever is wrapped there is the same each
// time, and its own tag, beneath, tells damage.
std::string mask(const Key& kiosk, const std::string& place, std::int64_t order, std::string wrapped) {
    static_assert(crypto_stream_xchacha20_NONCEBYTES == sizeof(Locator) + sizeof(order));
    const auto key = part_of(kiosk, kWraps);
    std::string nonce = place;
    nonce.append(reinterpret_cast<const char*>(&order), sizeof order);
    crypto_stream_xchacha20_xor(raw(wrapped), raw(wrapped), wrapped.size(), raw(nonce), key.data());
    return wrapped;
}

}  // namespace

Result<std::optional<Derivation>> OrderCache::derivation() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT salt, passes, memory FROM order_derivation"));
    ASSIGN_OR_RETURN(const bool some, select.step());
    if (!some) return std::nullopt;
    Derivation derivation{{},
                          {static_cast<int>(select.integer(1)), static_cast<std::size_t>(select.integer(2))}};
    const auto salt = select.blob(0);
    if (salt.size() != derivation.salt.size())
        return failure(Errc::corrupt, "the salt of the kept orders is damaged");
    std::ranges::transform(salt, derivation.salt.begin(), [](char c) { return static_cast<std::byte>(c); });
    return derivation;
}

Result<void> OrderCache::take_up(db::Transaction& transaction, const Derivation& derivation) {
    ASSIGN_OR_RETURN(const auto before, this->derivation());
    if (before == derivation) return {};
    RETURN_IF_ERROR(forget_all(transaction));
    ASSIGN_OR_RETURN(auto upsert,
                     database_->prepare("INSERT INTO order_derivation (only, salt, passes, memory) "
                                        "VALUES (1, :salt, :passes, :memory) ON CONFLICT (only) DO "
                                        "UPDATE SET salt = excluded.salt, passes = excluded.passes, "
                                        "memory = excluded.memory"));
    return upsert.bind_blob(":salt", bytes_of(derivation.salt))
        .bind(":passes", derivation.cost.passes)
        .bind(":memory", derivation.cost.memory)
        .run();
}

Result<void> OrderCache::keep(db::Transaction& transaction, const SealedOrder& order) {
    RETURN_IF_ERROR(forget(transaction, order.id));
    ASSIGN_OR_RETURN(auto insert, database_->prepare("INSERT INTO order_cache (id, body, expires_at) "
                                                     "VALUES (:id, :body, :expires_at)"));
    RETURN_IF_ERROR(insert.bind(":id", order.id)
                        .bind_blob(":body", order.body)
                        .bind(":expires_at", order.expires_at)
                        .run());
    const auto row = database_->last_row();
    ASSIGN_OR_RETURN(auto way, database_->prepare("INSERT INTO order_way (place, entry, key) "
                                                  "VALUES (:place, :entry, :key) ON CONFLICT DO NOTHING"));
    for (const auto& one : order.ways) {
        const auto place = place_of(kiosk_, one.locator);
        way.bind_blob(":place", place).bind(":entry", row);
        RETURN_IF_ERROR(way.bind_blob(":key", mask(kiosk_, place, row, bytes_of(one.key))).run());
    }
    return make_room(transaction);
}

Result<void> OrderCache::forget(db::Transaction&, const Id& order) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM order_cache WHERE id = :id"));
    return remove.bind(":id", order).run();
}

Result<void> OrderCache::forget_all(db::Transaction&) {
    return database_->execute("DELETE FROM order_cache");
}

Result<void> OrderCache::forget_expired(db::Transaction&, Time now) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM order_cache WHERE expires_at <= :now"));
    return remove.bind(":now", now).run();
}

Result<void> OrderCache::make_room(db::Transaction&) {
    ASSIGN_OR_RETURN(auto sum, database_->prepare("SELECT ifnull(sum(length(body)), 0) FROM order_cache"));
    RETURN_IF_ERROR(sum.step());
    auto bytes = sum.integer(0);
    if (bytes <= limit_) return {};
    ASSIGN_OR_RETURN(auto remove,
                     database_->prepare("DELETE FROM order_cache WHERE entry = (SELECT entry FROM "
                                        "order_cache ORDER BY expires_at, entry LIMIT 1) "
                                        "RETURNING length(body)"));
    while (bytes > limit_) {
        ASSIGN_OR_RETURN(const bool removed, remove.step());
        if (!removed) return {};
        bytes -= remove.integer(0);
        remove.reset();
    }
    return {};
}

Result<std::vector<std::string>> OrderCache::find(const Derived& derived, Time now) const {
    const auto place = place_of(kiosk_, derived.locator);
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT o.entry, o.id, o.body, w.key FROM order_way w "
                                                     "JOIN order_cache o ON o.entry = w.entry "
                                                     "WHERE w.place = :place AND o.expires_at > :now"));
    select.bind_blob(":place", place).bind(":now", now);
    std::vector<std::string> found;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return found;
        const auto key = mask(kiosk_, place, select.integer(0), std::string(select.blob(3)));
        WrappedKey wrapped{};
        if (key.size() != wrapped.size()) continue;
        std::ranges::transform(key, wrapped.begin(), [](char c) { return static_cast<std::byte>(c); });
        if (auto opened = open_body(derived, wrapped, select.id(1), select.blob(2)))
            found.push_back(std::move(*opened));
    }
}

Result<std::int64_t> OrderCache::count() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT count(*) FROM order_cache"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

}  // namespace storeside::orders
