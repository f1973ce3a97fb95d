// A conversation with a hub as one of its operators.
#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::ctl {

class HubClient {
public:
    // `denied` and `not_found` say what to do about the token's file.
    // `ca` is a file with the authorities that are believed; empty: the system's.
    static Result<HubClient> open(const std::string& hub, const std::filesystem::path& token_file,
                                  const std::filesystem::path& ca);

    const std::string& url() const { return hub_; }

    // The body of a 200 answer; what the hub refuses is an error with the hub's words.
    Result<std::string> get(const std::string& path);
    Result<std::string> post(const std::string& path, std::string body);
    Result<std::string> put(const std::string& path, std::string body);
    // The same for a file of up to 64 MiB.
    Result<std::string> download(const std::string& path);

private:
    HubClient(std::string hub, std::string token, http::ClientTls tls)
        : hub_(std::move(hub)), token_(std::move(token)), client_(std::move(tls)) {}
    Result<std::string> send(const std::string& method, const std::string& path, std::string body,
                             std::chrono::seconds timeout);

    std::string hub_;
    std::string token_;
    http::Client client_;
};

}  // namespace storeside::ctl
