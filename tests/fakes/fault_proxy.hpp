// A proxy between an HTTP client and a real server that goes wrong on purpose.
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/fakes/tcp_server.hpp"

namespace storeside {

class FaultProxy {
public:
    enum class Fault {
        refuse,       // nobody listens
        lose_answer,  // the server gets the request and answers; the client sees a closed connection
        forbid,       // 403 without asking the server
        busy,         // 503
        garbage,      // 200 with bytes that are no JSON
        cut_short,    // half of the server's answer
    };

    // Forwards to 127.0.0.1:`upstream`.
    explicit FaultProxy(std::uint16_t upstream);

    std::string url() const { return server_.url(); }

    // From now on, for requests whose first line has `only_for` ("POST /REST/2.0/ticket "; empty: all).
    void fail(Fault fault, std::string only_for = "");
    // For the next request whose first line has one of these parts.
    void fail_once(Fault fault, std::vector<std::string> any_of);
    void pass();

    // Requests the fault has struck since it was set.
    int struck() const { return struck_; }

private:
    void serve(TcpServer::Connection& client);

    std::uint16_t upstream_;
    std::optional<Fault> fault_of(const std::string& request);

    std::mutex mutex_;  // guards what is planned
    std::optional<Fault> planned_;
    std::vector<std::string> any_of_;  // parts of the first line; empty: every request
    bool once_ = false;
    std::atomic<int> struck_{0};
    TcpServer server_;  // the last member: its threads use the others
};

}  // namespace storeside
