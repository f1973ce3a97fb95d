#include "sync/hub/order_desk.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

void OrderDesk::find(const Id& kiosk, orders::Question question, http::Responder respond) {
    loop_.post([this, kiosk, question = std::move(question), respond = std::move(respond)]() mutable {
        queue(kiosk, std::move(question), std::move(respond));
    });
}

void OrderDesk::queue(const Id& kiosk, orders::Question question, http::Responder respond) {
    const auto now = std::chrono::steady_clock::now();
    auto& misses = misses_[kiosk];
    if (now - misses.last > limits_.forget) misses = {};
    const auto extra = misses.count - limits_.free;
    if (extra < 0) return look(kiosk, question, std::move(respond));

    const auto delay = std::min(limits_.longest, limits_.first * (1 << std::min(extra, 10)));
    const auto start = std::max(now, misses.free_at) + delay;
    if (start - now > limits_.queue) {
        auto busy = refusal(429, "too many look-ups in vain");
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(misses.free_at - now).count();
        busy.headers.emplace_back("retry-after", std::to_string(std::max<std::int64_t>(1, seconds)));
        return respond(std::move(busy));
    }
    misses.free_at = start;
    loop_.post_after(std::chrono::ceil<std::chrono::milliseconds>(start - now),
                     [this, kiosk, question = std::move(question), respond = std::move(respond)]() mutable {
                         look(kiosk, question, std::move(respond));
                     });
}

void OrderDesk::look(const Id& kiosk, const orders::Question& question, http::Responder respond) {
    auto found = source_.find(question);
    if (!found) {
        log_error("orders", found.error());
        return respond(refusal(503, "the shop does not answer"));
    }
    if (*found) {
        misses_.erase(kiosk);
    } else {
        auto& misses = misses_[kiosk];
        ++misses.count;
        misses.last = std::chrono::steady_clock::now();
    }
    respond(json_answer(protocol::encode(protocol::OrderAnswer{std::move(*found)})));
}

}  // namespace storeside::hub
