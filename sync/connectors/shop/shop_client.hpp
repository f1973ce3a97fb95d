// Conversations with a shop's interface: JSON or one of the errors that order_source.hpp names, with patience
// for a shop that asks for it and none for one that is down.
#pragma once
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/connectors/circuit_breaker.hpp"
#include "sync/connectors/shop/shop_settings.hpp"
#include "sync/http/client.hpp"

namespace storeside::connectors {

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

struct ShopAnswer {
    boost::json::value body;
    http::Headers headers;  // names in lower case

    std::string header(std::string_view lower_case_name) const;
};

// Only reads, so every request may be repeated. Redirects are never followed: the key would go along.
class ShopClient {
public:
    // `system` is what messages call it ("Shopify"), `base` the address that paths are put behind; `key` the
    // header that proves who asks.
    ShopClient(std::string system, std::string base, std::pair<std::string, std::string> key,
               const ShopSettings& settings, ShopWorld world);

    // `not_found` for a 404 in JSON.
    Result<ShopAnswer> get(std::string_view path, const Parameters& parameters = {});
    // A question that is too long for an address.
    Result<ShopAnswer> post(std::string_view path, const boost::json::value& question);
    // For a look at what a key may not do: the status and the body, whatever they are.
    Result<http::Response> raw(std::string_view method, std::string_view path, const Parameters& parameters,
                               std::string body = {});

    // The shop asked to be left alone for so long; sleeps now if that is short, else the next requests fail
    // without being sent.
    Result<void> be_patient(Duration asked);

    const std::string& system() const { return system_; }

private:
    Result<http::Response> send(const http::Request& request);
    Result<ShopAnswer> call(const http::Request& request);
    http::Request request(std::string_view method, std::string_view path, const Parameters& parameters) const;
    Result<ShopAnswer> understand(http::Response response);
    void count(bool good);

    std::string system_;
    std::string base_;
    std::pair<std::string, std::string> key_;
    std::chrono::milliseconds timeout_;
    ShopWorld world_;
    http::Client client_;
    CircuitBreaker breaker_;
    Time patient_until_{};  // because the shop asked for it
};

// What may be said over this address without showing the key to everybody: https, or this machine itself.
bool keeps_a_key_secret(std::string_view url);

}  // namespace storeside::connectors
