// An order as a test puts it into a shop, whatever that shop calls these things.
#pragma once
#include <string>
#include <vector>

#include "firmware/orders/matching.hpp"
#include "firmware/orders/model.hpp"

namespace storeside {

struct PlacedOrder {
    std::string number;  // as the shop prints it
    orders::Buyer buyer;
    std::string surname = "Papadopoulou";
    std::string street = "17 Orchard Lane";
    orders::State state =
        orders::State::paid;  // placed, paid, shipped, ready_for_pickup, cancelled or refunded
    std::vector<orders::Item> items{{"Cordless drill", 1}};
    std::string carrier;  // of one parcel, if it has a code
    std::string parcel;
    std::string refunded;  // "12.50", of a part
    std::string currency = "EUR";
    std::string pickup_place;
    Time placed{};
    Time changed{};
};

}  // namespace storeside
