#include "sync/protocol/digest.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "firmware/base/hex.hpp"

namespace storeside::protocol {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return to_hex(digest.data(), digest.size());
}

Result<std::string> sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return failure(Errc::not_found, "can't open " + path.string());
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<char> piece(64 << 10);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                  static_cast<unsigned long long>(file.gcount()));
    }
    if (file.bad()) return failure(Errc::internal, "reading " + path.string() + " failed");
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256_final(&state, digest.data());
    return to_hex(digest.data(), digest.size());
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> code;
    crypto_auth_hmacsha256_final(&state, code.data());
    return to_hex(code.data(), code.size());
}

bool same_secret(std::string_view one, std::string_view other) {
    // Hashes are of one length, so that not even that can be measured.
    const auto a = sha256(one), b = sha256(other);
    return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string make_token(Random& random) {
    std::array<std::byte, 32> bytes;
    random.fill(bytes);
    return to_hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string make_invite_code(Random& random) {
    std::array<std::byte, 16> bytes;  // five bits of each
    random.fill(bytes);
    std::string code;
    for (std::size_t i = 0; i != bytes.size(); ++i) {
        if (i != 0 && i % 4 == 0) code += '-';
        code += kCrockford[std::to_integer<std::size_t>(bytes[i]) & 31U];
    }
    return code;
}

std::string normalise_invite_code(std::string_view typed) {
    std::string code;
    std::size_t digits = 0;
    for (char c : typed) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (kCrockford.find(c) == std::string_view::npos) continue;
        if (digits != 0 && digits % 4 == 0) code += '-';
        code += c;
        ++digits;
    }
    return code;
}

}  // namespace storeside::protocol
