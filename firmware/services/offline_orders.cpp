#include "firmware/services/offline_orders.hpp"

#include <memory>

#include "firmware/orders/canonical.hpp"

namespace storeside::services {

void OfflineOrders::find(orders::Question question, Found found) {
    const auto answer = std::make_shared<Found>(std::move(found));
    const bool posted =
        worker_.post([this, question = std::move(question), answer] { (*answer)(look_up(question)); });
    if (!posted) (*answer)(failure(Errc::unavailable, "the kiosk is stopping"));
}

Result<std::optional<orders::Order>> OfflineOrders::look_up(const orders::Question& question) {
    ASSIGN_OR_RETURN(const auto derivation, store_.begin_look_up());
    const auto number = orders::canonical_number(question.number.view());
    const auto factor = orders::canonical_factor(question.factor.view());
    ASSIGN_OR_RETURN(const auto derived,
                     orders::derive(number.view(), factor.view(), derivation.salt, derivation.cost));
    return store_.kept_order(derived, question.number);
}

}  // namespace storeside::services
