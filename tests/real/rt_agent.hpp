// An agent at Request Tracker, over RT's own REST API: what they see, and what they answer.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"
#include "tests/real/rt/server.hpp"

namespace storeside::real {

class RtAgent {
public:
    explicit RtAgent(const RtServer& server) : url_(server.url()), token_(server.agent_token()) {}

    // The numbers of all tickets, or of those whose custom field ExternalId is `external_id`.
    Result<std::vector<std::string>> tickets(const std::string& external_id = {});
    // What the ticket's first message says.
    Result<std::string> first_words(const std::string& ticket);
    Result<void> reply(const std::string& ticket, const std::string& text);

private:
    Result<std::string> call(const std::string& method, const std::string& path, std::string body = {});

    std::string url_, token_;
    http::Client client_;
};

}  // namespace storeside::real
