#include "sync/hub/order_feeder.hpp"

#include <sys/resource.h>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/hub_store/mailbox.hpp"

namespace storeside::hub {
namespace {

constexpr std::int64_t kAtOnce = 50;
constexpr int kBusyRounds = 20;  // a kiosk that is there has taken its letter by then
// Sealing may wait; what shoppers and kiosks ask for may not.
constexpr int kNiceness = 10;
// Around the orders of a letter.
constexpr std::size_t kFrame = 256;

}  // namespace

OrderFeeder::OrderFeeder(db::Database database, const hub_store::OrderKey& key, ShopsOf shops_of,
                         const Clock& clock, Random& random, FeedLimits limits,
                         std::function<void(const Id&)> on_mail)
    : database_(std::move(database)),
      orders_(database_, key),
      sealer_(feed_, key, random, limits.kept_for),
      shops_of_(std::move(shops_of)),
      clock_(clock),
      random_(random),
      limits_(limits),
      on_mail_(std::move(on_mail)) {
    loop_.post([this] {
        // Of this thread alone: Linux takes 0 for the caller's.
        ::setpriority(PRIO_PROCESS, 0, kNiceness);
        // What kiosks kept before they were to keep none goes.
        if (limits_.orders == 0)
            if (auto begun = feed_.begin_anew(); !begun) log_error("orders", begun.error());
        round();
    });
}

void OrderFeeder::stop() {
    stopping_ = true;
    loop_.stop();
}

void OrderFeeder::round() {
    bool wrote = false;
    if (auto gone = feed_.forget_expired(clock_.now()); !gone) log_error("orders", gone.error());
    const auto kiosks = feed_.kiosks();
    if (!kiosks) log_error("orders", Error(kiosks.error()).with_context("the kiosks that keep orders"));
    for (const auto& kiosk : kiosks.value_or(std::vector<Kiosk>{})) {
        if (stopping_) return;
        if (kiosk.taken < kiosk.letter) continue;
        const auto fed = feed(kiosk);
        if (!fed)
            log_error("orders", Error(fed.error()).with_context("orders for kiosk " + to_string(kiosk.id)));
        wrote = wrote || fed.value_or(false);
    }
    rounds_in_vain_ = wrote ? 0 : rounds_in_vain_ + 1;
    loop_.post_after(rounds_in_vain_ < kBusyRounds ? limits_.busy : limits_.quiet, [this] { round(); });
}

Result<bool> OrderFeeder::feed(const Kiosk& kiosk) {
    Letter letter;
    ASSIGN_OR_RETURN(letter.kept.derivation, feed_.derivation(kiosk.store, limits_.cost, random_));
    letter.kept.anew = kiosk.anew;
    letter.bytes = kFrame;
    if (limits_.orders != 0)
        for (const auto& shop : shops_of_(kiosk.store)) RETURN_IF_ERROR(add(letter, kiosk, shop));
    if (stopping_) return false;
    return write(kiosk, letter);
}

Result<void> OrderFeeder::add(Letter& letter, const Kiosk& kiosk, const std::string& shop) {
    ASSIGN_OR_RETURN(auto after, feed_.fed(kiosk, shop, limits_.orders));
    while (!letter.full && !stopping_) {
        ASSIGN_OR_RETURN(const auto changes, orders_.changed_since(shop, after, kAtOnce));
        for (const auto& change : changes) {
            if (stopping_) return {};
            ASSIGN_OR_RETURN(const bool added, add(letter, {kiosk.store, shop, change.reference}, change));
            if (!added) {
                letter.full = true;
                return {};
            }
            letter.fed[shop] = after = change.change;
        }
        if (changes.empty()) return {};
    }
    return {};
}

// False when there is no room for it.
Result<bool> OrderFeeder::add(Letter& letter, const hub_store::OrderFeed::Whose& whose,
                              const hub_store::OrderChange& change) {
    std::optional<orders::SealedOrder> sealed;
    if (change.order && connectors::concerns(change.order->known, std::string(whose.store))) {
        ASSIGN_OR_RETURN(sealed,
                         sealer_.seal(whose, change.order->known, letter.kept.derivation, clock_.now()));
    }
    if (!sealed) {
        if (letter.dropped.orders.size() == protocol::kMaxDropped) return false;
        RETURN_IF_ERROR(feed_.forget_ways(whose));
        letter.dropped.orders.push_back(sealer_.id_of(whose));
        return true;
    }
    const auto size = protocol::encoded_size(*sealed);
    if (letter.kept.orders.size() == protocol::kMaxKeptOrders ||
        letter.bytes + size > protocol::kMaxKeptBytes)
        return false;
    letter.bytes += size;
    letter.kept.orders.push_back(std::move(*sealed));
    return true;
}

Result<bool> OrderFeeder::write(const Kiosk& kiosk, const Letter& letter) {
    if (letter.fed.empty() && !kiosk.anew && kiosk.letter <= kiosk.emptied) return false;
    std::string box;
    if (!letter.kept.orders.empty() || letter.kept.anew) {
        ASSIGN_OR_RETURN(box, orders::seal_for(kiosk.key, protocol::encode(letter.kept)));
    }
    const bool drops = !letter.dropped.orders.empty() && !letter.kept.anew;
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    // It may have shown another key since, or begun again.
    ASSIGN_OR_RETURN(const bool still, feed_.is_still(kiosk));
    if (!still) return false;
    RETURN_IF_ERROR(feed_.empty_taken(transaction, kiosk));
    hub_store::Mailbox mailbox(database_);
    const auto append = [&](std::string_view kind, const std::string& body) {
        return mailbox.append(transaction, kiosk.id, make_id(clock_.now(), random_), kind, body,
                              clock_.now());
    };
    if (!box.empty()) RETURN_IF_ERROR(append(protocol::kOrdersKept, protocol::boxed(box)));
    if (drops) RETURN_IF_ERROR(append(protocol::kOrdersDropped, protocol::encode(letter.dropped)));
    const bool wrote = !box.empty() || drops;
    RETURN_IF_ERROR(feed_.advance(transaction, kiosk, letter.fed, wrote));
    RETURN_IF_ERROR(transaction.commit());
    if (wrote) on_mail_(kiosk.id);
    return wrote || letter.full;
}

}  // namespace storeside::hub
