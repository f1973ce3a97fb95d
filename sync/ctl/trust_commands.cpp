#include "sync/ctl/trust_commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <optional>

#include "firmware/base/clock.hpp"
#include "firmware/base/file.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/key_holder.hpp"
#include "sync/ctl/root_folder.hpp"
#include "sync/ctl/table.hpp"
#include "sync/trust/key_file.hpp"

namespace storeside::ctl {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder;
    std::string file;  // an envelope
    std::string hub, token_file, ca;
    std::string head_key;
    std::string passphrase_file;
    std::vector<std::string> keys;
    std::vector<std::string> add_root, add_content, remove;
    int threshold = 0;
    int root_keys = 3;
    int days = 1095;
};

// The hub's answer, or the file that was carried here from it.
Result<std::optional<trust::PublicKey>> head_key(const Options& options) {
    if (!options.head_key.empty()) return read_public_key(options.head_key);
    if (options.hub.empty()) return std::nullopt;
    ASSIGN_OR_RETURN(auto hub, HubClient::open(options.hub, options.token_file, options.ca));
    ASSIGN_OR_RETURN(const auto text, hub.get("/v1/trust/head-key"));
    ASSIGN_OR_RETURN(const auto key, trust::decode_public_key(text));
    return key.key;
}

// Nothing is uploaded from where a key was carried in a file: that machine is offline, or meant to be.
Result<void> upload_if_online(const Options& options, const RootFolder& roots) {
    if (options.hub.empty() || !options.head_key.empty()) {
        fmt::print("Next, where the hub can be reached: storesidectl trust upload {}\n", options.folder);
        return {};
    }
    ASSIGN_OR_RETURN(auto hub, HubClient::open(options.hub, options.token_file, options.ca));
    RETURN_IF_ERROR(roots.upload(hub));
    fmt::print("The hub has it. Next: storesidectl pack publish PACK --key {}\n",
               (fs::path(options.folder) / "content.key").string());
    return {};
}

Result<void> init(const Options& options) {
    const fs::path folder = options.folder;
    const RootFolder roots(folder);
    if (roots.newest() != 0)
        return failure(Errc::conflict,
                       options.folder + " holds a root already: `storesidectl trust rotate` makes the next");
    const int threshold = options.threshold == 0 ? std::min(2, options.root_keys) : options.threshold;
    if (threshold > options.root_keys)
        return failure(Errc::invalid_input, "--threshold is higher than --keys");
    ASSIGN_OR_RETURN(const auto head, head_key(options));
    if (!head)
        return failure(
            Errc::invalid_input,
            "which hub signs heads? Give --hub URL, or --head-key FILE with what the hub says under "
            "/v1/trust/head-key");
    std::error_code error;
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return failure(Errc::denied, "can't create " + options.folder + ": " + error.message());

    trust::Root root{1, SystemClock().now() + std::chrono::days(options.days), {}};
    std::vector<trust::SigningKey> keys;
    auto& role = root.roles["root"];
    role.threshold = threshold;
    for (int i = 1; i <= options.root_keys; ++i) {
        ASSIGN_OR_RETURN(auto key,
                         make_key(folder, fmt::format("root-{}", i), "root", options.passphrase_file));
        role.keys.push_back(key.public_key());
        keys.push_back(std::move(key));
    }
    ASSIGN_OR_RETURN(const auto content, make_key(folder, "content", "content", options.passphrase_file));
    root.roles["head"] = {1, {*head}};
    root.roles["content"] = {1, {content.public_key()}};
    trust::Envelope envelope{"root", trust::encode(root), {}};
    for (const auto& key : keys) trust::sign(envelope, key);
    RETURN_IF_ERROR(roots.write(1, envelope));
    fmt::print(
        "Made {} root keys, a content key and root 1 in {}. Give each root key to another person, on a "
        "medium "
        "of its own, and remove it here.\n",
        options.root_keys, options.folder);
    return upload_if_online(options, roots);
}

// What is missing before others believe this root: its own keys, and those of the one before.
Result<void> check_root(const RootFolder& roots, const trust::Envelope& envelope, const trust::Root& root) {
    RETURN_IF_ERROR(trust::check_signatures(envelope, *root.role("root"), "root"));
    if (root.version == 1) return {};
    ASSIGN_OR_RETURN(const auto before, roots.read(root.version - 1));
    ASSIGN_OR_RETURN(const auto old, trust::decode_root(before.signed_text));
    if (auto signed_by_old = trust::check_signatures(envelope, *old.role("root"), "root"); !signed_by_old)
        return failure(std::move(signed_by_old.error()), fmt::format("root {}", old.version));
    return {};
}

Result<void> sign(const Options& options) {
    ASSIGN_OR_RETURN(const auto text, read_file(options.file, trust::kMaxMetadataBytes));
    auto envelope = trust::decode_envelope(text);
    if (!envelope) return failure(std::move(envelope.error()), options.file);
    for (const auto& file : options.keys) {
        ASSIGN_OR_RETURN(const auto key, read_key(file, options.passphrase_file));
        trust::sign(*envelope, key);
    }
    RETURN_IF_ERROR(write_file(options.file, trust::encode(*envelope)));
    fmt::print("{} has {} signatures now.\n", options.file, envelope->signatures.size());
    return {};
}

bool is_called(const trust::PublicKey& key, const std::string& name) {
    return name.size() >= 8 && trust::key_id(key).starts_with(name);
}

Result<void> change_role(trust::Role& role, const std::vector<std::string>& add,
                         const std::vector<std::string>& remove) {
    for (const auto& name : remove)
        std::erase_if(role.keys, [&](const trust::PublicKey& key) { return is_called(key, name); });
    for (const auto& file : add) {
        ASSIGN_OR_RETURN(const auto key, read_public_key(file));
        if (std::ranges::find(role.keys, key) == role.keys.end()) role.keys.push_back(key);
    }
    return {};
}

Result<void> rotate(const Options& options) {
    const RootFolder roots(options.folder);
    const auto last = roots.newest();
    if (last == 0)
        return failure(Errc::not_found, options.folder + " holds no root: run `storesidectl trust init`");
    ASSIGN_OR_RETURN(const auto before, roots.read(last));
    ASSIGN_OR_RETURN(auto root, trust::decode_root(before.signed_text));
    ASSIGN_OR_RETURN(const auto head, head_key(options));
    for (const auto& name : options.remove) {
        const bool known = std::ranges::any_of(root.roles, [&](const auto& role) {
            return std::ranges::any_of(role.second.keys,
                                       [&](const auto& key) { return is_called(key, name); });
        });
        if (!known)
            return failure(Errc::not_found, "no key's id begins with '" + name + "' (8 digits at least)");
    }
    root.version = last + 1;
    root.expires = SystemClock().now() + std::chrono::days(options.days);
    auto& own = root.roles["root"];
    if (options.threshold != 0) own.threshold = options.threshold;
    RETURN_IF_ERROR(change_role(own, options.add_root, options.remove));
    RETURN_IF_ERROR(change_role(root.roles["content"], options.add_content, options.remove));
    if (head) root.roles["head"] = {1, {*head}};
    trust::Envelope envelope{"root", trust::encode(root), {}};
    // As others are going to read it: a role without enough keys is noticed here.
    RETURN_IF_ERROR(trust::decode_root(envelope.signed_text));
    for (const auto& file : options.keys) {
        ASSIGN_OR_RETURN(const auto key, read_key(file, options.passphrase_file));
        trust::sign(envelope, key);
    }
    RETURN_IF_ERROR(roots.write(root.version, envelope));
    fmt::print("Root {} is in {}.\n", root.version, roots.file(root.version).string());
    if (auto good = check_root(roots, envelope, root); !good) {
        fmt::print(
            "It is not good yet: {}.\nNext, for each holder: storesidectl trust sign {} --key FILE; then "
            "storesidectl trust upload {}\n",
            good.error().message(), roots.file(root.version).string(), options.folder);
        return {};
    }
    return upload_if_online(options, roots);
}

Result<void> upload(const Options& options) {
    const RootFolder roots(options.folder);
    ASSIGN_OR_RETURN(auto hub, HubClient::open(options.hub, options.token_file, options.ca));
    ASSIGN_OR_RETURN(const auto given, roots.upload(hub));
    fmt::print("{}\n", given == 0 ? "The hub has all of them already."
                                  : fmt::format("The hub took {} roots.", given));
    return {};
}

void print_signatures(const trust::Envelope& envelope) {
    for (const auto& signature : envelope.signatures) fmt::print("signed by {}\n", signature.key);
}

Result<void> show(const Options& options) {
    auto file = fs::path(options.file);
    std::error_code error;
    if (fs::is_directory(file, error)) {
        const RootFolder roots(file);
        file = roots.file(roots.newest());
    }
    ASSIGN_OR_RETURN(const auto text, read_file(file, trust::kMaxMetadataBytes));
    if (const auto key = trust::decode_public_key(text)) {
        fmt::print("{} key {}\n", harmless(key->role), trust::key_id(key->key));
        return {};
    }
    ASSIGN_OR_RETURN(const auto envelope, trust::decode_envelope(text));
    if (const auto root = trust::decode_root(envelope.signed_text); root && envelope.type == "root") {
        fmt::print("root {}, good until {} UTC\n", root->version, when(root->expires));
        for (const auto& [name, role] : root->roles) {
            fmt::print("{}: {} of\n", name, role.threshold);
            for (const auto& key : role.keys) fmt::print("  {}\n", trust::key_id(key));
        }
    } else if (const auto head = trust::decode_head(envelope.signed_text); head && envelope.type == "head") {
        fmt::print("head {}, good until {} UTC\n", head->version, when(head->expires));
        for (const auto& [channel, ref] : head->targets) fmt::print("{}: version {}\n", channel, ref.version);
    } else if (const auto targets = trust::decode_targets(envelope.signed_text);
               targets && envelope.type == "targets") {
        fmt::print("targets of {}, version {}, good until {} UTC\n", harmless(targets->channel),
                   targets->version, when(targets->expires));
        for (const auto& target : targets->targets)
            fmt::print("  {}  {} ({} bytes, {} patches)\n", target.file.sha256, harmless(target.version),
                       target.file.size, target.patches.size());
    } else {
        return failure(Errc::invalid_input, file.string() + " is neither root, head, targets nor a key");
    }
    print_signatures(envelope);
    return {};
}

struct Command {
    CLI::App* app;
    Options& options;
};

Command add(CLI::App& group, const char* name, const char* description, int& exit_code,
            Result<void> (*command)(const Options&)) {
    const auto options = std::make_shared<Options>();
    auto* sub = group.add_subcommand(name, description);
    sub->callback([options, &exit_code, command] {
        if (auto done = command(*options); !done) exit_code = report(done.error());
    });
    return {sub, *options};
}

void add_hub_options(const Command& command) {
    command.app->add_option("--hub", command.options.hub, "The hub's address")->envname("STORESIDE_HUB");
    command.app->add_option("--token-file", command.options.token_file, "File with the operator's token")
        ->envname("STORESIDE_TOKEN_FILE");
    command.app->add_option("--ca", command.options.ca, "File with the hub's authority (its ca.pem)")
        ->envname("STORESIDE_CA");
}

void add_root_options(const Command& command) {
    command.app->add_option("DIR", command.options.folder, "The folder of the ceremony")->required();
    add_hub_options(command);
    command.app->add_option("--head-key", command.options.head_key,
                            "The hub's public key in a file, instead of asking the hub");
    command.app->add_option("--passphrase-file", command.options.passphrase_file,
                            "Read passphrases from this file");
    command.app
        ->add_option("--threshold", command.options.threshold, "How many root keys have to sign a root")
        ->check(CLI::Range(1, 16));
    command.app->add_option("--days", command.options.days, "How long the root is good")
        ->check(CLI::Range(1, 7300))
        ->capture_default_str();
}

}  // namespace

void add_trust_commands(CLI::App& app, int& exit_code) {
    auto* trust = app.add_subcommand("trust", "The keys that packs are signed with")->require_subcommand(1);
    const auto begin = add(*trust, "init", "Make the keys and the first root", exit_code, init);
    add_root_options(begin);
    begin.app->add_option("--keys", begin.options.root_keys, "How many root keys to make")
        ->check(CLI::Range(1, 16))
        ->capture_default_str();

    const auto one = add(*trust, "sign", "Add a signature to a root or to targets", exit_code, sign);
    one.app->add_option("FILE", one.options.file, "E.g. DIR/root/2.json")
        ->required()
        ->check(CLI::ExistingFile);
    one.app->add_option("--key", one.options.keys, "The key to sign with")
        ->required()
        ->check(CLI::ExistingFile);
    one.app->add_option("--passphrase-file", one.options.passphrase_file,
                        "Read the passphrase from this file");

    const auto next =
        add(*trust, "rotate", "Make the next root: other keys, or a later end", exit_code, rotate);
    add_root_options(next);
    next.app->add_option("--key", next.options.keys, "Root keys to sign with, old and new")
        ->check(CLI::ExistingFile);
    next.app->add_option("--add-root", next.options.add_root, "A root key more: its .pub")
        ->check(CLI::ExistingFile);
    next.app->add_option("--add-content", next.options.add_content, "A content key more: its .pub")
        ->check(CLI::ExistingFile);
    next.app->add_option("--remove", next.options.remove, "A key less: how its id begins");

    const auto send = add(*trust, "upload", "Give the hub the roots that it lacks", exit_code, upload);
    send.app->add_option("DIR", send.options.folder, "The folder of the ceremony")->required();
    add_hub_options(send);

    const auto key =
        add(*trust, "key", "Make one more key", exit_code, [](const Options& options) -> Result<void> {
            const fs::path file = options.file;
            ASSIGN_OR_RETURN(const auto made, make_key(file.parent_path(), file.stem().string(),
                                                       options.folder, options.passphrase_file));
            fmt::print("Made {} and its .pub; its id is {}\n", file.string(), made.id());
            return {};
        });
    key.app->add_option("ROLE", key.options.folder, "root, content, config or image")
        ->required()
        ->check(CLI::IsMember({"root", "content", "config", "image"}));
    key.app->add_option("FILE", key.options.file, "E.g. anna.key")->required();
    key.app->add_option("--passphrase-file", key.options.passphrase_file,
                        "Read the passphrase from this file");

    const auto print = add(*trust, "show", "What a root, head, targets or key says", exit_code, show);
    print.app->add_option("FILE", print.options.file, "Or the folder of a ceremony: its newest root")
        ->required()
        ->check(CLI::ExistingPath);
}

}  // namespace storeside::ctl
