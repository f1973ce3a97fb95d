// A shop of tests/real/woocommerce/prepare at work: MariaDB and PHP's own web server on this machine, over
// plain http.
#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "tests/real/process.hpp"

namespace storeside::real {

class WooCommerceShop {
public:
    // The folder with the sites that could be had; `unavailable` when there is none.
    static Result<std::filesystem::path> prepared(const std::filesystem::path& source);

    // `prepared`/sites/`site` with a database of its own in `folder`, whose path is short.
    static Result<WooCommerceShop> start(const std::filesystem::path& prepared, const std::string& site,
                                         const std::filesystem::path& folder);

    std::uint16_t port() const { return port_; }
    // How many requests it has seen.
    int requests() const;
    // What tests/real/woocommerce/test-hands.php does: place, clear, key, deliver. Gives what it answers.
    Result<boost::json::value> hand(const std::string& what, const boost::json::object& with) const;

private:
    WooCommerceShop(Process database, Process php, std::uint16_t port, std::filesystem::path log)
        : database_(std::move(database)), php_(std::move(php)), port_(port), log_(std::move(log)) {}

    Process database_, php_;
    std::uint16_t port_;
    std::filesystem::path log_;
};

}  // namespace storeside::real
