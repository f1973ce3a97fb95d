#include "sync/ctl/kiosk_commands.hpp"

#include <fmt/format.h>
#include <qrcodegen/qrcodegen.hpp>

#include "firmware/base/file.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/table.hpp"
#include "sync/protocol/invitation.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::ctl {
namespace {

struct Options : HubOptions {
    std::string store;
    std::string name;
    std::string replaces;  // a kiosk's id
    std::string kiosk;
    std::string address;  // of the hub, as kiosks reach it; empty: as this command does
    std::string out;
};

std::string words(const protocol::KioskRow& kiosk) {
    if (kiosk.trouble == "revoked") return "! revoked";
    if (kiosk.trouble == "superseded") return "! showed an old certificate";
    return kiosk.certificate_until == Time{} ? "not yet" : when(kiosk.certificate_until).substr(0, 10);
}

// "7" when it is as desired, "5 of 7" when it is not yet.
std::string settings_of(const protocol::KioskRow& kiosk) {
    auto text = kiosk.settings == kiosk.desired ? std::to_string(kiosk.settings)
                                                : fmt::format("{} of {}", kiosk.settings, kiosk.desired);
    if (kiosk.restart != 0) text += ", restart";
    if (kiosk.problems != 0) text += fmt::format(", {} not used", kiosk.problems);
    return text;
}

Result<void> list(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/kiosks"));
    ASSIGN_OR_RETURN(const auto kiosks, protocol::decode_kiosks(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    if (kiosks.empty()) {
        fmt::print("No kiosk yet. Invite one: storesidectl kiosk invite --store STORE --name NAME\n");
        return {};
    }
    std::vector<std::vector<std::string>> rows{{"STORE", "KIOSK", "LAST SEEN (UTC)", "UNSENT", "SETTINGS",
                                                "PROGRAM", "PACK", "CERTIFICATE UNTIL", "ID", ""}};
    for (const auto& kiosk : kiosks) {
        rows.push_back(
            {shortened(kiosk.store, 30), shortened(kiosk.name, 30), when(kiosk.last_seen),
             std::to_string(kiosk.unsent), settings_of(kiosk), shortened(kiosk.program, 20),
             kiosk.pack.empty() ? "-" : shortened(kiosk.pack.substr(0, 12), 12), words(kiosk),
             to_string(kiosk.id),
             kiosk.fell_back_at == Time{} ? "" : "! older disk since " + when(kiosk.fell_back_at)});
    }
    fmt::print("{}", table(rows));
    return {};
}

// Two rows of modules a line, dark on light whatever the terminal's colours are.
std::string qr(const std::string& text) {
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    constexpr int kQuiet = 2;
    std::string out;
    for (int y = -kQuiet; y < code.getSize() + kQuiet; y += 2) {
        out += "\x1b[30;107m";
        for (int x = -kQuiet; x < code.getSize() + kQuiet; ++x) {
            const bool upper = code.getModule(x, y), lower = code.getModule(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\x1b[0m\n";
    }
    return out;
}

Result<void> invite(HubClient& hub, const Options& options) {
    protocol::InviteRequest request{options.store, options.name, {}};
    if (!options.replaces.empty()) {
        ASSIGN_OR_RETURN(request.replaces, parse_id(options.replaces));
    } else if (options.store.empty() || options.name.empty()) {
        return failure(Errc::invalid_input,
                       "a new kiosk needs --store and --name; one that is known, --replace ID");
    }
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/invites", protocol::encode(request)));
    ASSIGN_OR_RETURN(const auto answer, protocol::decode_invite_answer(body));
    const protocol::Invitation invitation{options.address.empty() ? hub.url() : options.address, answer.code};
    if (!options.out.empty())
        RETURN_IF_ERROR(write_file(options.out, protocol::to_enrol_file(invitation), 0600));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    fmt::print("{}\n{}\nType or scan this code on the kiosk; it works once, until {} UTC.\n",
               qr(protocol::to_qr_text(invitation)), answer.code, when(answer.expires_at));
    if (!options.out.empty())
        fmt::print("Or put {} on its boot partition as storeside/enrol.toml.\n", options.out);
    if (!options.replaces.empty())
        fmt::print(
            "The kiosk keeps its name and its mail. Its old certificates end when the new one is used.\n");
    return {};
}

Result<void> revoke(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto kiosk, parse_id(options.kiosk));
    ASSIGN_OR_RETURN(const auto body, hub.post("/v1/kiosks/" + to_string(kiosk) + "/revoke", "{}"));
    fmt::print("{}\n", options.json
                           ? body
                           : "The kiosk is let in no more. To let it in again: storesidectl kiosk invite "
                             "--replace " +
                                 to_string(kiosk));
    return {};
}

}  // namespace

void add_kiosk_commands(CLI::App& app, int& exit_code) {
    auto* kiosk = app.add_subcommand("kiosk", "The kiosks of a hub")->require_subcommand(1);
    add_hub_command(*kiosk, "list", "Every kiosk and what it last reported", exit_code, list);
    const auto code = add_hub_command(*kiosk, "invite", "A code that lets one kiosk in", exit_code, invite);
    code.app->add_option("--store", code.options.store, "The store it stands in");
    code.app->add_option("--name", code.options.name, "What staff call it");
    code.app->add_option("--replace", code.options.replaces,
                         "The id of a kiosk that gets a new key, as after its disk was changed");
    code.app->add_option("--address", code.options.address,
                         "The hub's address as kiosks reach it, if not that of --hub");
    code.app->add_option("--out", code.options.out, "Write an enrol.toml for the kiosk's boot partition");
    const auto end =
        add_hub_command(*kiosk, "revoke", "Let a kiosk in no more, from now on", exit_code, revoke);
    end.app->add_option("KIOSK", end.options.kiosk, "Its id, as `kiosk list` shows it")->required();
}

}  // namespace storeside::ctl
