// What operators want of one kiosk: four layers, the narrower over the wider.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/settings/kiosk_settings.hpp"

namespace storeside::settings {

// One value where it is set: for the fleet (whose name is empty), a group, a store or a kiosk.
struct Placed {
    Layer layer = Layer::fleet;
    std::string name;
    std::string key;
    Value value;

    friend bool operator==(const Placed&, const Placed&) = default;
};

// One for each key, by key: fleet < group < store < kiosk. Of two groups the one later in the order of bytes
// of their names goes over the other: "0-pilot" yields to "eu", and to rename a group is to move it.
std::vector<Placed> effective(std::vector<Placed> placed);

Values values_of(const std::vector<Placed>& placed);

// Whether an operator may say this: the key is known, may be set in this layer, and the value fits.
Result<void> check(Layer layer, std::string_view key, const Value& value);

// Whether the values make sense together, on top of the defaults.
Result<void> check_together(const Values& values);

}  // namespace storeside::settings
