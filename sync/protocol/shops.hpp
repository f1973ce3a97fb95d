// How the hub follows its shops, as operators see it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

struct ShopRow {
    std::string name;
    std::int64_t orders = 0;         // in the hub's index
    std::optional<Time> read_until;  // every change up to then is known; none: the first reading is not done
    std::optional<Time> hook_at;     // when the last webhook came
    std::string error;               // of the last attempt to read; empty: it went well
    std::optional<Time> error_at;

    friend bool operator==(const ShopRow&, const ShopRow&) = default;
};

std::string encode(const std::vector<ShopRow>& shops);
Result<std::vector<ShopRow>> decode_shops(std::string_view json);

}  // namespace storeside::protocol
