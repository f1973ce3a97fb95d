#include "sync/agent/order_asker.hpp"

#include "sync/agent/hub_calls.hpp"

namespace storeside::agent {

void OrderAsker::find(orders::Question question, Agent::OrderFound found) {
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_) {
            asks_.push_back({std::move(question), std::move(found)});
            changed_.notify_one();
            return;
        }
    }
    found(failure(Errc::unavailable, "the kiosk is stopping"));
}

void OrderAsker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    client_.cancel();
    if (thread_.joinable()) thread_.join();
}

void OrderAsker::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || !asks_.empty(); });
        if (asks_.empty()) return;
        const auto ask = std::move(asks_.front());
        asks_.pop_front();
        const bool stopping = stopping_;
        lock.unlock();
        ask.found(stopping ? failure(Errc::unavailable, "the kiosk is stopping") : this->ask(ask.question));
        lock.lock();
    }
}

Result<std::optional<orders::Order>> OrderAsker::ask(const orders::Question& question) {
    auto request =
        post_json(options_.hub, "/v1/orders/find", protocol::encode(protocol::OrderRequest{question}));
    request.timeout = options_.order_timeout;
    auto response = client_.send(request);
    // A look-up changes nothing at the hub, so "it may have happened" is no different from "it did not".
    if (!response) return failure(Errc::unavailable, response.error().message());
    if (response->status != 200) return std::unexpected(to_error(refused(*response)));
    auto answer = protocol::decode_order_answer(response->body);
    if (!answer) return failure(Error(Errc::unavailable, answer.error().message()), "the hub's answer");
    return std::move(answer->order);
}

}  // namespace storeside::agent
