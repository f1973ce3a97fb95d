// When what a shopper typed means this order: number and factor compared after normalising, in constant time.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/secret.hpp"

namespace storeside::orders {

// What only the buyer knows, as the shop has it; any of them may be empty.
struct Buyer {
    std::string email;
    std::string phone;
    std::string postcode;

    friend bool operator==(const Buyer&, const Buyer&) = default;
};

// Capital letters and digits only: wide and look-alike Greek and Cyrillic letters become Latin, the letter O
// the digit 0.
Secret normalised_number(std::string_view typed);

// "#10023", "bb 10023", "ВВ-1OO23" are all "BB-10023": a number without letters is compared without the
// shop's prefix.
bool number_matches(std::string_view typed, std::string_view of_the_shop);

// What to look for in a shop that searches by text: the few ways a number may be stored, in ASCII letters,
// digits, '-', '/', '.' and '_' only, the likeliest first. "#W-1OO2" gives "W-1002", "W1002", "1002",
// "W-1OO2". Empty when nothing of it can be part of a number.
std::vector<std::string> spellings(std::string_view typed);

// A parcel's code is compared whole, however it is spaced: "pn 4402 8817 20" is "PN4402881720".
bool parcel_matches(std::string_view typed, std::string_view of_the_carrier);

// True when `typed` is the buyer's e-mail, phone (with or without country code and trunk 0) or postcode.
bool factor_matches(std::string_view typed, const Buyer& buyer);

// Takes time by the lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace storeside::orders
