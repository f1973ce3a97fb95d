// WooCommerce's order as ours.
#pragma once
#include <boost/json/value.hpp>
#include <optional>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_client.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::connectors::woocommerce {

// Asks for what order_of() reads and no more: no name, no street, no IP address leaves the shop.
Parameters fields();

// Nothing for what is no order that a shopper placed: a draft, one in the bin, an answer without a number.
std::optional<KnownOrder> order_of(const boost::json::value& answer, const ShopSettings& settings, Time now);

// Whether something of the order was sent by WooCommerce's own fulfillments (10.1 and later, where switched
// on), whose parcels have to be asked for apart.
bool has_fulfillments(const boost::json::value& answer);

// Adds the parcels of `answer`, that of /orders/ID/fulfillments.
void add_fulfillments(const boost::json::value& answer, orders::Order& order);

}  // namespace storeside::connectors::woocommerce
