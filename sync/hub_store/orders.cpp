#include "sync/hub_store/orders.hpp"

#include <algorithm>
#include <set>

#include "sync/hub_store/contact_match.hpp"
#include "sync/protocol/json.hpp"
#include "sync/protocol/order_json.hpp"

namespace storeside::hub_store {
namespace {

namespace json = boost::json;

constexpr std::size_t kLargestOrder = 256 << 10;
constexpr std::size_t kLongestText = 1024;
constexpr std::int64_t kMostCandidates = 20;
// What two spellings of one phone number have in common: see orders::factor_matches.
constexpr std::size_t kSamePhoneDigits = 7;

// What an order's body is sealed as, so that it can't be put in another's place.
std::string about(std::string_view shop, std::string_view reference) {
    return std::string(shop) + "\n" + std::string(reference);
}

// Without what every look at the shop changes.
std::string encode(orders::KnownOrder known) {
    known.order.as_of = Time{};
    return protocol::serialize(json::object{{"order", protocol::order_to_json(known.order)},
                                            {"email", known.buyer.email},
                                            {"phone", known.buyer.phone},
                                            {"postcode", known.buyer.postcode},
                                            {"confirmation", known.confirmation},
                                            {"pickup_place", known.pickup_place}});
}

Result<orders::KnownOrder> decode(std::string_view body) {
    return protocol::decode<orders::KnownOrder>(
        body, kLargestOrder, [](protocol::Reader& in, orders::KnownOrder& out) {
            in.object("order", [&](protocol::Reader& order) { protocol::read_order(order, out.order); });
            in.text("email", out.buyer.email, kLongestText);
            in.text("phone", out.buyer.phone, kLongestText);
            in.text("postcode", out.buyer.postcode, kLongestText);
            in.text("confirmation", out.confirmation, kLongestText);
            in.text("pickup_place", out.pickup_place, kLongestText);
        });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string last_digits(std::string_view phone) {
    const auto normalised = orders::normalised_number(phone);
    std::string digits;
    std::ranges::copy_if(normalised.view(), std::back_inserter(digits), is_digit);
    return digits.size() < kSamePhoneDigits ? std::string() : digits.substr(digits.size() - kSamePhoneDigits);
}

// Everything that number_matches() and parcel_matches() compare with; the caller compares again.
std::set<std::string> names_of(const orders::KnownOrder& known) {
    std::set<std::string> names;
    const auto add = [&](std::string_view text) {
        const auto name = orders::normalised_number(text);
        if (!name.empty()) names.emplace(name.view());
    };
    const std::string_view number = known.order.number;
    add(number);
    add(number.substr(std::min(
        number.size(), static_cast<std::size_t>(std::ranges::find_if(number, is_digit) - number.begin()))));
    add(known.confirmation);
    for (const auto& parcel : known.order.parcels) add(parcel.tracking);
    return names;
}

}  // namespace

Result<std::optional<Orders::Stored>> Orders::stored(std::string_view shop, std::string_view reference) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT n, state, changed_at, seen_at, content FROM shop_order "
                                       "WHERE shop = :shop AND reference = :reference"));
    select.bind(":shop", shop).bind(":reference", reference);
    ASSIGN_OR_RETURN(const bool there, select.step());
    if (!there) return std::nullopt;
    return Stored{select.integer(0), std::string(select.text(1)), select.time(2), select.time(3),
                  std::string(select.blob(4))};
}

Result<std::int64_t> Orders::next_change() {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE shop_order_change SET last = last + 1 RETURNING last"));
    ASSIGN_OR_RETURN(const bool there, update.step());
    if (!there) return failure(Errc::corrupt, "the hub's database has no count of changes of orders");
    return update.integer(0);
}

Result<bool> Orders::put(db::Transaction&, std::string_view shop, const orders::KnownOrder& known,
                         Time seen_at) {
    ASSIGN_OR_RETURN(const auto before, stored(shop, known.reference));
    const bool was_known = before && before->state == "known";
    if (before) {
        const bool older =
            was_known ? std::pair(known.changed_at, seen_at) < std::pair(before->changed_at, before->seen_at)
                      : before->state == "erased" || seen_at <= before->seen_at;
        if (older) return false;
    }
    const auto body = encode(known);
    const auto content = key_.digest(about(shop, known.reference) + "\n" + body);
    if (was_known && content == before->content) {
        ASSIGN_OR_RETURN(auto touch, database_.prepare("UPDATE shop_order SET changed_at = :changed, seen_at "
                                                       "= :seen WHERE n = :n"));
        RETURN_IF_ERROR(touch.bind(":changed", known.changed_at)
                            .bind(":seen", std::max(seen_at, before->seen_at))
                            .bind(":n", before->n)
                            .run());
        return false;
    }
    ASSIGN_OR_RETURN(const auto n, write(shop, known, seen_at, body, content));
    RETURN_IF_ERROR(tag_numbers(shop, known, n));
    return true;
}

Result<std::int64_t> Orders::write(std::string_view shop, const orders::KnownOrder& known, Time seen_at,
                                   std::string_view body, std::string_view content) {
    ASSIGN_OR_RETURN(const auto change, next_change());
    ASSIGN_OR_RETURN(
        auto upsert,
        database_.prepare("INSERT INTO shop_order (shop, reference, state, change, changed_at, seen_at, "
                          "content, body, email, phone) VALUES (:shop, :reference, 'known', :change, "
                          ":changed, :seen, :content, :body, :email, :phone) ON CONFLICT (shop, reference) "
                          "DO UPDATE SET state = 'known', change = excluded.change, changed_at = "
                          "excluded.changed_at, seen_at = excluded.seen_at, content = excluded.content, "
                          "body = excluded.body, email = excluded.email, phone = excluded.phone "
                          "RETURNING n"));
    const auto email = normalise_email(known.buyer.email);
    const auto phone = last_digits(known.buyer.phone);
    upsert.bind(":shop", shop)
        .bind(":reference", known.reference)
        .bind(":change", change)
        .bind(":changed", known.changed_at)
        .bind(":seen", seen_at)
        .bind_blob(":content", content)
        .bind_blob(":body", key_.seal(body, about(shop, known.reference)));
    email.empty() ? upsert.bind(":email", std::nullopt) : upsert.bind(":email", key_.tag("email", email));
    phone.empty() ? upsert.bind(":phone", std::nullopt) : upsert.bind(":phone", key_.tag("phone", phone));
    ASSIGN_OR_RETURN(const bool there, upsert.step());
    if (!there) return failure(Errc::internal, "an order was not stored");
    return upsert.integer(0);
}

Result<void> Orders::tag_numbers(std::string_view shop, const orders::KnownOrder& known, std::int64_t n) {
    ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM shop_order_number WHERE n = :n"));
    RETURN_IF_ERROR(remove.bind(":n", n).run());
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT OR IGNORE INTO shop_order_number (tag, n) VALUES (:tag, :n)"));
    for (const auto& name : names_of(known))
        RETURN_IF_ERROR(insert.bind(":tag", key_.tag(shop, name)).bind(":n", n).run());
    return {};
}

Result<void> Orders::clear(std::int64_t n, std::string_view state, Time now) {
    ASSIGN_OR_RETURN(const auto change, next_change());
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE shop_order SET state = :state, change = :change, changed_at = "
                                       ":now, seen_at = :now, content = NULL, body = NULL, email = NULL, "
                                       "phone = NULL WHERE n = :n"));
    RETURN_IF_ERROR(
        update.bind(":state", state).bind(":change", change).bind(":now", now).bind(":n", n).run());
    ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM shop_order_number WHERE n = :n"));
    return remove.bind(":n", n).run();
}

Result<void> Orders::remove(db::Transaction&, std::string_view shop, std::string_view reference,
                            Time seen_at) {
    ASSIGN_OR_RETURN(const auto before, stored(shop, reference));
    if (!before || before->state != "known" || seen_at < before->seen_at) return {};
    return clear(before->n, "deleted", seen_at);
}

Result<void> Orders::erase(db::Transaction&, std::int64_t n, Time now) { return clear(n, "erased", now); }

// Another key, or a damaged row: as if it were not there, until the shop says it again.
std::optional<orders::KnownOrder> Orders::opened(std::string_view shop, std::string_view reference,
                                                 std::string_view box) const {
    const auto body = key_.open(box, about(shop, reference));
    if (!body) return std::nullopt;
    auto known = decode(*body);
    if (!known) return std::nullopt;
    known->reference = reference;
    return std::move(*known);
}

Result<std::vector<IndexedOrder>> Orders::find(std::string_view shop, std::string_view typed) {
    std::vector<IndexedOrder> found;
    const auto name = orders::normalised_number(typed);
    if (name.empty()) return found;
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT o.reference, o.changed_at, o.seen_at, o.body FROM "
                                       "shop_order_number t JOIN shop_order o ON o.n = t.n WHERE t.tag = "
                                       ":tag AND o.shop = :shop AND o.state = 'known' ORDER BY t.n DESC "
                                       "LIMIT :limit"));
    select.bind(":tag", key_.tag(shop, name.view())).bind(":shop", shop).bind(":limit", kMostCandidates);
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return found;
        auto known = opened(shop, select.text(0), select.blob(3));
        if (!known) continue;
        known->changed_at = select.time(1);
        known->order.as_of = select.time(2);
        found.push_back({std::move(*known), select.time(2)});
    }
}

Result<std::vector<OrderChange>> Orders::changed_since(std::string_view shop, std::int64_t after,
                                                       std::int64_t limit) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT change, reference, state, changed_at, seen_at, body FROM "
                                       "shop_order WHERE shop = :shop AND change > :after ORDER BY change "
                                       "LIMIT :limit"));
    select.bind(":shop", shop).bind(":after", after).bind(":limit", limit);
    std::vector<OrderChange> changes;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return changes;
        OrderChange change{select.integer(0), std::string(select.text(1)), std::nullopt};
        if (select.text(2) == "known") {
            if (auto known = opened(shop, change.reference, select.blob(5))) {
                known->changed_at = select.time(3);
                known->order.as_of = select.time(4);
                change.order = IndexedOrder{std::move(*known), select.time(4)};
            }
        }
        changes.push_back(std::move(change));
    }
}

Result<std::vector<std::int64_t>> Orders::of_person(std::string_view email, std::string_view phone) {
    std::vector<std::int64_t> rows;
    const auto address = normalise_email(email);
    const auto digits = last_digits(phone);
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT n FROM shop_order WHERE email = :email UNION "
                                                    "SELECT n FROM shop_order WHERE phone = :phone"));
    address.empty() ? select.bind(":email", std::nullopt) : select.bind(":email", key_.tag("email", address));
    digits.empty() ? select.bind(":phone", std::nullopt) : select.bind(":phone", key_.tag("phone", digits));
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        rows.push_back(select.integer(0));
    }
    std::erase_if(rows, [&](std::int64_t n) {
        const auto owned = row(n);
        if (!owned || !*owned) return true;
        const auto& buyer = (*owned)->known.buyer;
        return !orders::factor_matches(address, {buyer.email, {}, {}}) &&
               !orders::factor_matches(phone, {{}, buyer.phone, {}});
    });
    return rows;
}

Result<std::optional<Orders::Owned>> Orders::row(std::int64_t n) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT shop, reference, changed_at, seen_at, body FROM shop_order "
                                       "WHERE n = :n AND state = 'known'"));
    ASSIGN_OR_RETURN(const bool there, select.bind(":n", n).step());
    if (!there) return std::nullopt;
    auto known = opened(select.text(0), select.text(1), select.blob(4));
    if (!known) return std::nullopt;
    known->changed_at = select.time(2);
    known->order.as_of = select.time(3);
    return Owned{std::string(select.text(0)), std::move(*known)};
}

Result<void> Orders::begin_anew() {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto* table : {"shop_order_number", "shop_order", "shop_feed"})
        RETURN_IF_ERROR(database_.execute(std::string("DELETE FROM ") + table));
    return transaction.commit();
}

Result<std::int64_t> Orders::count(std::string_view shop) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT count(*) FROM shop_order WHERE shop = :shop AND "
                                                    "state = 'known'"));
    ASSIGN_OR_RETURN(const bool there, select.bind(":shop", shop).step());
    return there ? select.integer(0) : 0;
}

}  // namespace storeside::hub_store
