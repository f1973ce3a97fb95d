// A proxy between an HTTP client and a real server that goes wrong on purpose.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
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
        drop,         // the connection is closed and the server hears nothing
        cut_request,  // the server gets half of the request
        delay,        // up to 80 ms late
        duplicate,    // the server gets the request twice, one after the other
        hold_back,    // after a request that came later
    };

    // Forwards to 127.0.0.1:`upstream`.
    explicit FaultProxy(std::uint16_t upstream);
    // Forwards by `exchange`, which sends the bytes and gives what comes back; with a header more, if it is
    // not empty.
    using Exchange = std::function<std::string(std::string_view bytes)>;
    FaultProxy(Exchange exchange, std::string header);

    std::string url() const { return server_.url(); }

    // From now on, for requests whose first line has `only_for` ("POST /REST/2.0/ticket "; empty: all).
    void fail(Fault fault, std::string only_for = "");
    // For the next request whose first line has one of these parts.
    void fail_once(Fault fault, std::vector<std::string> any_of);
    // From now on each request meets one of these by chance, `part` of all.
    void mix(std::vector<Fault> faults, double part, unsigned seed);
    void pass();

    // Requests the fault has struck since it was set.
    int struck() const { return struck_; }

private:
    void serve(TcpServer::Connection& client);
    std::string forward(const std::string& request, std::optional<Fault> fault);
    void hold_back();

    Exchange exchange_;
    std::string header_;
    std::optional<Fault> fault_of(const std::string& request);

    std::mutex mutex_;  // guards what is planned
    std::optional<Fault> planned_;
    std::vector<std::string> any_of_;  // parts of the first line; empty: every request
    bool once_ = false;
    std::vector<Fault> mixed_;
    double part_ = 0;
    std::mt19937 dice_;
    std::uint64_t served_ = 0;  // requests
    std::condition_variable one_more_;
    std::atomic<int> struck_{0};
    TcpServer server_;  // the last member: its threads use the others
};

}  // namespace storeside
