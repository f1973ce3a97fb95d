// What the hub asks of a company's shop. One small interface, one folder per system.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/orders/known_order.hpp"

namespace storeside::connectors {

using orders::KnownOrder;

struct OrderPage {
    std::vector<KnownOrder> orders;
    std::string next;  // the cursor of the next page; empty after the last one
};

// What a webhook that is really the shop's says: which orders to read again.
struct ShopNews {
    std::string delivery;                 // the same when the shop sends the same news again; may be empty
    std::vector<std::string> references;  // may be empty: there is nothing to read
};

// One thing an integrator should know of the connection to their shop.
struct Finding {
    enum class Kind {
        works,
        limited,  // look-ups work, but somebody should know this
        broken,
    };
    Kind kind = Kind::works;
    std::string text;  // a plain sentence; without keys and without anything about a shopper

    friend bool operator==(const Finding&, const Finding&) = default;
};

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// One caller at a time; verify_webhook() may be called from anywhere.
//
// Errors: `unavailable` when the shop can't be had now (down, slow, out of patience, not speaking its own
// language), `denied` when a key or a right is missing, `invalid_input` when the configuration must change.
class OrderSource {
public:
    virtual ~OrderSource() = default;

    // The configured name, for logs and operators.
    virtual std::string name() const = 0;

    // The order, or nothing: the same, after the same requests to the shop, for an unknown number and for a
    // factor that does not match. Both are compared by the source itself after normalising; a shop's own
    // search is never trusted as a match.
    virtual Result<std::optional<KnownOrder>> look_up(const orders::Question& question) = 0;

    // Likewise, as a shopper may see it.
    Result<std::optional<orders::Order>> find(const orders::Question& question) {
        ASSIGN_OR_RETURN(auto known, look_up(question));
        if (!known) return std::nullopt;
        return std::move(known->order);
    }

    // The orders that changed at `since` or later, in pages: an empty cursor begins, `next` goes on with the
    // same `since`. An order may come twice when it changes meanwhile; none is left out. Orders that are
    // picked up elsewhere than in `store` are left out where the shop tells; an empty store wants them all.
    virtual Result<OrderPage> recent(const std::string& store, Time since, const std::string& cursor) = 0;

    // The order of that reference as it is now; nothing when the shop has it no more.
    virtual Result<std::optional<KnownOrder>> read(const std::string& reference) = 0;

    // `denied` when the signature is not the shop's or no secret is configured, `not_found` when this kind of
    // shop sends no webhooks.
    virtual Result<ShopNews> verify_webhook(const Headers& headers, const std::string& body) const = 0;

    // Asks the shop what works and what the keys may do, changing nothing. The most important comes first.
    virtual std::vector<Finding> check() = 0;
};

}  // namespace storeside::connectors
