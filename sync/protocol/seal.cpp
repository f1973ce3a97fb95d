#include "sync/protocol/seal.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sync/protocol/base64.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::protocol {
namespace {

constexpr std::size_t kIdDigits = 16;

using Key = std::array<unsigned char, crypto_box_PUBLICKEYBYTES>;
static_assert(crypto_box_PUBLICKEYBYTES == crypto_box_SECRETKEYBYTES);

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(const unsigned char* bytes, std::size_t size) {
    return to_base64({reinterpret_cast<const char*>(bytes), size});
}

// Wiped by its owner when it is a private one.
Result<Key> key_from(std::string_view text) {
    auto bytes = from_base64(text);
    Key key{};
    const bool good = bytes && bytes->size() == key.size();
    if (good)
        std::ranges::transform(*bytes, key.begin(), [](char c) { return static_cast<unsigned char>(c); });
    if (bytes) sodium_memzero(bytes->data(), bytes->size());
    if (!good) return failure(Errc::invalid_input, "not the base64 of a 32-byte key");
    return key;
}

SealKey name_of(const Key& key) {
    const std::string_view raw(reinterpret_cast<const char*>(key.data()), key.size());
    return {sha256(raw).substr(0, kIdDigits), base64(key.data(), key.size())};
}

// What binds a body to its record, in front of it.
std::string binding(const journal::Record& record) {
    return "storeside-record-1\n" + to_string(record.id) + "\n" + record.kind + "\n" +
           to_rfc3339(record.created_at) + "\n";
}

Secret secret_of(const Key& key) {
    auto text = base64(key.data(), key.size());
    Secret secret(text);
    sodium_memzero(text.data(), text.size());
    return secret;
}

}  // namespace

Result<SealPair> make_seal_pair() {
    if (sodium_init() < 0) return failure(Errc::internal, "libsodium can't start");
    Key open, closed;
    crypto_box_keypair(open.data(), closed.data());
    SealPair pair{name_of(open), secret_of(closed)};
    sodium_memzero(closed.data(), closed.size());
    return pair;
}

Result<SealPair> seal_pair_of(const Secret& private_key) {
    ASSIGN_OR_RETURN(auto closed, key_from(private_key.view()));
    Key open;
    const bool good = crypto_scalarmult_base(open.data(), closed.data()) == 0;
    sodium_memzero(closed.data(), closed.size());
    if (!good) return failure(Errc::invalid_input, "not an X25519 key");
    return SealPair{name_of(open), private_key};
}

Result<void> check(const SealKey& key) {
    ASSIGN_OR_RETURN(const auto bytes, key_from(key.public_key));
    if (name_of(bytes) != key)
        return failure(Errc::invalid_input, "the key is not the one that '" + key.id + "' names");
    // A point of small order would seal to everybody.
    Key anything{};
    anything[0] = 1;
    Key product;
    if (crypto_scalarmult(product.data(), anything.data(), bytes.data()) != 0)
        return failure(Errc::invalid_input, "the key is no X25519 key");
    return {};
}

Result<journal::Record> seal(const SealKey& key, journal::Record record) {
    if (sodium_init() < 0) return failure(Errc::internal, "libsodium can't start");
    ASSIGN_OR_RETURN(const auto open, key_from(key.public_key));
    auto plain = binding(record) + record.body;
    std::vector<unsigned char> box(plain.size() + crypto_box_SEALBYTES);
    const int sealed = crypto_box_seal(box.data(), bytes_of(plain), plain.size(), open.data());
    sodium_memzero(plain.data(), plain.size());
    sodium_memzero(record.body.data(), record.body.size());
    if (sealed != 0) return failure(Errc::invalid_input, "nothing can be sealed to the hub's key " + key.id);
    record.body = base64(box.data(), box.size());
    record.sealed = key.id;
    return record;
}

Result<journal::Record> open(const SealPair& pair, journal::Record record) {
    if (record.sealed != pair.key.id)
        return failure(Errc::invalid_input, "the body is sealed to key " + record.sealed);
    const auto box = from_base64(record.body);
    if (!box || box->size() < crypto_box_SEALBYTES)
        return failure(Errc::invalid_input, "the sealed body is no base64 of a sealed box");
    ASSIGN_OR_RETURN(const auto open, key_from(pair.key.public_key));
    ASSIGN_OR_RETURN(auto closed, key_from(pair.private_key.view()));
    std::string plain(box->size() - crypto_box_SEALBYTES, '\0');
    const int opened = crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), bytes_of(*box),
                                            box->size(), open.data(), closed.data());
    sodium_memzero(closed.data(), closed.size());
    if (opened != 0) return failure(Errc::invalid_input, "the sealed body is damaged or not for this hub");
    const auto bound = binding(record);
    if (!plain.starts_with(bound))
        return failure(Errc::invalid_input, "the sealed body belongs to another record");
    if (plain.size() - bound.size() > kMaxBodyBytes)
        return failure(Errc::invalid_input,
                       "the opened body is longer than " + std::to_string(kMaxBodyBytes) + " bytes");
    record.body = plain.substr(bound.size());
    record.sealed.clear();
    return record;
}

}  // namespace storeside::protocol
