#include "sync/hub/kiosk_routes.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/kiosks.hpp"

namespace storeside::hub {

std::expected<Id, http::Outgoing> KioskRoutes::identify(const http::Incoming& request) {
    auto kiosk = hub_store::Kiosks(database_).by_token(request.bearer());
    if (!kiosk) {
        log_error("hub", kiosk.error());
        return std::unexpected(refusal(503, "the hub can't read its database"));
    }
    if (!*kiosk) return std::unexpected(refusal(401, "this is no kiosk's token: enrol the kiosk again"));
    return **kiosk;
}

void KioskRoutes::enrol(const http::Incoming& request, http::Responder respond) {
    const auto message = protocol::decode_enrol_request(request.body);
    if (!message) return respond(refusal(message.error()));
    const auto answer = hub_store::Kiosks(database_).enrol(message->code, clock_.now(), random_);
    if (!answer) return respond(refusal(answer.error()));
    spdlog::info("hub: enrolled kiosk {} ({}, {})", to_string(answer->kiosk), answer->store, answer->name);
    respond(json_answer(protocol::encode(*answer)));
}

void KioskRoutes::sync(const http::Incoming& request, http::Responder respond) {
    auto kiosk = identify(request);
    if (!kiosk) return respond(std::move(kiosk.error()));
    auto message = protocol::decode_sync_request(request.body);
    if (!message) {
        spdlog::warn("hub: kiosk {}: sync refused: {}", to_string(*kiosk), message.error().message());
        return respond(refusal(message.error()));
    }
    sync_.sync(*kiosk, std::move(*message), std::move(respond));
}

void KioskRoutes::find_order(const http::Incoming& request, http::Responder respond) {
    auto kiosk = identify(request);
    if (!kiosk) return respond(std::move(kiosk.error()));
    auto message = protocol::decode_order_request(request.body);
    if (!message) return respond(refusal(message.error()));
    orders_.find(*kiosk, std::move(message->question), std::move(respond));
}

}  // namespace storeside::hub
