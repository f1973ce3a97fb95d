// Debian's haproxy with the configuration that is shipped, on a free port of this machine.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/tls.hpp"
#include "tests/real/process.hpp"

namespace storeside::real {

class Haproxy {
public:
    struct Options {
        std::filesystem::path source;  // the project's folder
        std::filesystem::path folder;  // for its keys and its log
        http::KeyPair own;
        std::string client_ca;
        std::filesystem::path socket;  // where the hub listens
        std::string address = "127.0.0.1";
        std::size_t connections = 100;
        std::size_t per_address = 500;
    };

    // `unavailable` when it can't be fetched.
    static Result<Haproxy> start(const Options& options);

    std::uint16_t port() const { return port_; }
    pid_t pid() const { return process_.pid(); }

private:
    Haproxy(Process process, std::uint16_t port) : process_(std::move(process)), port_(port) {}

    Process process_;
    std::uint16_t port_;
};

}  // namespace storeside::real
