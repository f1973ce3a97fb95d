#include "sync/hub/order_desk.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {
namespace {

http::Outgoing come_back_later(Duration wait) {
    auto busy = refusal(429, "too many look-ups in vain");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    busy.headers.emplace_back("retry-after", std::to_string(std::max<std::int64_t>(1, seconds)));
    return busy;
}

}  // namespace

void OrderDesk::stop() {
    shop_loop_.stop();
    loop_.stop();
}

void OrderDesk::find(const Id& kiosk, orders::Question question, http::Responder respond) {
    Asked asked{kiosk, store_of_(kiosk), std::move(question), std::move(respond), false, std::nullopt};
    loop_.post([this, asked = std::move(asked)]() mutable { admit(std::move(asked)); });
}

void OrderDesk::admit(Asked asked) {
    const auto admission =
        limits_.admit({asked.kiosk, asked.store, asked.question.number.view()}, clock_.now());
    if (!admission) return asked.respond(refusal(503, "the hub can't look now"));
    if (admission->refused) return asked.respond(come_back_later(admission->wait));
    if (admission->wait <= Duration(0)) return look(std::move(asked));
    loop_.post_after(std::chrono::ceil<std::chrono::milliseconds>(admission->wait),
                     [this, asked = std::move(asked)]() mutable { look(std::move(asked)); });
}

// Only a match is answered from here. Unknown and wrong both go on to the shop, so that both take as long.
void OrderDesk::look(Asked asked) {
    auto known = in_index(asked);
    if (!known) log_error("orders", known.error());
    if (known && *known && (*known)->fresh) return answer(asked, std::move((*known)->order));
    if (known && *known) asked.known = std::move((*known)->order);
    ask_the_shop(std::move(asked));
}

Result<std::optional<OrderDesk::Known>> OrderDesk::in_index(Asked& asked) {
    const auto now = clock_.now();
    std::optional<Known> best;
    for (const auto& shop : shops_.followed()) {
        if (shop.times.fresh == Duration(0) || !connectors::serves(shop.stores, asked.store)) continue;
        asked.from_index = true;
        ASSIGN_OR_RETURN(auto found, orders_.find(shop.name, asked.question.number.view()));
        std::vector<orders::KnownOrder> candidates;
        for (auto& one : found) candidates.push_back(std::move(one.known));
        auto match = connectors::choose(candidates, asked.question);
        if (!match) continue;
        ASSIGN_OR_RETURN(const auto feed, feeds_.get(shop.name));
        auto& order = match->order;
        order.as_of = std::min(now, std::max(order.as_of, feed.read_until));
        const bool fresh = now - order.as_of <= shop.times.fresh;
        if (!best || (fresh && !best->fresh)) best = Known{std::move(order), fresh};
    }
    return best;
}

void OrderDesk::ask_the_shop(Asked asked) {
    shop_loop_.post([this, asked = std::move(asked)]() mutable {
        auto looked = shops_.look_up(asked.store, asked.question);
        loop_.post([this, asked = std::move(asked), looked = std::move(looked)]() mutable {
            take(std::move(asked), std::move(looked));
        });
    });
}

void OrderDesk::take(Asked asked, Looked looked) {
    if (looked) {
        if (!*looked) return answer(asked, std::nullopt);
        if (const auto kept = keep(**looked); !kept) log_error("orders", kept.error());
        return answer(asked, std::move((*looked)->known.order));
    }
    if (asked.known) return answer(asked, std::move(asked.known));
    // While a shop is down the index answers who is right, so who is wrong has to count as ever.
    settle(asked, !asked.from_index);
    asked.respond(refusal(503, "the shop does not answer"));
}

Result<void> OrderDesk::keep(const connectors::Shops::Match& match) {
    const auto is_it = [&](const connectors::FollowedShop& shop) {
        return shop.name == match.shop && shop.times.fresh > Duration(0);
    };
    if (std::ranges::none_of(shops_.followed(), is_it)) return {};
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(orders_.put(transaction, match.shop, match.known, match.known.order.as_of));
    return transaction.commit();
}

void OrderDesk::answer(Asked& asked, std::optional<orders::Order> order) {
    settle(asked, order.has_value());
    asked.respond(json_answer(protocol::encode(protocol::OrderAnswer{std::move(order)})));
}

void OrderDesk::settle(const Asked& asked, bool counts_as_found) {
    const auto settled = limits_.settle({asked.kiosk, asked.store, asked.question.number.view()},
                                        counts_as_found, clock_.now());
    if (!settled) log_error("orders", settled.error());
}

}  // namespace storeside::hub
