#include "sync/ctl/hub_client.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::ctl {

Result<HubClient> HubClient::open(const std::string& hub, const std::filesystem::path& token_file,
                                  const std::filesystem::path& ca) {
    if (hub.empty()) {
        return failure(Errc::invalid_input, "which hub? Give --hub URL or set STORESIDE_HUB");
    }
    // A token is not said on an open line.
    if (!hub.starts_with("https://"))
        return failure(Errc::invalid_input, "'" + hub + "' is not an address like https://hub.example.org");
    if (token_file.empty()) {
        return failure(
            Errc::denied,
            "whose token? Give --token-file FILE or set STORESIDE_TOKEN_FILE; the hub prints where "
            "its operator's token is when it starts");
    }
    auto token = read_file(token_file, 4096);
    if (!token) return failure(std::move(token.error()), "the operator's token");
    while (!token->empty() && (token->back() == '\n' || token->back() == '\r')) token->pop_back();
    http::ClientTls tls;
    if (!ca.empty()) {
        auto pem = read_file(ca, 1 << 20);
        if (!pem) return failure(std::move(pem.error()), "the hub's authority (--ca)");
        tls.ca = std::move(*pem);
    }
    auto url = hub;
    while (url.ends_with('/')) url.pop_back();
    return HubClient(std::move(url), std::move(*token), std::move(tls));
}

Result<std::string> HubClient::send(const std::string& method, const std::string& path, std::string body,
                                    std::chrono::seconds timeout) {
    http::Request request;
    request.method = method;
    request.url = hub_ + path;
    request.headers = {{"authorization", "Bearer " + token_}, {"content-type", "application/json"}};
    request.body = std::move(body);
    request.timeout = timeout;
    request.limit = 64 << 20;
    auto response = client_.send(request);
    if (!response) return std::unexpected(std::move(response.error()));
    if (response->status == 200) return std::move(response->body);

    auto why = protocol::decode_refusal(response->body);
    if (why.empty()) why = fmt::format("the hub answered {}", response->status);
    const auto code = response->status == 401 || response->status == 403 ? Errc::denied
                      : response->status == 404                          ? Errc::not_found
                      : response->status == 409                          ? Errc::conflict
                      : response->status >= 500                          ? Errc::unavailable
                                                                         : Errc::invalid_input;
    return failure(code, std::move(why));
}

Result<std::string> HubClient::get(const std::string& path) {
    return send("GET", path, {}, std::chrono::seconds(30));
}
Result<std::string> HubClient::download(const std::string& path) {
    return send("GET", path, {}, std::chrono::seconds(300));
}
Result<std::string> HubClient::post(const std::string& path, std::string body) {
    return send("POST", path, std::move(body), std::chrono::seconds(30));
}
Result<std::string> HubClient::put(const std::string& path, std::string body) {
    return send("PUT", path, std::move(body), std::chrono::seconds(300));
}

}  // namespace storeside::ctl
