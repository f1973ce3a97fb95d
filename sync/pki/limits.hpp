// What this folder takes from outside. For its sources alone.
#pragma once
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <cstddef>
#include <string_view>

namespace storeside::pki {

inline constexpr std::size_t kLongestPem = 64 << 10;  // bytes

inline bool is_p256(const EVP_PKEY* key) {
    char group[32];
    std::size_t size = 0;
    return key && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
           EVP_PKEY_get_group_name(key, group, sizeof group, &size) == 1 &&
           std::string_view(group, size) == "prime256v1";
}

}  // namespace storeside::pki
