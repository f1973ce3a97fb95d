// How much one address may ask of the server: connections at a time, and requests a second.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "sync/http/server.hpp"

namespace storeside::http {

class AddressLimits {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit AddressLimits(PerAddress limits) : limits_(limits) {}

    // False when the address has as many connections as it may; else it counts until `closed`.
    bool opened(const std::string& address, Time now);
    void closed(const std::string& address);

    // False when the address has used up its requests for now.
    bool asks(const std::string& address, Time now);

    std::size_t known() const { return addresses_.size(); }

private:
    struct Address {
        std::size_t connections = 0;
        double requests = 0;  // that it may still make at once
        Time filled;
    };
    void fill(Address& address, Time now) const;
    void forget_the_quiet(Time now);

    PerAddress limits_;
    std::unordered_map<std::string, Address> addresses_;
    std::size_t forget_at_ = 1024;
};

// Whom an address stands for: itself, or its /64 when it is of IPv6, where a line gets that many. Empty for
// this machine's own.
std::string counted_as(const std::string& address);

}  // namespace storeside::http
