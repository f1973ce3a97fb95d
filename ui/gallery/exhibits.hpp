// Every screen in every state worth looking at, as canned states over a pack's own words.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/kiosk/state.hpp"

namespace storeside::gallery {

struct Exhibit {
    std::string name;  // "order-entry-no-match"
    kiosk::State state;
    Time now{};
};

// All exhibits in one language, in the order of a shopper's journey. The pack is the demo shop's or has its
// ids; `catalogues` are the languages the screen itself speaks.
Result<std::vector<Exhibit>> exhibits(content::Pack& pack, const std::string& language,
                                      const std::vector<std::string>& catalogues);

}  // namespace storeside::gallery
