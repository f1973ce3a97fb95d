#include "sync/hub/order_desk.hpp"

#include <algorithm>

#include "sync/hub/answers.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

void OrderDesk::find(const Id& kiosk, orders::Question question, http::Responder respond) {
    Asked asked{kiosk, store_of_(kiosk), std::move(question)};
    loop_.post([this, asked = std::move(asked), respond = std::move(respond)]() mutable {
        queue(std::move(asked), std::move(respond));
    });
}

void OrderDesk::queue(Asked asked, http::Responder respond) {
    const auto now = std::chrono::steady_clock::now();
    auto& misses = misses_[asked.kiosk];
    if (now - misses.last > limits_.forget) misses = {};
    const auto extra = misses.count - limits_.free;
    if (extra < 0) return look(asked, std::move(respond));

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
                     [this, asked = std::move(asked), respond = std::move(respond)]() mutable {
                         look(asked, std::move(respond));
                     });
}

void OrderDesk::look(const Asked& asked, http::Responder respond) {
    auto found = shops_.find(asked.store, asked.question);
    if (!found) {
        return respond(refusal(503, "the shop does not answer"));
    }
    if (*found) {
        misses_.erase(asked.kiosk);
    } else {
        auto& misses = misses_[asked.kiosk];
        ++misses.count;
        misses.last = std::chrono::steady_clock::now();
    }
    respond(json_answer(protocol::encode(protocol::OrderAnswer{std::move(*found)})));
}

}  // namespace storeside::hub
