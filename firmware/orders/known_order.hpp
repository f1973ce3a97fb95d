// An order with what only its buyer knows: for the hub alone, never for a kiosk.
#pragma once
#include <string>

#include "firmware/orders/matching.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::orders {

struct KnownOrder {
    Order order;
    Buyer buyer;
    std::string reference;     // the shop's own id
    std::string confirmation;  // another number that the shop gave the buyer; may be empty
    std::string pickup_place;  // as the shop calls it; empty when not picked up or not told
    Time changed_at{};

    friend bool operator==(const KnownOrder&, const KnownOrder&) = default;
};

}  // namespace storeside::orders
