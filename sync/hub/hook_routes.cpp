#include "sync/hub/hook_routes.hpp"

#include "sync/hub/answers.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub {
namespace {

bool is_signed(const http::Incoming& request, std::string_view secret) {
    auto signature = request.header("x-storeside-signature");
    if (!signature) signature = request.header("x-hub-signature-256");
    return signature &&
           protocol::same_secret(*signature, "sha256=" + protocol::hmac_sha256(secret, request.body));
}

}  // namespace

http::Outgoing HookRoutes::call(std::string_view rest, const http::Incoming& request) {
    const auto slash = rest.find('/');
    const bool in_path = slash != std::string_view::npos;
    if (secret_.empty() || rest.substr(0, slash) != helpdesk_)
        return refusal(404, "the hub has no such hook");
    const bool known =
        in_path ? protocol::same_secret(rest.substr(slash + 1), secret_) : is_signed(request, secret_);
    if (!known) return refusal(403, "this is not the hook's secret");
    on_news_();
    return json_answer("{}");
}

}  // namespace storeside::hub
