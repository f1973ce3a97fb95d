// What the hub asks of a company's shop. One small interface, one folder per system.
#pragma once
#include <optional>

#include "firmware/base/result.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::connectors {

class OrderSource {
public:
    virtual ~OrderSource() = default;

    // The masked order, or nothing: the same for an unknown number and for a factor that does not match.
    // Both are compared by the source itself after normalising; a shop's own search is never trusted as a
    // match.
    virtual Result<std::optional<orders::Order>> find(const orders::Question& question) = 0;
};

}  // namespace storeside::connectors
