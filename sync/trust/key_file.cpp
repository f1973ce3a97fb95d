#include "sync/trust/key_file.hpp"

#include <sodium.h>

#include <array>
#include <span>
#include <vector>

#include "sync/protocol/json.hpp"

namespace storeside::trust {
namespace {

namespace json = boost::json;
using protocol::Reader;

constexpr std::string_view kPublic = "storeside-public-key-v1";
constexpr std::string_view kSealed = "storeside-sealed-key-v1";
constexpr std::string_view kOpen = "storeside-open-key-v1";
// A file from elsewhere must not keep a machine busy for hours, or take all of its memory.
constexpr std::int64_t kMostOperations = 20;
constexpr std::int64_t kMostMemory = std::int64_t{1} << 30;

using Salt = std::array<unsigned char, crypto_pwhash_SALTBYTES>;
using Nonce = std::array<unsigned char, crypto_secretbox_NONCEBYTES>;
using Box = std::array<unsigned char, crypto_secretbox_MACBYTES + 32>;

template <std::size_t N>
std::string base64(const std::array<unsigned char, N>& bytes) {
    std::string out(sodium_base64_ENCODED_LEN(N, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), N, sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // its NUL
    return out;
}

template <std::size_t N>
void read_base64(Reader& in, std::string_view name, std::array<unsigned char, N>& out) {
    std::string text;
    in.text(name, text, 256);
    std::size_t size = 0;
    if (sodium_base642bin(out.data(), N, text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size != N)
        in.reject(name, "not " + std::to_string(N) + " bytes in base 64");
}

struct File {
    std::string type, role;
    PublicKey key;
    std::int64_t operations = 0, memory = 0;
    Salt salt{};
    Nonce nonce{};
    Box box{};
    SigningKey::Seed seed{};
};

Result<File> decode_file(std::string_view text) {
    return protocol::decode<File>(text, kMaxKeyFile, [](Reader& in, File& out) {
        in.text("type", out.type, 64);
        in.text("role", out.role, 32);
        std::string key;
        in.text("public", key, 64);
        if (auto parsed = parse_public_key(key)) {
            out.key = *parsed;
        } else {
            in.reject("public", parsed.error().message());
        }
        if (out.type == kSealed) {
            in.integer("operations", out.operations, 1, kMostOperations);
            in.integer("memory", out.memory, 8192, kMostMemory);
            read_base64(in, "salt", out.salt);
            read_base64(in, "nonce", out.nonce);
            read_base64(in, "box", out.box);
        } else if (out.type == kOpen) {
            read_base64(in, "seed", out.seed);
        } else if (out.type != kPublic) {
            in.reject("type", "not one of the known words");
        }
    });
}

// False when there is too little memory for it.
bool derive(std::array<unsigned char, crypto_secretbox_KEYBYTES>& key, const Secret& passphrase,
            const Salt& salt, std::int64_t operations, std::int64_t memory) {
    return sodium_init() >= 0 &&  // it picks the fastest way that this processor knows
           crypto_pwhash(key.data(), key.size(), passphrase.view().data(), passphrase.size(), salt.data(),
                         static_cast<unsigned long long>(operations), static_cast<std::size_t>(memory),
                         crypto_pwhash_ALG_ARGON2ID13) == 0;
}

Error no_memory() { return {Errc::unavailable, "there is too little memory to try a passphrase"}; }

std::string line(const json::object& object) { return protocol::serialize(object) + "\n"; }

Result<SigningKey> checked(const SigningKey::Seed& seed, const PublicKey& expected) {
    auto key = SigningKey::from_seed(seed);
    if (key.public_key() != expected)
        return failure(Errc::corrupt, "the key's two halves do not belong together");
    return key;
}

}  // namespace

std::string encode_public_key(const NamedKey& key) {
    return line({{"type", kPublic}, {"role", key.role}, {"public", to_hex(key.key)}});
}

Result<NamedKey> decode_public_key(std::string_view text) {
    ASSIGN_OR_RETURN(auto file, decode_file(text));
    return NamedKey{std::move(file.role), file.key};
}

Result<std::string> seal_key(std::string_view role, const SigningKey& key, const Secret& passphrase,
                             Random& random, const PassphraseCost& cost) {
    Salt salt;
    Nonce nonce;
    Box box;
    random.fill(std::as_writable_bytes(std::span(salt)));
    random.fill(std::as_writable_bytes(std::span(nonce)));
    std::array<unsigned char, crypto_secretbox_KEYBYTES> secret;
    if (!derive(secret, passphrase, salt, cost.operations, cost.memory)) return std::unexpected(no_memory());
    auto seed = key.seed();
    crypto_secretbox_easy(box.data(), seed.data(), seed.size(), nonce.data(), secret.data());
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(secret.data(), secret.size());
    return line({{"type", kSealed},
                 {"role", role},
                 {"public", to_hex(key.public_key())},
                 {"operations", cost.operations},
                 {"memory", cost.memory},
                 {"salt", base64(salt)},
                 {"nonce", base64(nonce)},
                 {"box", base64(box)}});
}

std::string encode_open_key(std::string_view role, const SigningKey& key) {
    auto seed = key.seed();
    auto text =
        line({{"type", kOpen}, {"role", role}, {"public", to_hex(key.public_key())}, {"seed", base64(seed)}});
    sodium_memzero(seed.data(), seed.size());
    return text;
}

Result<bool> wants_passphrase(std::string_view text) {
    ASSIGN_OR_RETURN(const auto file, decode_file(text));
    if (file.type == kPublic) return failure(Errc::invalid_input, "this is the public half of a key");
    return file.type == kSealed;
}

Result<SigningKey> open_key(std::string_view text, const Secret& passphrase) {
    ASSIGN_OR_RETURN(auto file, decode_file(text));
    if (file.type == kPublic) return failure(Errc::invalid_input, "this is the public half of a key");
    if (file.type == kSealed) {
        std::array<unsigned char, crypto_secretbox_KEYBYTES> secret;
        if (!derive(secret, passphrase, file.salt, file.operations, file.memory))
            return std::unexpected(no_memory());
        const int opened = crypto_secretbox_open_easy(file.seed.data(), file.box.data(), file.box.size(),
                                                      file.nonce.data(), secret.data());
        sodium_memzero(secret.data(), secret.size());
        if (opened != 0) return failure(Errc::denied, "the passphrase is wrong");
    }
    auto key = checked(file.seed, file.key);
    sodium_memzero(file.seed.data(), file.seed.size());
    return key;
}

}  // namespace storeside::trust
