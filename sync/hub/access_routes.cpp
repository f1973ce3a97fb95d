#include "sync/hub/access_routes.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/operators.hpp"

namespace storeside::hub {

http::Outgoing AccessRoutes::operators() {
    const auto rows = hub_store::Operators(database_).list();
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing AccessRoutes::add_operator(const OperatorCall& call) {
    const auto message = protocol::decode_operator_request(call.request.body);
    if (!message) return refusal(message.error());
    call.noted = message->name + " as " + std::string(protocol::name(message->role));
    const auto token = hub_store::Operators(database_).add(*message, call.who, clock_.now(), random_);
    return token ? json_answer(protocol::encode(protocol::OperatorAnswer{message->name, *token}))
                 : refusal(token.error());
}

http::Outgoing AccessRoutes::revoke_operator(const OperatorCall& call) {
    const auto revoked = hub_store::Operators(database_).revoke(call.target, clock_.now());
    return revoked ? json_answer("{}") : refusal(revoked.error());
}

http::Outgoing AccessRoutes::audit(const OperatorCall& call) {
    Time since{};
    if (const auto asked = call.request.parameter("since"); asked && !asked->empty()) {
        const auto parsed = parse_rfc3339(*asked);
        if (!parsed) return refusal(400, "since: " + parsed.error().message());
        since = *parsed;
    }
    const auto rows = hub_store::Audit(database_).since(since);
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing AccessRoutes::revoke_kiosk(const OperatorCall& call) {
    const auto kiosk = parse_id(call.target);
    if (!kiosk) return refusal(kiosk.error());
    if (auto revoked = hub_store::Kiosks(database_).revoke(*kiosk, clock_.now()); !revoked)
        return refusal(revoked.error());
    sync_.end(*kiosk, refusal(protocol::TurnedAway::revoked));
    spdlog::info("hub: kiosk {} was revoked by {}", to_string(*kiosk), call.who);
    return json_answer("{}");
}

}  // namespace storeside::hub
