// Looks orders up among those that this kiosk keeps, on a thread of its own: each look-up takes a fraction of
// a second and much memory, on purpose.
#pragma once
#include <functional>

#include "firmware/orders/model.hpp"
#include "firmware/services/store.hpp"
#include "firmware/services/worker.hpp"

namespace storeside::services {

class OfflineOrders {
public:
    using Found = std::move_only_function<void(Result<std::optional<orders::Order>>)>;

    // The store outlives it.
    explicit OfflineOrders(Store& store) : store_(store) {}

    // `found` is called once: with nothing, after the same work, for an unknown number and for a factor that
    // does not match; with an error when no orders are kept, or there were too many look-ups in vain. From
    // its own thread, or at once after stop(). Any thread.
    void find(orders::Question question, Found found);

    // Answers what was asked before.
    void stop() { worker_.stop(); }

private:
    Result<std::optional<orders::Order>> look_up(const orders::Question& question);

    Store& store_;
    Worker worker_;
};

}  // namespace storeside::services
