#include "sync/http/address_limits.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace storeside::http {

void AddressLimits::fill(Address& address, Time now) const {
    const auto passed = std::chrono::duration<double>(now - address.filled).count();
    address.filled = now;
    address.requests = std::min(limits_.burst, address.requests + passed * limits_.requests_per_second);
}

bool AddressLimits::opened(const std::string& address, Time now) {
    if (addresses_.size() >= forget_at_) forget_the_quiet(now);
    const auto [found, is_new] = addresses_.try_emplace(address, Address{0, limits_.burst, now});
    if (found->second.connections >= limits_.connections) return false;
    ++found->second.connections;
    return true;
}

void AddressLimits::closed(const std::string& address) {
    const auto found = addresses_.find(address);
    if (found != addresses_.end() && found->second.connections > 0) --found->second.connections;
}

bool AddressLimits::asks(const std::string& address, Time now) {
    const auto found = addresses_.find(address);
    if (found == addresses_.end()) return true;
    fill(found->second, now);
    if (found->second.requests < 1) return false;
    found->second.requests -= 1;
    return true;
}

// One without a connection that could ask as much as a new one need not be known. Looking when the number has
// doubled keeps the work per connection small.
void AddressLimits::forget_the_quiet(Time now) {
    for (auto at = addresses_.begin(); at != addresses_.end();) {
        fill(at->second, now);
        const bool quiet = at->second.connections == 0 && at->second.requests >= limits_.burst;
        at = quiet ? addresses_.erase(at) : std::next(at);
    }
    forget_at_ = std::max<std::size_t>(1024, addresses_.size() * 2);
}

std::string counted_as(const std::string& text) {
    boost::system::error_code error;
    auto address = boost::asio::ip::make_address(text, error);
    if (error) return text;
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    if (address.is_loopback()) return {};
    if (address.is_v4()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), 0);
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace storeside::http
