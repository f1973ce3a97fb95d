#include "sync/connectors/shop/shop_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "sync/connectors/shop/answer.hpp"
#include "sync/http/percent.hpp"

namespace storeside::connectors {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::size_t kAnswerLimit = 4 << 20;
constexpr BreakerLimits kBreaker{5, 10s, 2min};
constexpr Duration kPatienceWithinACall = 3s;  // a shopper stands there
constexpr Duration kPatienceAtMost = 1h;       // whatever the shop says
constexpr int kTries = 3;

// Seconds; a date or nonsense counts as two.
Duration retry_after(const http::Response& response) {
    const auto text = response.header("retry-after").value_or("");
    double seconds = 0;  // Shopify says "2.0"
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 0)) return 2s;
    return std::chrono::ceil<Duration>(std::chrono::duration<double>(std::min(seconds, 3'600.0)));
}

// The host of an address, for messages; never its path, which may be about a shopper.
std::string host_of(std::string_view url) {
    const auto begin = url.find("://");
    if (begin == url.npos) return "the same host";
    const auto rest = url.substr(begin + 3);
    return visible(rest.substr(0, rest.find_first_of("/?#")), 100);
}

// What the shop says about a failure, short enough for a log line.
std::string said_by(const http::Response& response) {
    json::error_code error;
    const auto body = json::parse(response.body, error);
    std::string message;
    if (!error)
        for (const auto* key : {"message", "errorMessage", "errors"})
            if (message.empty()) message = text_at(body, {key}, 200);
    return message.empty() ? fmt::format("status {}", response.status)
                           : fmt::format("status {}: {}", response.status, message);
}

}  // namespace

std::string ShopAnswer::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

ShopClient::ShopClient(std::string system, std::string base, std::pair<std::string, std::string> key,
                       const ShopSettings& settings, ShopWorld world)
    : system_(std::move(system)),
      base_(std::move(base)),
      key_(std::move(key)),
      timeout_(settings.timeout),
      world_(std::move(world)),
      client_(http::ClientTls{.ca = settings.ca}),
      breaker_(kBreaker) {
    while (base_.ends_with('/')) base_.pop_back();
}

http::Request ShopClient::request(std::string_view method, std::string_view path,
                                  const Parameters& parameters) const {
    http::Request request;
    request.method = method;
    request.url = base_ + std::string(path);
    char separator = request.url.find('?') == std::string::npos ? '?' : '&';
    for (const auto& [name, value] : parameters) {
        request.url += separator;
        request.url.append(name).append("=").append(http::percent_encode(value));
        separator = '&';
    }
    request.headers = {key_, {"Accept", "application/json"}};
    request.timeout = timeout_;
    request.limit = kAnswerLimit;
    request.repeatable = true;
    return request;
}

Result<ShopAnswer> ShopClient::get(std::string_view path, const Parameters& parameters) {
    return call(request("GET", path, parameters));
}

Result<ShopAnswer> ShopClient::post(std::string_view path, const json::value& question) {
    auto message = request("POST", path, {});
    message.headers.emplace_back("Content-Type", "application/json");
    message.body = json::serialize(question);
    return call(message);
}

Result<http::Response> ShopClient::raw(std::string_view method, std::string_view path,
                                       const Parameters& parameters, std::string body) {
    auto message = request(method, path, parameters);
    if (!body.empty()) message.headers.emplace_back("Content-Type", "application/json");
    message.body = std::move(body);
    auto response = client_.send(message);
    if (!response) return failure(std::move(response.error()), "no answer from " + system_);
    return response;
}

Result<void> ShopClient::be_patient(Duration asked) {
    asked = std::clamp(asked, Duration(0), kPatienceAtMost);
    if (asked > kPatienceWithinACall) {
        patient_until_ = world_.clock.now() + asked;
        return failure(Errc::unavailable,
                       fmt::format("{} asks for patience: not before {} s", system_,
                                   std::chrono::ceil<std::chrono::seconds>(asked).count()));
    }
    world_.wait(asked);
    return {};
}

void ShopClient::count(bool good) {
    if (good)
        breaker_.succeeded();
    else
        breaker_.failed(world_.clock.now());
}

Result<http::Response> ShopClient::send(const http::Request& request) {
    const auto now = world_.clock.now();
    if (!breaker_.allows(now))
        return failure(Errc::unavailable, system_ + " failed again and again and is left alone for now");
    if (now < patient_until_) RETURN_IF_ERROR(be_patient(patient_until_ - now));
    auto response = client_.send(request);
    if (response) return response;
    count(false);
    const bool too_long = response.error().code() == Errc::invalid_input;
    return failure(Errc::unavailable,
                   fmt::format("{} from {}: {}", too_long ? "an impossible answer" : "no answer", system_,
                               response.error().message()));
}

Result<ShopAnswer> ShopClient::call(const http::Request& request) {
    for (int tries = 1;; ++tries) {
        ASSIGN_OR_RETURN(auto response, send(request));
        if (response.status != 429) return understand(std::move(response));
        if (tries == kTries)
            return failure(Errc::unavailable, system_ + " asks for patience again and again");
        RETURN_IF_ERROR(be_patient(retry_after(response)));
    }
}

Result<ShopAnswer> ShopClient::understand(http::Response response) {
    const auto status = response.status;
    if (status >= 500) {
        count(false);
        return failure(Errc::unavailable, fmt::format("{} is in trouble ({})", system_, said_by(response)));
    }
    if (status >= 300 && status < 400) {
        count(true);
        return failure(
            Errc::invalid_input,
            fmt::format("{} sends us on to {}, where the key must not go: set the `url` that the shop "
                        "itself uses",
                        system_, host_of(response.header("location").value_or(""))));
    }
    if (status == 401 || status == 403) {
        count(true);
        return failure(Errc::denied,
                       fmt::format("{} does not accept the key for this ({})", system_, said_by(response)));
    }
    json::error_code error;
    json::parse_options options;
    options.max_depth = 32;
    auto body = json::parse(response.body, error, {}, options);
    if (error) {
        count(false);
        const auto type = visible(response.header("content-type").value_or("nothing"), 40);
        return failure(Errc::unavailable, fmt::format("{} answers with what is not JSON (status {}, {})",
                                                      system_, status, type));
    }
    count(true);
    if (status == 404)
        return failure(Errc::not_found, fmt::format("{} has no such thing ({})", system_, said_by(response)));
    if (status != 200)
        return failure(Errc::invalid_input,
                       fmt::format("{} does not take it ({})", system_, said_by(response)));
    return ShopAnswer{std::move(body), std::move(response.headers)};
}

bool keeps_a_key_secret(std::string_view url) {
    if (url.starts_with("https://")) return true;
    if (!url.starts_with("http://")) return false;
    const auto host = url.substr(7, url.substr(7).find_first_of("/?#"));
    for (const std::string_view here : {"127.0.0.1", "localhost", "[::1]"})
        if (host == here ||
            (host.starts_with(here) && host[here.size()] == ':' && host.find('@') == host.npos))
            return true;
    return false;
}

}  // namespace storeside::connectors
