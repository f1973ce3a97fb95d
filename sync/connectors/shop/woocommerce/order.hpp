// WooCommerce's order as ours.
#pragma once
#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::connectors::woocommerce {

// The members that order_of() reads, for `_fields`: the shop need not send more about its customers.
std::string fields();

// Nothing for what is no order that a shopper placed: a draft, one in the bin, an answer without a number.
std::optional<KnownOrder> order_of(const boost::json::value& answer, const ShopSettings& settings, Time now);

}  // namespace storeside::connectors::woocommerce
