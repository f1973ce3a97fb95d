#include "firmware/orders/kiosk_key.hpp"

#include <sodium.h>

#include "firmware/base/file.hpp"

namespace storeside::orders {
namespace {

namespace fs = std::filesystem;

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "ss-kiosk";
// 1 and 2 are the order cache's own.
constexpr std::uint64_t kBoxSeed = 3;
static_assert(sizeof(PublicKey) == crypto_box_PUBLICKEYBYTES && Key::kBytes == crypto_box_SEEDBYTES &&
              Key::kBytes == crypto_box_SECRETKEYBYTES);

struct Pair {
    PublicKey open{};
    Key closed;
};

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Result<void> start_sodium() {
    if (sodium_init() < 0) return failure(Errc::internal, "libsodium can't start");
    return {};
}

Pair pair_of(const Key& kiosk) {
    Key seed;
    crypto_kdf_derive_from_key(seed.data(), Key::kBytes, kBoxSeed, kContext, kiosk.data());
    Pair pair;
    crypto_box_seed_keypair(reinterpret_cast<unsigned char*>(pair.open.data()), pair.closed.data(),
                            seed.data());
    return pair;
}

Result<Key> read_key(const fs::path& file) {
    std::error_code error;
    const auto mode = fs::status(file, error).permissions();
    constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
    if (!error && (mode & kOthers) != fs::perms::none)
        return failure(Errc::denied, file.string() + ": others may read it: chmod 600, or remove it");
    ASSIGN_OR_RETURN(auto bytes, read_file(file, 4096));
    const bool whole = bytes.size() == Key::kBytes;
    Key key;
    if (whole) std::copy(bytes.begin(), bytes.end(), key.data());
    sodium_memzero(bytes.data(), bytes.size());
    if (!whole) return failure(Errc::corrupt, file.string() + ": not a key of 32 bytes");
    return key;
}

}  // namespace

Result<Key> open_kiosk_key(const fs::path& file, Random& random) {
    RETURN_IF_ERROR(start_sodium());
    auto key = read_key(file);
    if (key || (key.error().code() != Errc::not_found && key.error().code() != Errc::corrupt)) return key;
    auto made = Key::random(random);
    RETURN_IF_ERROR(write_file(file, {reinterpret_cast<const char*>(made.data()), Key::kBytes}, 0600));
    return made;
}

Result<PublicKey> public_key_of(const Key& kiosk) {
    RETURN_IF_ERROR(start_sodium());
    return pair_of(kiosk).open;
}

Result<std::string> seal_for(const PublicKey& kiosk, std::string_view plain) {
    RETURN_IF_ERROR(start_sodium());
    std::string box(plain.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(reinterpret_cast<unsigned char*>(box.data()), raw(plain), plain.size(),
                        reinterpret_cast<const unsigned char*>(kiosk.data())) != 0)
        return failure(Errc::invalid_input, "nothing can be sealed to this key");
    return box;
}

Result<std::string> open_for(const Key& kiosk, std::string_view box) {
    RETURN_IF_ERROR(start_sodium());
    if (box.size() < crypto_box_SEALBYTES) return failure(Errc::invalid_input, "the box is cut off");
    const auto pair = pair_of(kiosk);
    std::string plain(box.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), raw(box), box.size(),
                             reinterpret_cast<const unsigned char*>(pair.open.data()),
                             pair.closed.data()) != 0)
        return failure(Errc::invalid_input, "the box is damaged or not for this kiosk");
    return plain;
}

}  // namespace storeside::orders
