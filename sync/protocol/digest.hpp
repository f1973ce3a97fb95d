// SHA-256 and tokens: how packs are named and secrets are kept.
#pragma once
#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

// Reads the file in pieces.
Result<std::string> sha256_of_file(const std::filesystem::path& path);

// Whether text can be the name of a pack: 64 lower-case hexadecimal digits.
bool is_sha256(std::string_view text);

// HMAC-SHA256 as 64 lower-case hexadecimal digits.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// Takes the same time wherever they differ.
bool same_secret(std::string_view one, std::string_view other);

// 256 random bits as hexadecimal digits.
std::string make_token(Random& random);

// 80 random bits as "ABCD-EFGH-JKMN-PQRS" in Crockford's base 32: short enough to type once.
std::string make_invite_code(Random& random);

// What was typed as make_invite_code would have written it: case, spaces and dashes don't matter, O is 0, I
// and L are 1.
std::string normalise_invite_code(std::string_view typed);

}  // namespace storeside::protocol
