// A helpdesk that can make duplicates: it stores whatever it is told, takes its time, goes on when the caller
// is dead, and may lose the answer. Whether a ticket exists twice is up to who tells it.
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "firmware/base/id.hpp"
#include "sync/connectors/helpdesk/helpdesk.hpp"
#include "sync/http/client.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside::soak {

// The server's side, over HTTP on a free port. Any thread.
class Desk {
public:
    explicit Desk(unsigned seed);

    std::string url() const { return server_.url(); }

    // This part of what it stores is never answered.
    void lose_answers(double part);
    int lost_answers() const { return lost_; }

    void reply_to_some_ticket(const std::string& text);

    // How often each ticket, message and rating is there, and the texts of each ticket in their order.
    std::map<Id, int> copies() const;
    std::vector<std::vector<std::string>> conversations() const;

private:
    struct Ticket {
        Id id;
        std::vector<std::pair<Id, std::string>> entries;
    };
    void serve(TcpServer::Connection& client);
    std::string read(const std::string& path) const;
    void write(TcpServer::Connection& client, const std::string& path, const std::string& body);
    std::string store(const std::string& path, const std::string& body);
    std::string find(const std::string& path) const;
    std::string news(std::size_t after) const;

    mutable std::mutex mutex_;  // guards what follows
    std::mt19937 dice_;
    double lose_ = 0;
    std::vector<Ticket> tickets_;
    std::vector<std::pair<std::size_t, std::string>> replies_;  // the ticket's index, the text
    std::atomic<int> lost_{0};
    TcpServer server_;  // the last member: its threads use the others
};

// The hub's side: looks before it writes, as every connector does.
class DeskConnector final : public connectors::Helpdesk {
public:
    explicit DeskConnector(std::string url) : url_(std::move(url)) {}

    std::string name() const override { return "desk"; }
    Result<connectors::TicketRef> create(const connectors::Escalation& escalation) override;
    Result<void> add_message(const connectors::TicketRef& ticket, const tickets::Message& message) override;
    Result<void> add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) override;
    Result<connectors::Answers> answers_after(const std::string& cursor) override;
    // Nobody asks for it in a soak, and the desk knows no way.
    Result<std::string> erase(const connectors::TicketRef&) override { return "the desk forgets nothing"; }
    // More than twice what the desk ever takes.
    Duration lookup_lag() const override { return std::chrono::milliseconds(700); }

private:
    // The body of a 200; nothing for a 404.
    Result<std::optional<std::string>> call(const std::string& method, const std::string& path,
                                            std::string body = {});
    Result<std::string> write_once(const std::string& path, const Id& id, std::string body);

    std::string url_;
    http::Client client_;
};

}  // namespace storeside::soak
