// A hub that may say anything.
#pragma once
#include <atomic>

#include "tests/fakes/tcp_server.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {

inline std::string http(const std::string& status, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

// A hub whose answers the test decides; `say` gives the whole answer to a whole request.
class HostileHub : public AgentTest {
protected:
    using Say = std::function<std::string(const std::string& request)>;

    void serve(Say say, std::chrono::milliseconds longest_pause = std::chrono::milliseconds(20)) {
        hub.emplace([this, say = std::move(say)](TcpServer::Connection& connection) {
            const auto request = connection.read_request();
            if (request.empty()) return;
            ++calls;
            connection.write(say(request));
        });
        start(hub->url(), {}, longest_pause);
    }
    bool called(int times) {
        for (int i = 0; i != 1000 && calls < times; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return calls >= times;
    }
    void TearDown() override { agent.reset(); }

    std::atomic<int> calls = 0;
    std::optional<TcpServer> hub;
};

}  // namespace storeside::agent
