#include "sync/ctl/privacy_commands.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/table.hpp"
#include "sync/protocol/privacy.hpp"

namespace storeside::ctl {
namespace {

struct Options : HubOptions {
    protocol::Subject subject;
    std::string file;
    bool yes = false;
};

void print(const protocol::Found& found) {
    std::vector<std::vector<std::string>> rows{
        {"CODE", "CREATED (UTC)", "STORE", "KIOSK", "RECORDS", "HELPDESK", "ID"}};
    for (const auto& ticket : found.tickets)
        rows.push_back({shortened(ticket.code, 16), when(ticket.created_at), shortened(ticket.store, 30),
                        shortened(ticket.kiosk, 30), std::to_string(ticket.records),
                        ticket.ref.empty() ? "-" : shortened(ticket.helpdesk + " " + ticket.ref, 30),
                        to_string(ticket.id)});
    if (!found.tickets.empty()) fmt::print("{}", table(rows));
    if (found.loose != 0) fmt::print("Records that belong to no ticket: {}\n", found.loose);
    if (found.orders != 0) fmt::print("Orders in the hub's index of the shops: {}\n", found.orders);
    if (found.tickets.empty() && found.loose == 0 && found.orders == 0)
        fmt::print("Nothing is known of this person.\n");
}

Result<void> find(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/privacy/find", protocol::encode(options.subject)));
    ASSIGN_OR_RETURN(const auto found, protocol::decode_found(body));
    if (options.json) {
        fmt::print("{}\n", body);
    } else {
        print(found);
    }
    return {};
}

Result<void> save(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/privacy/export", protocol::encode(options.subject)));
    RETURN_IF_ERROR(write_file(options.file, body + "\n", 0600));
    fmt::print(
        "Everything that the hub knows of this person is in {}.\n"
        "The helpdesk may know more: `storesidectl privacy find` names its tickets.\n",
        options.file);
    return {};
}

Result<void> erase(HubClient& hub, const Options& options) {
    if (!options.yes) {
        RETURN_IF_ERROR(find(hub, options));
        if (!options.json) fmt::print("Nothing was erased. To erase all of this for ever, add --yes\n");
        return {};
    }
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/privacy/erase", protocol::encode(options.subject)));
    ASSIGN_OR_RETURN(const auto erased, protocol::decode_erased(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    print(erased.found);
    fmt::print("The hub has erased this. Its kiosks do so with their next call.\n");
    if (erased.left.empty()) return {};
    fmt::print("\nWhat a person has to do:\n");
    for (const auto& what : erased.left) fmt::print("- {}\n", harmless(what));
    return {};
}

Result<void> show_keys(const std::string& body, const Options& options) {
    ASSIGN_OR_RETURN(const auto status, protocol::decode_seal_status(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    std::vector<std::vector<std::string>> rows{{"KEY", "MADE (UTC)", "KEPT UNTIL (UTC)"}};
    for (const auto& row : status.keys)
        rows.push_back({shortened(row.key.id, 16), when(row.made_at),
                        row.kept_until ? when(*row.kept_until) : "in use"});
    fmt::print("{}", table(rows));
    if (status.unreadable != 0)
        fmt::print("\nThe hub keeps {} records that it could not read; its log says why, for each.\n",
                   status.unreadable);
    return {};
}

Result<void> keys(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/privacy/keys"));
    return show_keys(body, options);
}

Result<void> rotate_key(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/privacy/keys", "{}"));
    return show_keys(body, options);
}

}  // namespace

void add_privacy_commands(CLI::App& app, int& exit_code) {
    auto* privacy = app.add_subcommand("privacy", "What is known of one person, and the keys that protect it")
                        ->require_subcommand(1);
    const auto found = add_hub_command(*privacy, "find", "Where somebody appears", exit_code, find);
    const auto saved = add_hub_command(
        *privacy, "export", "Everything the hub knows of somebody, as a JSON file for them", exit_code, save);
    const auto erased = add_hub_command(
        *privacy, "erase", "Forget somebody: on the hub, on kiosks and, as far as it can, in the helpdesk",
        exit_code, erase);
    for (const auto& one : {found, saved, erased}) {
        auto* who = one.app->add_option_group("who", "Who it is");
        who->add_option("--ticket", one.options.subject.ticket, "The code of a ticket (K7Q-3FM) or its id");
        who->add_option("--email", one.options.subject.email, "An e-mail address they gave");
        who->add_option("--phone", one.options.subject.phone, "A phone number they gave");
        who->require_option(1);
    }
    saved.app->add_option("FILE", saved.options.file, "The file to write")->required();
    erased.app->add_flag("--yes", erased.options.yes, "Really: without it, what would be erased is shown");
    add_hub_command(*privacy, "keys", "The hub's keys for sealing records", exit_code, keys);
    add_hub_command(*privacy, "rotate-key", "Seal records to a new key from now on", exit_code, rotate_key);
}

}  // namespace storeside::ctl
