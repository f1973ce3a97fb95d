#include "sync/protocol/order_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

// What an older hub leaves out.
void read_parcels_and_refunds(Reader& in, orders::Order& out) {
    if (in.has("parcels"))
        in.each("parcels", 64, [&](Reader& item) {
            orders::Parcel parcel;
            item.text("carrier", parcel.carrier, 128);
            item.text("tracking", parcel.tracking, 128);
            if (item.has("shipped_at")) item.time("shipped_at", parcel.shipped_at.emplace());
            out.parcels.push_back(std::move(parcel));
        });
    if (in.has("refunds"))
        in.each("refunds", 64, [&](Reader& item) {
            orders::Refund refund;
            item.text("amount", refund.amount, 32);
            item.text("currency", refund.currency, 3);
            if (item.has("at")) item.time("at", refund.at.emplace());
            out.refunds.push_back(std::move(refund));
        });
}

}  // namespace

json::object order_to_json(const orders::Order& order) {
    json::array timeline;
    for (const auto& milestone : order.timeline) {
        timeline.push_back({{"state", name(milestone.state)}, {"at", to_rfc3339(milestone.at)}});
    }
    json::array items;
    for (const auto& item : order.items) {
        items.push_back({{"name", item.name}, {"quantity", item.quantity}});
    }
    json::object out{{"number", order.number},          {"state", name(order.state)},
                     {"timeline", std::move(timeline)}, {"items", std::move(items)},
                     {"carrier", order.carrier},        {"pickup_desk", order.pickup_desk},
                     {"as_of", to_rfc3339(order.as_of)}};
    if (order.due) out.emplace("due", to_rfc3339(*order.due));
    json::array parcels;
    for (const auto& parcel : order.parcels) {
        json::object entry{{"carrier", parcel.carrier}, {"tracking", parcel.tracking}};
        if (parcel.shipped_at) entry.emplace("shipped_at", to_rfc3339(*parcel.shipped_at));
        parcels.push_back(std::move(entry));
    }
    out.emplace("parcels", std::move(parcels));
    json::array refunds;
    for (const auto& refund : order.refunds) {
        json::object entry{{"amount", refund.amount}, {"currency", refund.currency}};
        if (refund.at) entry.emplace("at", to_rfc3339(*refund.at));
        refunds.push_back(std::move(entry));
    }
    out.emplace("refunds", std::move(refunds));
    return out;
}

void read_order(Reader& in, orders::Order& out) {
    in.text("number", out.number, 64);
    in.one_of("state", out.state, orders::kStateNames);
    in.each("timeline", 64, [&](Reader& item) {
        orders::Milestone milestone;
        item.one_of("state", milestone.state, orders::kStateNames);
        item.time("at", milestone.at);
        out.timeline.push_back(milestone);
    });
    in.each("items", 256, [&](Reader& item) {
        orders::Item line;
        item.text("name", line.name, 256);
        item.integer("quantity", line.quantity, 0, 1'000'000);
        out.items.push_back(std::move(line));
    });
    in.text("carrier", out.carrier, 128);
    in.text("pickup_desk", out.pickup_desk, 64);
    in.time("as_of", out.as_of);
    if (in.has("due")) in.time("due", out.due.emplace());
    read_parcels_and_refunds(in, out);
}

}  // namespace storeside::protocol
