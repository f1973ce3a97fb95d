#include "sync/hub/order_sealer.hpp"

#include <algorithm>
#include <cstring>

#include "firmware/orders/canonical.hpp"
#include "firmware/orders/sealing.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::hub {
namespace {

using orders::State;
using Whose = hub_store::OrderFeed::Whose;

constexpr std::size_t kWayBytes = sizeof(orders::Locator) + sizeof(orders::WrappedKey);
constexpr std::size_t kLongestPacked = 8 << 10;  // beyond that it would crowd others out

bool is_finished(State state) {
    return state == State::collected || state == State::delivered || state == State::cancelled ||
           state == State::refunded;
}

std::string named(std::string_view what, const Whose& order) {
    std::string name(what);
    for (const auto part : {order.store, order.shop, order.reference}) {
        name += '\n';
        name += std::to_string(part.size());
        name += ':';
        name += part;
    }
    return name;
}

std::string bytes_of(const std::vector<orders::Way>& ways) {
    std::string bytes;
    for (const auto& way : ways) {
        bytes.append(reinterpret_cast<const char*>(way.locator.data()), way.locator.size());
        bytes.append(reinterpret_cast<const char*>(way.key.data()), way.key.size());
    }
    return bytes;
}

std::vector<orders::Way> ways_of(std::string_view bytes) {
    std::vector<orders::Way> ways;
    for (; bytes.size() >= kWayBytes; bytes.remove_prefix(kWayBytes)) {
        auto& way = ways.emplace_back();
        std::memcpy(way.locator.data(), bytes.data(), way.locator.size());
        std::memcpy(way.key.data(), bytes.data() + way.locator.size(), way.key.size());
    }
    return ways;
}

}  // namespace

Id OrderSealer::id_of(const Whose& order) const {
    const auto digest = key_.digest(named("kept order", order));
    Id id;
    std::transform(digest.begin(), digest.begin() + static_cast<std::ptrdiff_t>(id.bytes.size()),
                   id.bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return id;
}

orders::Key OrderSealer::key_of(const Whose& order) const {
    const auto bytes = key_.digest(named("kept order, first half of its key", order)) +
                       key_.digest(named("kept order, second half of its key", order));
    static_assert(orders::Key::kBytes == 32);
    orders::Key key;
    std::copy_n(bytes.begin(), orders::Key::kBytes, key.data());
    return key;
}

Result<std::vector<orders::Way>> OrderSealer::ways(const Whose& whose, const orders::KnownOrder& known,
                                                   const orders::Derivation& derivation, Time expires_at) {
    const auto number = orders::canonical_number(known.order.number);
    const auto factors = orders::canonical_factors(known.buyer);
    if (number.empty() || factors.empty()) return std::vector<orders::Way>();
    std::string all(number.view());
    for (const auto& factor : factors) all.append("\n").append(factor.view());
    const auto digest = key_.digest(named("ways", whose) + "\n" + all);
    ASSIGN_OR_RETURN(const auto kept, feed_.ways(whose, digest, expires_at));
    if (kept)
        if (const auto opened = key_.open(*kept, named("ways", whose))) return ways_of(*opened);

    const auto order_key = key_of(whose);
    std::vector<orders::Way> made;
    for (const auto& factor : factors) {
        ASSIGN_OR_RETURN(const auto derived,
                         orders::derive(number.view(), factor.view(), derivation.salt, derivation.cost));
        made.push_back(orders::way_to(derived, order_key));
    }
    RETURN_IF_ERROR(
        feed_.keep_ways(whose, digest, key_.seal(bytes_of(made), named("ways", whose)), expires_at));
    return made;
}

Result<std::optional<orders::SealedOrder>> OrderSealer::seal(const Whose& whose,
                                                             const orders::KnownOrder& known,
                                                             const orders::Derivation& derivation, Time now) {
    const auto& order = known.order;
    const bool finished = is_finished(order.state);
    Time expires_at = known.changed_at + (finished ? kept_for_.finished : kept_for_.open);
    if (order.due && !finished) expires_at = std::max<Time>(expires_at, *order.due + kept_for_.finished);
    if (expires_at <= now) return std::nullopt;
    const auto packed = protocol::pack_order(order);
    if (packed.empty() || packed.size() > kLongestPacked) return std::nullopt;
    ASSIGN_OR_RETURN(auto made, ways(whose, known, derivation, expires_at));
    if (made.empty()) return std::nullopt;
    orders::SealedOrder sealed{id_of(whose), {}, std::move(made), expires_at};
    sealed.body = orders::seal_body(key_of(whose), sealed.id, packed, random_);
    return sealed;
}

}  // namespace storeside::hub
