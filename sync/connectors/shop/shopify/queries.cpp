#include "sync/connectors/shop/shopify/queries.hpp"

namespace storeside::connectors::shopify {
namespace {

// Only what order_of() reads: nothing of a name, a street or a payment.
constexpr std::string_view kOrderFields = R"(
fragment Asked on Order {
  id name confirmationNumber createdAt updatedAt cancelledAt
  displayFinancialStatus displayFulfillmentStatus
  email phone
  billingAddress { zip phone }
  shippingAddress { zip phone }
  transactions(first: 10) { kind status processedAt }
  refunds(first: 10) { createdAt totalRefundedSet { presentmentMoney { amount currencyCode } } }
  fulfillments(first: 10) {
    status displayStatus createdAt updatedAt deliveredAt inTransitAt estimatedDeliveryAt
    trackingInfo(first: 5) { company number }
  }
  lineItems(first: 50) { nodes { name quantity } }
})";

}  // namespace

std::string find_query() {
    return "query StoresideFind($query: String!) { orders(first: 10, query: $query) { nodes { ...Asked } } "
           "}" +
           std::string(kOrderFields);
}

std::string recent_query() {
    return "query StoresideRecent($query: String!, $after: String) {"
           " orders(first: 25, after: $after, sortKey: UPDATED_AT, query: $query) {"
           " nodes { ...Asked } pageInfo { hasNextPage endCursor } } }" +
           std::string(kOrderFields);
}

std::string read_query() {
    return "query StoresideRead($id: ID!) { order(id: $id) { ...Asked } }" + std::string(kOrderFields);
}

std::string_view format_query() {
    return "query StoresideFormat { shop { orderNumberFormatPrefix orderNumberFormatSuffix } }";
}

std::string_view check_query() {
    return "query StoresideCheck { shop { name currencyCode myshopifyDomain } "
           "currentAppInstallation { accessScopes { handle } } "
           "orders(first: 1, reverse: true) { nodes { name createdAt email } } }";
}

std::string search_value(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace storeside::connectors::shopify
