#include "sync/ctl/publish_commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>

#include "firmware/base/clock.hpp"
#include "firmware/base/file.hpp"
#include "firmware/content/pack.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/key_holder.hpp"
#include "sync/ctl/root_folder.hpp"
#include "sync/patch/patch.hpp"
#include "sync/protocol/digest.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::ctl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestPack = 64 << 20;  // bytes; the hub takes no larger one

struct Options : HubOptions {
    std::string pack;  // a file; of a rollback, the hash or its beginning
    std::vector<std::string> keys;
    std::string passphrase_file;
    std::string root;
    std::string from;  // a folder of earlier packs
    std::size_t keep = 0;
    std::size_t patches = 5;
    int days = 365;
};

struct OldPack {
    std::string sha256;
    std::string bytes;
};

std::string pack_path(const std::string& sha256) { return "/v1/packs/" + sha256 + ".pack"; }

// The root that this operator believes: the one given, the newest beside the key, or else the hub's first.
Result<std::string> first_root(HubClient& hub, const Options& options) {
    if (!options.root.empty()) return read_file(options.root, trust::kMaxMetadataBytes);
    const RootFolder beside(fs::path(options.keys.front()).parent_path());
    // The newest may still want signatures.
    for (auto version = beside.newest(); version != 0; --version) {
        ASSIGN_OR_RETURN(auto root, read_file(beside.file(version), trust::kMaxMetadataBytes));
        if (trust::Verifier::pin(root)) return root;
    }
    ASSIGN_OR_RETURN(auto root, trust_file(hub, "root/1.json"));
    if (!root)
        return failure(
            Errc::conflict,
            "this hub has no root of trust yet: run `storesidectl trust init` once (docs/trust.md)");
    fmt::print(stderr, "No root is beside the key and none is given with --root: the hub is believed.\n");
    return std::move(*root);
}

// What is published now, if the shop's keys have signed it.
Result<std::optional<trust::Targets>> current_targets(HubClient& hub, const trust::Role& role) {
    ASSIGN_OR_RETURN(const auto text, trust_file(hub, "targets-content.json"));
    if (!text) return std::nullopt;
    auto targets = trust::verified_targets(*text, role, trust::kContent);
    // After a change of keys nothing that is there counts.
    if (!targets && targets.error().code() == Errc::denied) return std::nullopt;
    if (!targets) return failure(std::move(targets.error()), "the hub's targets-content.json");
    return std::move(*targets);
}

Result<std::vector<OldPack>> packs_in(const fs::path& folder, const std::string& but, std::size_t most) {
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".pack") files.emplace_back(entry->last_write_time(), entry->path());
    if (error) return failure(Errc::not_found, folder.string() + ": " + error.message());
    std::ranges::sort(files, std::greater<>());
    std::vector<OldPack> packs;
    for (const auto& [time, file] : files) {
        if (packs.size() == most) break;
        ASSIGN_OR_RETURN(auto bytes, read_file(file, kLargestPack));
        auto sha256 = protocol::sha256(bytes);
        if (sha256 != but) packs.push_back({std::move(sha256), std::move(bytes)});
    }
    return packs;
}

Result<OldPack> pack_of_hub(HubClient& hub, const std::string& sha256) {
    ASSIGN_OR_RETURN(auto bytes, hub.download(pack_path(sha256)));
    if (protocol::sha256(bytes) != sha256)
        return failure(Errc::corrupt, "the hub gives other bytes for pack " + sha256);
    return OldPack{sha256, std::move(bytes)};
}

Result<std::vector<protocol::PackRow>> published(HubClient& hub) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/packs"));
    return protocol::decode_packs(body);
}

Result<std::vector<OldPack>> packs_of_hub(HubClient& hub, const std::string& but, std::size_t most) {
    ASSIGN_OR_RETURN(const auto rows, published(hub));
    std::vector<OldPack> packs;
    for (const auto& row : rows) {
        if (packs.size() == most) break;
        if (row.sha256 == but || !protocol::is_sha256(row.sha256)) continue;
        auto pack = pack_of_hub(hub, row.sha256);
        // One that was published before there was trust, and is gone.
        if (!pack && pack.error().code() == Errc::not_found) continue;
        if (!pack) return std::unexpected(std::move(pack.error()));
        packs.push_back(std::move(*pack));
    }
    return packs;
}

// A patch from each old pack, on the hub; those that would save nothing are left out.
Result<std::vector<trust::Patch>> put_patches(HubClient& hub, const std::vector<OldPack>& olds,
                                              const std::string& sha256, const std::string& bytes) {
    std::vector<trust::Patch> patches;
    for (const auto& old : olds) {
        ASSIGN_OR_RETURN(auto patch, patch::make(old.bytes, bytes));
        if (patch.size() >= bytes.size()) continue;
        patches.push_back({old.sha256, {protocol::sha256(patch), static_cast<std::int64_t>(patch.size())}});
        RETURN_IF_ERROR(hub.put("/v1/packs/" + old.sha256 + "-" + sha256 + ".patch", std::move(patch)));
    }
    return patches;
}

// The new list: the pack, and of the present one as many older ones as are to be kept.
trust::Targets next_targets(const std::optional<trust::Targets>& now, trust::Target target,
                            const Options& options) {
    const auto time = SystemClock().now();
    // By the clock, so that it is higher than any before also on a hub that was restored from a backup.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    trust::Targets next{std::string(trust::kContent),
                        std::max<std::int64_t>(now ? now->version + 1 : 1, seconds),
                        time + std::chrono::days(options.days),
                        {}};
    const auto sha256 = target.file.sha256;
    next.targets.push_back(std::move(target));
    if (!now) return next;
    for (const auto& older : now->targets) {
        if (next.targets.size() > options.keep) break;
        if (older.file.sha256 != sha256) next.targets.push_back(older);
    }
    return next;
}

void report_published(const Options& options, const trust::Targets& targets) {
    const auto& target = targets.targets.front();
    if (options.json) {
        boost::json::array patches;
        for (const auto& patch : target.patches)
            patches.push_back({{"from", patch.from}, {"size", patch.file.size}});
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"sha256", target.file.sha256},
                                                                      {"version", target.version},
                                                                      {"size", target.file.size},
                                                                      {"targets_version", targets.version},
                                                                      {"patches", std::move(patches)}}));
        return;
    }
    fmt::print("Published {} ({} bytes, sha256 {}).\n", target.version, target.file.size, target.file.sha256);
    for (const auto& patch : target.patches)
        fmt::print("Kiosks with {} fetch {} bytes instead.\n", patch.from.substr(0, 12), patch.file.size);
    fmt::print("Kiosks that are online have it within moments, and show it when nobody uses them.\n");
}

Result<void> publish_bytes(HubClient& hub, const Options& options, const std::string& version,
                           std::string bytes) {
    std::vector<trust::SigningKey> keys;
    ASSIGN_OR_RETURN(const auto root, first_root(hub, options));
    ASSIGN_OR_RETURN(const auto verifier, follow_roots(hub, root));
    const auto* role = verifier.root().role(trust::kContent);
    if (!role) return failure(Errc::denied, "the root names no keys for content");
    for (const auto& file : options.keys) {
        ASSIGN_OR_RETURN(auto key, read_key(file, options.passphrase_file));
        if (std::ranges::find(role->keys, key.public_key()) == role->keys.end())
            return failure(Errc::denied, file + ": the root does not name this key for content");
        keys.push_back(std::move(key));
    }
    ASSIGN_OR_RETURN(const auto now, current_targets(hub, *role));

    const auto sha256 = protocol::sha256(bytes);
    trust::Target target{{sha256, static_cast<std::int64_t>(bytes.size())}, version, {}};
    ASSIGN_OR_RETURN(const auto olds, options.from.empty() ? packs_of_hub(hub, sha256, options.patches)
                                                           : packs_in(options.from, sha256, options.patches));
    RETURN_IF_ERROR(hub.put(pack_path(sha256), bytes));
    ASSIGN_OR_RETURN(target.patches, put_patches(hub, olds, sha256, bytes));

    const auto targets = next_targets(now, std::move(target), options);
    trust::Envelope envelope{"targets", trust::encode(targets), {}};
    for (const auto& key : keys) trust::sign(envelope, key);
    RETURN_IF_ERROR(trust::check_signatures(envelope, *role, trust::kContent));
    RETURN_IF_ERROR(hub.put("/v1/trust/targets-content.json", trust::encode(envelope)));
    report_published(options, targets);
    return {};
}

Result<void> publish(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(auto bytes, read_file(options.pack, kLargestPack));
    ASSIGN_OR_RETURN(const auto pack, content::Pack::open(options.pack));
    return publish_bytes(hub, options, pack.name() + " " + pack.version(), std::move(bytes));
}

Result<void> rollback(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto rows, published(hub));
    const protocol::PackRow* found = nullptr;
    for (const auto& row : rows) {
        if (!row.sha256.starts_with(options.pack)) continue;
        if (found)
            return failure(Errc::invalid_input, "more than one pack's name begins with " + options.pack);
        found = &row;
    }
    if (!found) return failure(Errc::not_found, "no pack that was published is called " + options.pack);
    ASSIGN_OR_RETURN(auto pack, pack_of_hub(hub, found->sha256));
    return publish_bytes(hub, options, found->version, std::move(pack.bytes));
}

void add_options(const HubCommand<Options>& command) {
    auto& options = command.options;
    command.app->add_option("--key", options.keys, "A content key (several, if the root wants several)")
        ->required()
        ->check(CLI::ExistingFile);
    command.app->add_option("--passphrase-file", options.passphrase_file,
                            "Read the passphrase from this file");
    command.app->add_option("--root", options.root,
                            "The root you trust; default: the newest in root/ beside the key");
    command.app->add_option("--from", options.from,
                            "Make patches from the packs in this folder, not the hub's");
    command.app->add_option("--patches", options.patches, "From how many earlier packs")
        ->check(CLI::Range(0, 16))
        ->capture_default_str();
    command.app->add_option("--keep", options.keep, "How many earlier packs stay signed beside it")
        ->check(CLI::Range(0, 32))
        ->capture_default_str();
    command.app->add_option("--days", options.days, "How long the signature is good")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
}

}  // namespace

void add_publish_commands(CLI::App& app, int& exit_code) {
    auto* pack = app.get_subcommand("pack");
    const auto send = add_hub_command(*pack, "publish", "Sign a pack and give it to every kiosk of a hub",
                                      exit_code, publish);
    send.app->add_option("PACK", send.options.pack, "A file from `pack build`")
        ->required()
        ->check(CLI::ExistingFile);
    add_options(send);
    const auto back =
        add_hub_command(*pack, "rollback", "Publish an earlier pack of the hub again", exit_code, rollback);
    back.app->add_option("SHA256", back.options.pack, "Its name, or how it begins")->required();
    add_options(back);
}

}  // namespace storeside::ctl
