#include "tests/soak/fleet.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/db/database.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::soak {
namespace {

namespace fs = std::filesystem;

template <class T>
T must(Result<T> result, const std::string& doing) {
    if (!result) throw std::runtime_error(doing + ": " + result.error().message());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

db::Database open(const fs::path& file) {
    return must(db::Database::open(file, db::Database::Mode::read_write), "opening " + file.string());
}

std::int64_t number(db::Database& database, const std::string& sql) {
    auto select = must(database.prepare(sql), sql);
    return must(select.step(), sql) ? select.integer(0) : 0;
}

std::set<Id> ids(db::Database& database, const std::string& sql) {
    auto select = must(database.prepare(sql), sql);
    std::set<Id> all;
    while (must(select.step(), sql)) all.insert(select.id(0));
    return all;
}

}  // namespace

Fleet::Fleet(fs::path programs, fs::path folder, Desk& desk)
    : programs_(std::move(programs)), folder_(std::move(folder)), desk_(desk) {
    fs::create_directories(folder_);
    start_hub();
}

void Fleet::start_hub() {
    const auto port_file = folder_ / "port";
    fs::remove(port_file);
    hub_.emplace(
        must(real::Process::start({programs_ / "storeside-soak-hub", "--data", folder_ / "hub", "--port",
                                   std::to_string(port_), "--port-file", port_file, "--desk", desk_.url()},
                                  folder_ / "hub.log"),
             "starting the hub"));
    for (int i = 0; i != 6000; ++i) {
        if (const auto port = read_file(port_file, 16); port && !port->empty()) {
            port_ = static_cast<std::uint16_t>(std::stoi(*port));
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    throw std::runtime_error("the hub did not start: see " + (folder_ / "hub.log").string());
}

void Fleet::enrol_kiosk(const Way& way) {
    const auto name = "kiosk " + std::to_string(kiosks_.size());
    const auto own = "https://127.0.0.1:" + std::to_string(port_);
    const auto response =
        as_operator(own, folder_ / "hub")
            .call("POST", "/v1/invites", protocol::encode(protocol::InviteRequest{"Soak", name, {}}));
    const auto invited = must(protocol::decode_invite_answer(response.body), "inviting");
    auto line = enrol_at(own, invited.code);
    if (way) line.hub = way(line.kiosk);
    const auto folder = folder_ / std::to_string(kiosks_.size());
    fs::create_directories(folder);
    write_kiosk(folder, line.kiosk);
    kiosks_.push_back({folder, std::move(line), {}});
}

void Fleet::start_kiosks(int count, const Way& way) {
    for (int i = 0; i != count; ++i) {
        enrol_kiosk(way);
        start_kiosk(kiosks() - 1);
    }
}

void Fleet::start_kiosk(int which) {
    auto& kiosk = kiosks_[static_cast<std::size_t>(which)];
    kiosk.process.emplace(
        must(real::Process::start({programs_ / "storeside-soak-kiosk", kiosk.folder, kiosk.line.hub},
                                  kiosk.folder / "log"),
             "starting a kiosk"));
}

bool Fleet::arrived() {
    auto hub = open(folder_ / "hub" / "hub.db");
    if (number(hub, "SELECT count(*) FROM helpdesk_job WHERE state <> 'done'") != 0) return false;
    for (const auto& kiosk : kiosks_) {
        auto own = open(kiosk.folder / "kiosk.db");
        if (number(own, "SELECT count(*) FROM outbox WHERE acked_at IS NULL") != 0) return false;
        auto count = must(hub.prepare("SELECT mail_count FROM kiosk WHERE epoch = :epoch"), "the mailbox");
        auto cursor = must(own.prepare("SELECT epoch, n FROM mailbox_cursor"), "the cursor");
        if (!must(cursor.step(), "the cursor")) return false;
        count.bind(":epoch", cursor.text(0));
        if (!must(count.step(), "the mailbox") || count.integer(0) != cursor.integer(1)) return false;
    }
    return true;
}

bool Fleet::settle(std::chrono::seconds patience) {
    for (const auto& kiosk : kiosks_) std::ofstream(kiosk.folder / "quiet").put('\n');
    const auto end = std::chrono::steady_clock::now() + patience;
    // Twice, since a record may still be on its way through the kiosk's store.
    for (int calm = 0; std::chrono::steady_clock::now() < end;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1600));
        calm = arrived() ? calm + 1 : 0;
        if (calm == 2) return true;
    }
    return false;
}

void Fleet::look_at(const Kiosk& kiosk, std::set<Id>& durable, Findings& findings) {
    std::ifstream records(kiosk.folder / "durable.log"), letters(kiosk.folder / "mail.log");
    for (std::string line; std::getline(records, line);) durable.insert(must(parse_id(line), "durable.log"));
    std::int64_t last = 0;
    for (std::string line; std::getline(letters, line);) {
        const auto n = std::stoll(line);
        if (n <= last) ++findings.disorder;
        last = n;
    }
    auto own = open(kiosk.folder / "kiosk.db");
    // Also what was durable when the kiosk was killed before it could say so.
    durable.merge(ids(own, "SELECT id FROM outbox"));
}

Findings Fleet::look() {
    for (auto& kiosk : kiosks_) kiosk.process->end(SIGKILL);
    hub_->end(SIGTERM);
    Findings findings;
    std::set<Id> durable;
    for (const auto& kiosk : kiosks_) look_at(kiosk, durable, findings);
    auto hub = open(folder_ / "hub" / "hub.db");
    const auto stored = ids(hub, "SELECT id FROM record");
    const auto copies = desk_.copies();
    findings.records = static_cast<std::int64_t>(durable.size());
    for (const auto& id : durable)
        if (!stored.contains(id) || !copies.contains(id)) ++findings.lost;
    for (const auto& [id, count] : copies) findings.twice += count - 1;
    for (const auto& conversation : desk_.conversations())
        if (!std::ranges::is_sorted(conversation)) ++findings.disorder;
    findings.letters = number(hub, "SELECT sum(mail_count) FROM kiosk");
    findings.missing = findings.letters;
    for (const auto& kiosk : kiosks_) {
        auto own = open(kiosk.folder / "kiosk.db");
        findings.missing -= number(own, "SELECT n FROM mailbox_cursor");
    }
    return findings;
}

}  // namespace storeside::soak
