// What is asked of Shopify, and what its answers mean.
#pragma once
#include <boost/json/value.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::connectors::shopify {

// $query
std::string find_query();
// $query, $after
std::string recent_query();
// $id
std::string read_query();
std::string_view format_query();
std::string_view check_query();

// A value in Shopify's search language: in quotes, with what could end them escaped.
std::string search_value(std::string_view text);

// Nothing for an answer without a number.
std::optional<KnownOrder> order_of(const boost::json::value& node, const ShopSettings& settings, Time now);

}  // namespace storeside::connectors::shopify
