#include "tests/real/rt/server.hpp"

#include <stdio.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <utility>

namespace storeside {
namespace {

constexpr auto kScript = STORESIDE_SOURCE_DIR "/tests/real/rt/rt-server ";

std::string output_of(const std::string& command, int& status) {
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return output;
    char buffer[4096];
    while (const auto count = ::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
    status = ::pclose(pipe);
    return output;
}

}  // namespace

Result<RtServer> RtServer::start(std::string name) {
    int status = -1;
    const auto output = output_of(kScript + ("start " + name) + " 2>&1", status);
    // What the script says while it installs comes before its one line of JSON.
    const auto json = output.substr(std::min(output.find('{'), output.size()));
    boost::json::error_code error;
    const auto parsed = boost::json::parse(json, error);
    if (status != 0 || error) return failure(Errc::unavailable, "no Request Tracker: " + output);
    RtServer server;
    server.name_ = std::move(name);
    server.url_ = parsed.at("url").as_string();
    server.token_ = parsed.at("token").as_string();
    server.agent_token_ = parsed.at("agent_token").as_string();
    return server;
}

RtServer::RtServer(RtServer&& other) noexcept
    : name_(std::exchange(other.name_, {})),
      url_(std::move(other.url_)),
      token_(std::move(other.token_)),
      agent_token_(std::move(other.agent_token_)) {}

RtServer& RtServer::operator=(RtServer&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(url_, other.url_);
    std::swap(token_, other.token_);
    std::swap(agent_token_, other.agent_token_);
    return *this;
}

RtServer::~RtServer() {
    int status = 0;
    if (!name_.empty()) output_of(kScript + ("stop " + name_), status);
}

std::uint16_t RtServer::port() const {
    return static_cast<std::uint16_t>(std::stoul(url_.substr(url_.rfind(':') + 1)));
}

}  // namespace storeside
