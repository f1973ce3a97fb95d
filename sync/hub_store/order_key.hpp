// What the index of orders is sealed and keyed with: a secret beside hub.db, so that the database or a copy
// of it alone shows nobody's order.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"

namespace storeside::hub_store {

class OrderKey {
public:
    // orders.key in this folder, made when there is none. `denied` when others than its owner may read it.
    static Result<OrderKey> open(const std::filesystem::path& folder, Random& random);

    // open() found none and made it: what was sealed before opens no more.
    bool is_new() const { return is_new_; }

    // 64 bits that stand for `text` of this kind, the same always; nobody gets from one to the other without
    // the key.
    std::int64_t tag(std::string_view kind, std::string_view text) const;
    // Likewise, 128 bits.
    std::string digest(std::string_view text) const;

    // Opens only as what it was sealed as. `corrupt` when it does not open.
    std::string seal(std::string_view text, std::string_view as_what) const;
    Result<std::string> open(std::string_view box, std::string_view as_what) const;

private:
    using Bytes = std::array<unsigned char, 32>;
    explicit OrderKey(const Bytes& secret);

    Bytes tags_{}, boxes_{};
    bool is_new_ = false;
};

}  // namespace storeside::hub_store
