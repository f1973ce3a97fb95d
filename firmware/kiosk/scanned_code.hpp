// What a code that a scanner read says about an order.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace storeside::kiosk {

// The order number or parcel code in it: the code itself ("BB-10023", "JD 0146 0001"), or the last part of
// the path of an address as receipts carry it ("https://shop.example/orders/BB-10023?from=receipt"). Nothing
// for what can be neither: it has no digit, other characters than letters, digits, space and -_./#, or more
// than 40 of them.
std::optional<std::string> order_number_in(std::string_view code);

}  // namespace storeside::kiosk
