// What is signed: the root names the keys, the head names the newest targets, targets name packs.
// docs/trust.md has the formats.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "sync/trust/keys.hpp"

namespace storeside::trust {

inline constexpr std::int64_t kMaxVersion = std::int64_t{1} << 53;

// The channels that have targets of their own, each with its own keys.
inline constexpr std::string_view kContent = "content";
inline constexpr std::string_view kChannels[] = {kContent, "config", "image"};
bool is_channel(std::string_view name);

struct Role {
    std::int64_t threshold = 1;  // so many different keys have to sign
    std::vector<PublicKey> keys;

    friend bool operator==(const Role&, const Role&) = default;
};

struct Root {
    std::int64_t version = 1;
    Time expires{};
    std::map<std::string, Role, std::less<>>
        roles;  // "root", "head", and those of the channels that are in use

    const Role* role(std::string_view name) const;
    friend bool operator==(const Root&, const Root&) = default;
};

// Which bytes a file has: what is not of this size and hash is not it.
struct FileRef {
    std::string sha256;  // 64 lower-case hexadecimal digits
    std::int64_t size = 0;

    friend bool operator==(const FileRef&, const FileRef&) = default;
};

struct TargetsRef {
    std::int64_t version = 0;
    FileRef file;  // the whole of targets-<channel>.json

    friend bool operator==(const TargetsRef&, const TargetsRef&) = default;
};

struct Head {
    std::int64_t version = 1;
    Time expires{};
    std::map<std::string, TargetsRef, std::less<>> targets;  // by channel

    friend bool operator==(const Head&, const Head&) = default;
};

struct Patch {
    std::string from;  // the SHA-256 of the file that it applies to
    FileRef file;

    friend bool operator==(const Patch&, const Patch&) = default;
};

struct Target {
    FileRef file;
    std::string version;  // for people
    std::vector<Patch> patches;

    const Patch* patch_from(std::string_view sha256) const;
    friend bool operator==(const Target&, const Target&) = default;
};

struct Targets {
    std::string channel;
    std::int64_t version = 1;
    Time expires{};
    std::vector<Target> targets;  // the first is the one to use; the others may be gone back to

    const Target* find(std::string_view sha256) const;
    friend bool operator==(const Targets&, const Targets&) = default;
};

std::string encode(const Root& root);
std::string encode(const Head& head);
std::string encode(const Targets& targets);

// The signed text of an envelope. invalid_input names the member.
Result<Root> decode_root(std::string_view json);
Result<Head> decode_head(std::string_view json);
Result<Targets> decode_targets(std::string_view json);

}  // namespace storeside::trust
