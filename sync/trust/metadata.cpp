#include "sync/trust/metadata.hpp"

#include <algorithm>

#include "sync/protocol/digest.hpp"
#include "sync/protocol/json.hpp"
#include "sync/trust/envelope.hpp"

namespace storeside::trust {
namespace {

namespace json = boost::json;
using protocol::Reader;

constexpr std::size_t kMostKeys = 16;  // of a role
constexpr std::size_t kMostTargets = 64;
constexpr std::size_t kMostPatches = 16;  // of a target
constexpr std::int64_t kLargestFile = std::int64_t{1} << 40;

void read_file_ref(Reader& in, FileRef& out) {
    in.text("sha256", out.sha256, 64);
    if (!protocol::is_sha256(out.sha256)) in.reject("sha256", "not 64 hexadecimal digits");
    in.integer("size", out.size, 1, kLargestFile);
}

json::object to_json(const FileRef& file) { return {{"sha256", file.sha256}, {"size", file.size}}; }

void read_role(Reader& in, Role& out) {
    in.each("keys", kMostKeys, [&](Reader& item) {
        std::string digits;
        item.text("public", digits, 64);
        const auto key = parse_public_key(digits);
        if (!key) return item.reject("public", key.error().message());
        // One key twice would count twice.
        if (std::ranges::find(out.keys, *key) != out.keys.end())
            return item.reject("public", "twice in this role");
        out.keys.push_back(*key);
    });
    in.integer("threshold", out.threshold, 1, static_cast<std::int64_t>(kMostKeys));
    if (static_cast<std::size_t>(out.threshold) > out.keys.size())
        in.reject("threshold", "more than the role has keys");
}

json::object to_json(const Role& role) {
    json::array keys;
    for (const auto& key : role.keys) keys.push_back(json::object{{"public", to_hex(key)}});
    return {{"threshold", role.threshold}, {"keys", std::move(keys)}};
}

// Role and channel names that this program knows; others are a newer program's.
template <class Read>
void each_channel(Reader& in, Read read) {
    for (const auto channel : kChannels)
        if (in.has(channel)) read(channel);
}

}  // namespace

bool is_channel(std::string_view name) { return std::ranges::find(kChannels, name) != std::end(kChannels); }

const Role* Root::role(std::string_view name) const {
    const auto found = roles.find(name);
    return found == roles.end() ? nullptr : &found->second;
}

const Patch* Target::patch_from(std::string_view sha256) const {
    const auto found = std::ranges::find(patches, sha256, &Patch::from);
    return found == patches.end() ? nullptr : &*found;
}

const Target* Targets::find(std::string_view sha256) const {
    const auto found =
        std::ranges::find_if(targets, [&](const Target& target) { return target.file.sha256 == sha256; });
    return found == targets.end() ? nullptr : &*found;
}

std::string encode(const Root& root) {
    json::object roles;
    for (const auto& [name, role] : root.roles) roles.emplace(name, to_json(role));
    return protocol::serialize(
        {{"version", root.version}, {"expires", to_rfc3339(root.expires)}, {"roles", std::move(roles)}});
}

std::string encode(const Head& head) {
    json::object targets;
    for (const auto& [channel, ref] : head.targets) {
        auto entry = to_json(ref.file);
        entry.emplace("version", ref.version);
        targets.emplace(channel, std::move(entry));
    }
    return protocol::serialize(
        {{"version", head.version}, {"expires", to_rfc3339(head.expires)}, {"targets", std::move(targets)}});
}

std::string encode(const Targets& targets) {
    json::array entries;
    for (const auto& target : targets.targets) {
        json::array patches;
        for (const auto& patch : target.patches) {
            auto entry = to_json(patch.file);
            entry.emplace("from", patch.from);
            patches.push_back(std::move(entry));
        }
        auto entry = to_json(target.file);
        entry.emplace("version", target.version);
        entry.emplace("patches", std::move(patches));
        entries.push_back(std::move(entry));
    }
    return protocol::serialize({{"channel", targets.channel},
                                {"version", targets.version},
                                {"expires", to_rfc3339(targets.expires)},
                                {"targets", std::move(entries)}});
}

Result<Root> decode_root(std::string_view text) {
    return protocol::decode<Root>(text, kMaxMetadataBytes, [](Reader& in, Root& out) {
        in.integer("version", out.version, 1, kMaxVersion);
        in.time("expires", out.expires);
        in.object("roles", [&](Reader& roles) {
            for (const std::string_view needed : {"root", "head"})
                roles.object(needed, [&](Reader& role) { read_role(role, out.roles[std::string(needed)]); });
            each_channel(roles, [&](std::string_view channel) {
                roles.object(channel,
                             [&](Reader& role) { read_role(role, out.roles[std::string(channel)]); });
            });
        });
    });
}

Result<Head> decode_head(std::string_view text) {
    return protocol::decode<Head>(text, kMaxMetadataBytes, [](Reader& in, Head& out) {
        in.integer("version", out.version, 1, kMaxVersion);
        in.time("expires", out.expires);
        in.object("targets", [&](Reader& targets) {
            each_channel(targets, [&](std::string_view channel) {
                targets.object(channel, [&](Reader& entry) {
                    auto& ref = out.targets[std::string(channel)];
                    entry.integer("version", ref.version, 1, kMaxVersion);
                    read_file_ref(entry, ref.file);
                });
            });
        });
    });
}

Result<Targets> decode_targets(std::string_view text) {
    return protocol::decode<Targets>(text, kMaxMetadataBytes, [](Reader& in, Targets& out) {
        in.text("channel", out.channel, 32);
        in.integer("version", out.version, 1, kMaxVersion);
        in.time("expires", out.expires);
        in.each("targets", kMostTargets, [&](Reader& item) {
            Target target;
            read_file_ref(item, target.file);
            item.text("version", target.version, 128);
            item.each("patches", kMostPatches, [&](Reader& entry) {
                Patch patch;
                entry.text("from", patch.from, 64);
                if (!protocol::is_sha256(patch.from)) entry.reject("from", "not 64 hexadecimal digits");
                read_file_ref(entry, patch.file);
                target.patches.push_back(std::move(patch));
            });
            if (out.find(target.file.sha256)) item.reject("sha256", "twice");
            out.targets.push_back(std::move(target));
        });
    });
}

}  // namespace storeside::trust
