#include "sync/connectors/shop/choice.hpp"

#include <algorithm>

namespace storeside::connectors {
namespace {

const KnownOrder& nobodys_order() {
    static const KnownOrder nobody = [] {
        KnownOrder order;
        order.order.number = "0";
        order.buyer = {"nobody@example.org", "+00 0000000000", "00000"};
        return order;
    }();
    return nobody;
}

bool is_whole_number(const KnownOrder& known, std::string_view typed) {
    return orders::equal_in_constant_time(orders::normalised_number(typed).view(),
                                          orders::normalised_number(known.order.number).view());
}

}  // namespace

bool is_asked_for(const KnownOrder& known, std::string_view typed) {
    bool asked = orders::number_matches(typed, known.order.number);
    asked = orders::parcel_matches(typed, known.confirmation) || asked;
    for (const auto& parcel : known.order.parcels)
        asked = orders::parcel_matches(typed, parcel.tracking) || asked;
    return asked;
}

const KnownOrder* chosen(std::span<const KnownOrder> candidates, const orders::Question& question) {
    const auto number = question.number.view();
    const auto factor = question.factor.view();
    const KnownOrder* whole = nullptr;
    const KnownOrder* other = nullptr;
    int wholes = 0, others = 0;
    for (const auto& known : candidates) {
        const bool asked = is_asked_for(known, number);
        const bool theirs = orders::factor_matches(factor, known.buyer);
        const bool exact = is_whole_number(known, number);
        if (!asked || !theirs) continue;
        (exact ? whole : other) = &known;
        ++(exact ? wholes : others);
    }
    if (candidates.empty()) {
        static_cast<void>(is_asked_for(nobodys_order(), number));
        static_cast<void>(orders::factor_matches(factor, nobodys_order().buyer));
    }
    if (wholes == 1) return whole;
    if (wholes == 0 && others == 1) return other;
    return nullptr;
}

std::optional<KnownOrder> choose(std::span<const KnownOrder> candidates, const orders::Question& question) {
    const auto* known = chosen(candidates, question);
    return known ? std::optional(*known) : std::nullopt;
}

void add_new(std::vector<KnownOrder>& all, std::vector<KnownOrder> more) {
    for (auto& known : more) {
        const auto is_the_same = [&](const KnownOrder& other) { return other.reference == known.reference; };
        if (std::ranges::none_of(all, is_the_same)) all.push_back(std::move(known));
    }
}

bool concerns(const KnownOrder& known, const std::string& store) {
    if (store.empty() || known.pickup_place.empty()) return true;
    return std::ranges::equal(known.pickup_place, store, [](char a, char b) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return lower(a) == lower(b);
    });
}

}  // namespace storeside::connectors
