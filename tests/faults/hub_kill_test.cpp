// The real hub, killed at random instants while a kiosk sends: every record is stored once and every ticket
// exists once.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/client.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

// storeside-hub as a process with its own inbox, on the port it had before.
class HubProcess {
public:
    explicit HubProcess(std::filesystem::path folder) : folder_(std::move(folder)) {
        EXPECT_TRUE(write_file(folder_ / "hub.toml", "data = \"data\"\n"));
        start();
    }
    ~HubProcess() { end(SIGKILL); }

    void start() {
        std::error_code ignored;
        std::filesystem::remove(folder_ / "port", ignored);
        const std::vector<std::string> words{STORESIDE_BIN_DIR "/storeside-hub",
                                             "--config",
                                             folder_ / "hub.toml",
                                             "--port",
                                             std::to_string(port_),
                                             "--port-file",
                                             folder_ / "port",
                                             "--log",
                                             "error"};
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ASSERT_EQ(::posix_spawn(&process_, arguments[0], nullptr, nullptr, arguments.data(), environ), 0);
        for (int i = 0; i != 2000; ++i) {
            const auto port = read_file(folder_ / "port", 16);
            if (port && !port->empty()) {
                port_ = std::stoi(*port);
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL() << "the hub did not start";
    }
    int end(int signal) {
        if (process_ == 0) return 0;
        int status = 0;
        ::kill(process_, signal);
        ::waitpid(process_, &status, 0);
        process_ = 0;
        return status;
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::filesystem::path data() const { return folder_ / "data"; }

private:
    std::filesystem::path folder_;
    pid_t process_ = 0;
    int port_ = 0;
};

Result<http::Response> post(const std::string& url, const std::string& token, std::string body) {
    http::Client client;
    http::Request request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"authorization", "Bearer " + token}};
    request.body = std::move(body);
    return client.send(request);
}

std::int64_t count(db::Database& database, const std::string& what) {
    auto select = database.prepare("SELECT count(*) FROM " + what).value();
    EXPECT_TRUE(select.step());
    return select.integer(0);
}

TEST(HubKilledAtAnyInstant, StoresEachRecordOnceAndMakesEachTicketOnce) {
    TemporaryFolder folder;
    HubProcess hub(folder.path());
    auto operator_token = read_file(hub.data() / "operator.token", 1024).value();
    operator_token.pop_back();
    const auto invited = post(hub.url() + "/v1/invites", operator_token,
                              protocol::encode(protocol::InviteRequest{"Bramble", "Aisle 7"}));
    const auto code = protocol::decode_invite_answer(invited->body).value().code;
    const auto enrolled =
        post(hub.url() + "/v1/enrol", "", protocol::encode(protocol::EnrolRequest{code, "test"}));
    const auto token = protocol::decode_enrol_answer(enrolled->body).value().token;

    constexpr int kKills = 20, kTicketsPerKill = 5;
    SeededRandom random(7);
    std::mt19937 dice(7);
    journal::Sequence last = 0;
    for (int round = 0; round != kKills; ++round) {
        protocol::SyncRequest request;
        for (int i = 0; i != kTicketsPerKill; ++i) {
            tickets::Ticket ticket;
            ticket.id = make_id(from_micros(1'795'356'187'000'000), random);
            ticket.code = short_code(ticket.id);
            request.outbox.push_back({++last, ticket.id, "ticket", {}, protocol::encode(ticket)});
        }
        std::thread killer([&hub, pause = std::chrono::microseconds(dice() % 12'000)] {
            std::this_thread::sleep_for(pause);
            hub.end(SIGKILL);
        });
        (void)post(hub.url() + "/v1/sync", token, protocol::encode(request));
        killer.join();
        hub.start();
        // What a kiosk does that got no answer, and what does no harm to one that did.
        const auto again = post(hub.url() + "/v1/sync", token, protocol::encode(request));
        ASSERT_TRUE(again) << again.error().message();
        EXPECT_EQ(protocol::decode_sync_answer(again->body).value().acked, last);
    }

    auto opened = db::Database::open(hub.data() / "hub.db", db::Database::Mode::read_write);
    ASSERT_TRUE(opened);
    auto& database = *opened;
    for (int i = 0; i != 2000 && count(database, "helpdesk_job WHERE state <> 'done'") != 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(count(database, "record"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "ticket WHERE state = 'open'"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "inbox_ticket"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "kiosk_mail"), kKills * kTicketsPerKill);

    const int status = hub.end(SIGTERM);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace storeside
