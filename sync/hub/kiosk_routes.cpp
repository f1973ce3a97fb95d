#include "sync/hub/kiosk_routes.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"

namespace storeside::hub {

void KioskRoutes::sync(const http::Incoming& request, http::Responder respond) {
    auto kiosk = identity_.identify(request);
    if (!kiosk) return respond(std::move(kiosk.error()));
    auto message = protocol::decode_sync_request(request.body);
    if (!message) {
        spdlog::warn("hub: kiosk {}: sync refused: {}", to_string(*kiosk), message.error().message());
        return respond(refusal(message.error()));
    }
    sync_.sync(*kiosk, std::move(*message), std::move(respond));
}

void KioskRoutes::find_order(const http::Incoming& request, http::Responder respond) {
    auto kiosk = identity_.identify(request);
    if (!kiosk) return respond(std::move(kiosk.error()));
    auto message = protocol::decode_order_request(request.body);
    if (!message) return respond(refusal(message.error()));
    orders_.find(*kiosk, std::move(message->question), std::move(respond));
}

}  // namespace storeside::hub
