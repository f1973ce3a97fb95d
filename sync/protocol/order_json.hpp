// An order as JSON, wherever it is sent or kept.
#pragma once
#include <boost/json/object.hpp>

#include "firmware/orders/model.hpp"
#include "sync/protocol/json.hpp"

namespace storeside::protocol {

boost::json::object order_to_json(const orders::Order& order);
void read_order(Reader& in, orders::Order& out);

}  // namespace storeside::protocol
