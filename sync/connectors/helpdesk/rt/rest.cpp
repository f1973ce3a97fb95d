#include "sync/connectors/helpdesk/rt/rest.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sync/http/percent.hpp"
#include "sync/http/retry_after.hpp"

namespace storeside::connectors::rt {
namespace {

namespace json = boost::json;

constexpr std::size_t kAnswerLimit = 4 << 20;

Result<json::value> parse(std::string_view text) {
    json::error_code error;
    json::parse_options options;
    options.max_depth = 16;
    auto value = json::parse(text, error, {}, options);
    if (error) return failure(Errc::unavailable, "RT's answer is not JSON: " + error.message());
    return value;
}

// What RT says about a failure, short enough for a log line.
std::string message_of(const http::Response& response) {
    const auto body = parse(response.body);
    auto message = body ? text_at(*body, "message") : std::string();
    if (message.size() > 300) message.resize(300);
    for (auto& c : message)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return message.empty() ? fmt::format("status {}", response.status)
                           : fmt::format("status {}: {}", response.status, message);
}

Error refusal(bool writes, const http::Response& response) {
    const auto said = message_of(response);
    switch (response.status) {
        case 401:
            return {Errc::denied, "RT does not know our token (" + said +
                                      "): create a new one for the user that Storeside works as and set it"};
        case 403:
            return {Errc::denied, "RT lacks a right or the queue (" + said +
                                      "): grant the user that Storeside works as its rights on this queue"};
        case 502:
        case 504:  // somebody in front of RT gave up; RT itself may go on
            return {writes ? Errc::unknown : Errc::unavailable,
                    "RT is behind a proxy that lost it (" + said + ")"};
        case 429:
            return {Errc::unavailable, "RT asks for patience (" + said + ")"};
        case 404:
            return {Errc::not_found, "RT has no such thing or does not show it (" + said + ")"};
        default:
            break;
    }
    if (response.status >= 500) return {Errc::unavailable, "RT is in trouble (" + said + ")"};
    if (response.status >= 400) return {Errc::invalid_input, "RT does not take it (" + said + ")"};
    return {writes ? Errc::unknown : Errc::unavailable, "RT answered strangely (" + said + ")"};
}

}  // namespace

Rest::Rest(std::string url, std::string token, std::chrono::milliseconds timeout)
    : base_(std::move(url)), token_(std::move(token)), timeout_(timeout) {
    while (base_.ends_with('/')) base_.pop_back();
    base_ += "/REST/2.0/";
}

http::Request Rest::request(std::string_view method, std::string_view path,
                            const Parameters& parameters) const {
    http::Request request;
    request.method = method;
    request.url = base_ + std::string(path);
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        request.url += separator;
        request.url.append(name).append("=").append(http::percent_encode(value));
        separator = '&';
    }
    request.headers = {{"Authorization", "token " + token_}, {"Accept", "application/json"}};
    request.timeout = timeout_;
    request.limit = kAnswerLimit;
    return request;
}

Result<json::value> Rest::get(std::string_view path, const Parameters& parameters) {
    return call(Kind::reads, request("GET", path, parameters));
}

Result<json::value> Rest::search(std::string_view path, const Parameters& parameters,
                                 const json::value& conditions) {
    auto message = request("POST", path, parameters);
    message.headers.emplace_back("Content-Type", "application/json");
    message.body = json::serialize(conditions);
    message.repeatable = true;
    return call(Kind::reads, std::move(message));
}

Result<json::value> Rest::write(std::string_view method, std::string_view path, const json::value& body) {
    auto message = request(method, path, {});
    message.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    message.body = json::serialize(body);
    return call(Kind::writes, std::move(message));
}

Result<bool> Rest::remove(std::string_view path) {
    const auto response = client_.send(request("DELETE", path, {}));
    if (!response) return failure(Errc::unavailable, "no answer from RT: " + response.error().message());
    if (response->status == 200 || response->status == 202 || response->status == 204) return true;
    if (response->status == 403 || response->status == 500) return false;
    return std::unexpected(refusal(false, *response));
}

Result<json::value> Rest::call(Kind kind, http::Request request) {
    const bool writes = kind == Kind::writes;
    auto response = client_.send(request);
    if (!response) {
        auto& error = response.error();
        const bool nothing_happened = error.code() == Errc::unavailable || !writes;
        return failure(nothing_happened ? Errc::unavailable : Errc::unknown,
                       "no answer from RT: " + error.message());
    }
    if (response->status != 200 && response->status != 201)
        return std::unexpected(refusal(writes, *response).retry_after(http::retry_after(*response)));
    auto value = parse(response->body);
    if (!value && writes) return failure(Errc::unknown, value.error().message());
    return value;
}

std::string query_value(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

std::string text_of(const json::value& value) {
    if (const auto* text = value.if_string()) return std::string(*text);
    if (const auto* number = value.if_int64()) return std::to_string(*number);
    if (const auto* number = value.if_uint64()) return std::to_string(*number);
    return {};
}

std::string text_at(const json::value& value, std::string_view key) {
    const auto* object = value.if_object();
    const auto* member = object ? object->if_contains(key) : nullptr;
    if (!member) return {};
    if (member->is_object()) return text_at(*member, "id");
    return text_of(*member);
}

Result<std::vector<json::value>> items_of(const json::value& collection) {
    const auto* object = collection.if_object();
    const auto* items = object ? object->if_contains("items") : nullptr;
    if (!items || !items->is_array()) return failure(Errc::unavailable, "RT's answer has no list of items");
    return std::vector<json::value>(items->get_array().begin(), items->get_array().end());
}

}  // namespace storeside::connectors::rt
