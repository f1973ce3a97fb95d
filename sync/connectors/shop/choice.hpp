// Which of the orders that a shop's search gave is the shopper's: the comparison that every source shares.
#pragma once
#include <optional>
#include <span>

#include "sync/connectors/shop/order_source.hpp"

namespace storeside::connectors {

// True when `typed` is the order's number, its confirmation or the code of one of its parcels.
bool is_asked_for(const KnownOrder& known, std::string_view typed);

// The one order whose number and buyer both match; nothing when none does or two do. Every candidate is
// compared to the end, and one that doesn't exist when there are none, so that the time taken tells nothing.
std::optional<KnownOrder> choose(std::span<const KnownOrder> candidates, const orders::Question& question);
// The same, and where it is among the candidates; null for nothing.
const KnownOrder* chosen(std::span<const KnownOrder> candidates, const orders::Question& question);

// Adds those that are not among `all` yet: a shop that is asked in two ways gives some twice.
void add_new(std::vector<KnownOrder>& all, std::vector<KnownOrder> more);

// Whether an order is of interest to the kiosks of `store`: see OrderSource::recent.
bool concerns(const KnownOrder& known, const std::string& store);

}  // namespace storeside::connectors
