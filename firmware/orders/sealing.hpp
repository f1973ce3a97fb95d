// Orders that may lie on a kiosk's disk: each is opened by its number and what only the buyer knows, and by
// nothing else. docs/security.md says what a guess costs.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::orders {

// 256 bits that are overwritten before their memory is given back.
class Key {
public:
    static constexpr std::size_t kBytes = 32;

    Key() = default;
    explicit Key(std::span<const std::byte, kBytes> bytes);
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    static Key random(Random& random);

    const unsigned char* data() const { return bytes_.data(); }
    unsigned char* data() { return bytes_.data(); }

    friend bool operator==(const Key& a, const Key& b);

private:
    std::array<unsigned char, kBytes> bytes_{};
};

// What a number and a factor lead to: where the order lies, and the key to its key.
struct Derived {
    Locator locator{};
    Key key;
};

// `number` and `factor` in the one form that both ends make of them (canonical.hpp). Takes `cost` in time and
// memory; `unavailable` when there is not that much memory.
Result<Derived> derive(std::string_view number, std::string_view factor, const Salt& salt, const Cost& cost);

// Lengths of bodies tell only multiples of this many bytes.
inline constexpr std::size_t kPadding = 128;

// `order_key` stays the same in every version of an order, so that its ways stay the same, too.
std::string seal_body(const Key& order_key, const Id& id, std::string_view plain, Random& random);
Way way_to(const Derived& derived, const Key& order_key);

// `corrupt` when the bytes are not what was sealed under this id.
Result<std::string> open_body(const Derived& derived, const WrappedKey& key, const Id& id,
                              std::string_view body);

}  // namespace storeside::orders
