#include "sync/agent/hub_calls.hpp"

#include "sync/http/retry_after.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::agent {

Refused refused(const http::Response& response) {
    Refused refused;
    refused.status = response.status;
    refused.retry_after = http::retry_after(response);
    refused.why = protocol::decode_refusal(response.body);
    return refused;
}

Error to_error(const Refused& refused) {
    auto message = "the hub answered " + std::to_string(refused.status);
    if (!refused.why.empty()) message += ": " + refused.why;
    switch (refused.status) {
        case 401:
        case 403:
            return {Errc::denied, std::move(message)};
        case 404:
        case 410:
            return {Errc::not_found, std::move(message)};
        case 429:
            return {Errc::unavailable, std::move(message)};
        default:
            return {refused.status >= 400 && refused.status < 500 ? Errc::invalid_input : Errc::unavailable,
                    std::move(message)};
    }
}

http::Request post_json(const std::string& hub, const std::string& path, std::string body) {
    http::Request request;
    request.method = "POST";
    request.url = hub + path;
    request.headers = {{"content-type", "application/json"}};
    request.body = std::move(body);
    request.limit = 2 * protocol::kMaxMessageBytes;
    return request;
}

}  // namespace storeside::agent
