// The one form that hub and kiosk make of what leads to a sealed order, however it is typed. Coarser than
// matching: what is then opened is still compared with the number that was typed.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "firmware/base/secret.hpp"
#include "firmware/orders/matching.hpp"

namespace storeside::orders {

// Capital letters and digits without those before the first digit but 0: "#BB-1OO23", "10023" and "010023"
// are all "10023". Empty when nothing of it can be part of a number.
Secret canonical_number(std::string_view number);

// "e:anna@example.org", "p:2960123" (the last seven of at least seven digits: a phone or a long postcode) or
// "z:BB47QT". Empty when it can be none of these.
Secret canonical_factor(std::string_view factor);

// Each factor that this buyer may give, once.
std::vector<Secret> canonical_factors(const Buyer& buyer);

}  // namespace storeside::orders
