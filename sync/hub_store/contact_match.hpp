// Whether a text mentions somebody: their e-mail address or phone number, however it is written.
#pragma once
#include <string>
#include <string_view>

namespace storeside::hub_store {

// In lower case, without spaces around it; empty when it is no address.
std::string normalise_email(std::string_view email);

// Its digits without what a country or a long-distance call puts before them: "+49 (171) 555-0017",
// "0049171 5550017" and "0171/5550017" all end in "1715550017". Empty when it has fewer than 7 digits.
std::string normalise_phone(std::string_view phone);

// `email` and `phone` are normalised. A phone number counts when one of the two ends with the other, since
// the country may be missing from either.
bool mentions_email(std::string_view text, std::string_view email);
bool mentions_phone(std::string_view text, std::string_view phone);

}  // namespace storeside::hub_store
