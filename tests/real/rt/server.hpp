// A real Request Tracker of a test's own, started and stopped by tests/real/rt/rt-server.
#pragma once
#include <cstdint>
#include <string>

#include "firmware/base/result.hpp"

namespace storeside {

class RtServer {
public:
    // `name` keeps servers of programs that run at once apart. unavailable, with the reason, when there is
    // none.
    static Result<RtServer> start(std::string name);
    RtServer(RtServer&& other) noexcept;
    RtServer& operator=(RtServer&& other) noexcept;
    ~RtServer();

    const std::string& url() const { return url_; }
    std::uint16_t port() const;
    const std::string& token() const { return token_; }              // of the user "storeside"
    const std::string& agent_token() const { return agent_token_; }  // of the agent "nadia"

private:
    RtServer() = default;

    std::string name_;
    std::string url_;
    std::string token_;
    std::string agent_token_;
};

}  // namespace storeside
