#include "sync/hub_store/order_feed.hpp"

#include <algorithm>

#include "sync/protocol/base64.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::hub_store {
namespace {

template <std::size_t size>
std::string_view view(const std::array<std::byte, size>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), size};
}

template <std::size_t size>
bool copy(std::string_view from, std::array<std::byte, size>& to) {
    if (from.size() != size) return false;
    std::ranges::transform(from, to.begin(), [](char c) { return static_cast<std::byte>(c); });
    return true;
}

}  // namespace

Result<void> OrderFeed::reported(const Id& kiosk, const std::string& key) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT public_key FROM kiosk_orders WHERE kiosk = :kiosk"));
    ASSIGN_OR_RETURN(const bool known, select.bind(":kiosk", kiosk).step());
    const auto bytes = protocol::from_base64(key);
    if (!bytes || (!bytes->empty() && bytes->size() != sizeof(orders::PublicKey)))
        return failure(Errc::invalid_input, "reported.order_key: not the base64 of a 32-byte key");
    if (known ? select.blob(0) == *bytes : bytes->empty()) return {};
    select.reset();
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM kiosk_orders_fed WHERE kiosk = :kiosk"));
    RETURN_IF_ERROR(remove.bind(":kiosk", kiosk).run());
    constexpr std::string_view kForget = "DELETE FROM kiosk_orders WHERE kiosk = :kiosk";
    constexpr std::string_view kKeep =
        "INSERT INTO kiosk_orders (kiosk, public_key) VALUES (:kiosk, :key) "
        "ON CONFLICT (kiosk) DO UPDATE SET public_key = excluded.public_key, "
        "anew = 1, letter = 0";
    ASSIGN_OR_RETURN(auto change, database_.prepare(bytes->empty() ? kForget : kKeep));
    change.bind(":kiosk", kiosk);
    if (!bytes->empty()) change.bind_blob(":key", *bytes);
    RETURN_IF_ERROR(change.run());
    return transaction.commit();
}

Result<void> OrderFeed::begin_anew(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM kiosk_orders WHERE kiosk = :kiosk AND "
                                                    "(anew = 0 OR letter <> 0)"));
    ASSIGN_OR_RETURN(const bool begun, select.bind(":kiosk", kiosk).step());
    select.reset();
    if (!begun) return {};
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto* sql : {"UPDATE kiosk_orders SET anew = 1, letter = 0 WHERE kiosk = :kiosk",
                            "DELETE FROM kiosk_orders_fed WHERE kiosk = :kiosk"}) {
        ASSIGN_OR_RETURN(auto change, database_.prepare(sql));
        RETURN_IF_ERROR(change.bind(":kiosk", kiosk).run());
    }
    return transaction.commit();
}

Result<void> OrderFeed::begin_anew() {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(database_.execute(
        "DELETE FROM order_ways; DELETE FROM order_derivation; DELETE FROM kiosk_orders_fed; "
        "UPDATE kiosk_orders SET anew = 1, letter = 0"));
    return transaction.commit();
}

Result<std::vector<OrderFeed::Kiosk>> OrderFeed::kiosks() {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT k.id, k.store, o.public_key, o.anew, o.letter, o.emptied, "
                                       "k.taken_n "
                                       "FROM kiosk_orders o JOIN kiosk k ON k.id = o.kiosk "
                                       "WHERE k.revoked_at IS NULL ORDER BY k.store, k.id"));
    std::vector<Kiosk> kiosks;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return kiosks;
        Kiosk kiosk{select.id(0),           std::string(select.text(1)), {},
                    select.integer(3) != 0, select.integer(4),           select.integer(5),
                    select.integer(6)};
        if (copy(select.blob(2), kiosk.key)) kiosks.push_back(std::move(kiosk));
    }
}

Result<std::int64_t> OrderFeed::fed(const Kiosk& kiosk, const std::string& shop, std::int64_t most) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT change FROM kiosk_orders_fed WHERE kiosk = :kiosk AND "
                                       "shop = :shop"));
    ASSIGN_OR_RETURN(const bool begun, select.bind(":kiosk", kiosk.id).bind(":shop", shop).step());
    if (begun) return select.integer(0);
    ASSIGN_OR_RETURN(auto start, database_.prepare("SELECT change FROM shop_order WHERE shop = :shop "
                                                   "ORDER BY change DESC LIMIT 1 OFFSET :most"));
    ASSIGN_OR_RETURN(const bool older, start.bind(":shop", shop).bind(":most", most).step());
    return older ? start.integer(0) : 0;
}

Result<bool> OrderFeed::is_still(const Kiosk& seen) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT 1 FROM kiosk_orders WHERE kiosk = :kiosk AND "
                                       "public_key = :key AND anew = :anew AND letter = :letter"));
    return select.bind(":kiosk", seen.id)
        .bind_blob(":key", view(seen.key))
        .bind(":anew", seen.anew ? 1 : 0)
        .bind(":letter", seen.letter)
        .step();
}

Result<void> OrderFeed::advance(db::Transaction&, const Kiosk& kiosk,
                                const std::map<std::string, std::int64_t>& fed, bool with_letter) {
    ASSIGN_OR_RETURN(
        auto update,
        database_.prepare("UPDATE kiosk_orders SET anew = 0, letter = (SELECT mail_count FROM kiosk "
                          "WHERE id = :kiosk) WHERE kiosk = :kiosk"));
    if (with_letter) RETURN_IF_ERROR(update.bind(":kiosk", kiosk.id).run());
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO kiosk_orders_fed (kiosk, shop, change) VALUES "
                                       "(:kiosk, :shop, :change) ON CONFLICT (kiosk, shop) DO UPDATE "
                                       "SET change = excluded.change"));
    for (const auto& [shop, change] : fed)
        RETURN_IF_ERROR(upsert.bind(":kiosk", kiosk.id).bind(":shop", shop).bind(":change", change).run());
    return {};
}

Result<void> OrderFeed::empty_taken(db::Transaction&, const Kiosk& kiosk) {
    ASSIGN_OR_RETURN(
        auto empty,
        database_.prepare("UPDATE kiosk_mail SET kind = 'erased', body = '{}' WHERE kiosk = :kiosk AND n "
                          "> (SELECT emptied FROM kiosk_orders WHERE kiosk = :kiosk) AND n <= :taken "
                          "AND kind IN (:kept, :dropped)"));
    RETURN_IF_ERROR(empty.bind(":kiosk", kiosk.id)
                        .bind(":taken", kiosk.taken)
                        .bind(":kept", protocol::kOrdersKept)
                        .bind(":dropped", protocol::kOrdersDropped)
                        .run());
    ASSIGN_OR_RETURN(auto note,
                     database_.prepare("UPDATE kiosk_orders SET emptied = :taken WHERE kiosk = :kiosk"));
    return note.bind(":taken", kiosk.taken).bind(":kiosk", kiosk.id).run();
}

Result<orders::Derivation> OrderFeed::derivation(const std::string& store, const orders::Cost& cost,
                                                 Random& random) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT salt, passes, memory FROM order_derivation WHERE store = :store"));
    ASSIGN_OR_RETURN(const bool known, select.bind(":store", store).step());
    orders::Derivation derivation;
    if (known && copy(select.blob(0), derivation.salt)) {
        derivation.cost = {static_cast<int>(select.integer(1)), static_cast<std::size_t>(select.integer(2))};
        if (derivation.cost == cost) return derivation;
    }
    select.reset();
    derivation.cost = cost;
    random.fill(derivation.salt);
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO order_derivation (store, salt, passes, memory) VALUES "
                                       "(:store, :salt, :passes, :memory) ON CONFLICT (store) DO UPDATE "
                                       "SET salt = excluded.salt, passes = excluded.passes, "
                                       "memory = excluded.memory"));
    RETURN_IF_ERROR(upsert.bind(":store", store)
                        .bind_blob(":salt", view(derivation.salt))
                        .bind(":passes", cost.passes)
                        .bind(":memory", cost.memory)
                        .run());
    constexpr std::string_view kOfStore = "(SELECT id FROM kiosk WHERE store = :store)";
    for (const auto& sql :
         {std::string("DELETE FROM order_ways WHERE store = :store"),
          "DELETE FROM kiosk_orders_fed WHERE kiosk IN " + std::string(kOfStore),
          "UPDATE kiosk_orders SET anew = 1, letter = 0 WHERE kiosk IN " + std::string(kOfStore)}) {
        ASSIGN_OR_RETURN(auto change, database_.prepare(sql));
        RETURN_IF_ERROR(change.bind(":store", store).run());
    }
    RETURN_IF_ERROR(transaction.commit());
    return derivation;
}

Result<std::optional<std::string>> OrderFeed::ways(const Whose& order, std::string_view digest,
                                                   Time expires_at) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT ways, expires_at FROM order_ways WHERE store = :store AND shop = :shop "
                          "AND reference = :reference AND digest = :digest"));
    ASSIGN_OR_RETURN(const bool kept, select.bind(":store", order.store)
                                          .bind(":shop", order.shop)
                                          .bind(":reference", order.reference)
                                          .bind_blob(":digest", digest)
                                          .step());
    if (!kept) return std::nullopt;
    std::string ways(select.blob(0));
    const bool same_time = select.time(1) == expires_at;
    select.reset();
    if (!same_time) RETURN_IF_ERROR(keep_ways(order, digest, ways, expires_at));
    return ways;
}

Result<void> OrderFeed::keep_ways(const Whose& order, std::string_view digest, std::string_view ways,
                                  Time expires_at) {
    ASSIGN_OR_RETURN(
        auto upsert,
        database_.prepare("INSERT INTO order_ways (store, shop, reference, digest, ways, expires_at) "
                          "VALUES (:store, :shop, :reference, :digest, :ways, :expires_at) ON CONFLICT "
                          "(store, shop, reference) DO UPDATE SET digest = excluded.digest, "
                          "ways = excluded.ways, expires_at = excluded.expires_at"));
    return upsert.bind(":store", order.store)
        .bind(":shop", order.shop)
        .bind(":reference", order.reference)
        .bind_blob(":digest", digest)
        .bind_blob(":ways", ways)
        .bind(":expires_at", expires_at)
        .run();
}

Result<void> OrderFeed::forget_ways(const Whose& order) {
    ASSIGN_OR_RETURN(auto remove,
                     database_.prepare("DELETE FROM order_ways WHERE store = :store AND shop = :shop "
                                       "AND reference = :reference"));
    return remove.bind(":store", order.store)
        .bind(":shop", order.shop)
        .bind(":reference", order.reference)
        .run();
}

Result<void> OrderFeed::forget_expired(Time now) {
    ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM order_ways WHERE expires_at <= :now"));
    return remove.bind(":now", now).run();
}

}  // namespace storeside::hub_store
