// A shop's web interface on 127.0.0.1: each kind derives from this and answers as the vendor says that theirs
// does.
#pragma once
#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/fakes/placed_order.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside {

class StubShop {
public:
    struct Request {
        std::string method;
        std::string path;
        std::map<std::string, std::string> query;    // decoded
        std::map<std::string, std::string> headers;  // names in lower case
        std::string body;
    };
    struct Response {
        int status = 200;
        std::string body;
        std::map<std::string, std::string> headers{{"Content-Type", "application/json; charset=UTF-8"}};
    };
    struct Webhook {
        std::vector<std::pair<std::string, std::string>> headers;
        std::string body;
    };

    StubShop();
    virtual ~StubShop() = default;

    // Places an order, or changes the one of that number.
    void place(PlacedOrder order);

    // The bytes of the next answers, in order; afterwards the shop answers by itself again.
    void say_next(std::vector<std::string> answers);
    // Every answer, until called with nothing.
    void say_always(std::optional<std::string> answer);
    void take_rights_away(bool away) { no_rights_ = away; }
    // Connections that are open are closed at the next request.
    void go_down() {
        down_ = true;
        server_.stop_listening();
    }
    void come_back() {
        down_ = false;
        server_.listen();
    }

    std::string url() const { return server_.url(); }
    std::uint16_t port() const { return server_.port(); }
    int requests() const { return requests_; }
    std::vector<Request> seen() const;

    // What the shop sends when that order changed.
    virtual Webhook webhook(const std::string& number, const std::string& secret) = 0;

protected:
    // With `mutex_` held.
    virtual Response answer(const Request& request) = 0;
    const PlacedOrder* by_number(std::string_view number) const;
    std::size_t index_of(const PlacedOrder& order) const {
        return static_cast<std::size_t>(&order - orders_.data());
    }

    mutable std::mutex mutex_;  // guards what follows
    std::vector<PlacedOrder> orders_;
    std::atomic<bool> no_rights_{false};

private:
    void serve(TcpServer::Connection& connection);

    std::deque<std::string> next_;
    std::optional<std::string> always_;
    std::vector<Request> seen_;
    std::atomic<int> requests_{0};
    std::atomic<bool> down_{false};
    TcpServer server_;  // the last one: its threads use the others
};

// A whole HTTP answer.
std::string http_answer(const StubShop::Response& response);

}  // namespace storeside
