#include "sync/connectors/shop/answer.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <charconv>

#include "firmware/base/log.hpp"

namespace storeside::connectors {
namespace {

namespace json = boost::json;
namespace chrono = std::chrono;

constexpr std::size_t kMostMilestones = 60;

// Reads digits from the front of `text`; -1 when there are not as many.
int take(std::string_view& text, std::size_t digits) {
    int value = 0;
    if (text.size() < digits) return -1;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool skip(std::string_view& text, std::string_view one_of) {
    if (text.empty() || one_of.find(text.front()) == one_of.npos) return false;
    text.remove_prefix(1);
    return true;
}

Duration take_fraction(std::string_view& text) {
    Duration fraction{0};
    if (!skip(text, ".,")) return fraction;
    for (std::int64_t unit = 100'000; !text.empty() && text.front() >= '0' && text.front() <= '9';
         unit /= 10) {
        fraction += Duration(unit * (text.front() - '0'));
        text.remove_prefix(1);
    }
    return fraction;
}

// The zone at the end of a time; nothing when it is none.
std::optional<chrono::minutes> take_zone(std::string_view text) {
    while (skip(text, " ")) continue;
    if (text.empty() || text == "Z" || text == "z") return chrono::minutes(0);
    const bool west = text.front() == '-';
    if (!skip(text, "+-")) return std::nullopt;
    const int hours = take(text, 2);
    skip(text, ":");
    const int minutes = take(text, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
    const auto zone = chrono::hours(hours) + chrono::minutes(minutes);
    return west ? -zone : zone;
}

bool is_decimal(std::string_view text) {
    const auto dot = text.find('.');
    const auto digits = [](std::string_view part, std::size_t most) {
        return !part.empty() && part.size() <= most &&
               std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return digits(text.substr(0, dot), 12) && (dot == text.npos || digits(text.substr(dot + 1), 4));
}

bool is_currency(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

const json::value* at(const json::value& value, Path path) {
    const auto* found = &value;
    for (const auto key : path) {
        const auto* object = found->if_object();
        found = object ? object->if_contains(key) : nullptr;
        if (!found) return nullptr;
    }
    return found->is_null() ? nullptr : found;
}

std::string visible(std::string_view text, std::size_t limit) {
    if (text.size() > limit) {
        while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0U) == 0x80U) --limit;
        text = text.substr(0, limit);
    }
    std::string clean(text);
    for (auto& c : clean)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    return clean;
}

std::string text_at(const json::value& value, Path path, std::size_t limit) {
    const auto* found = at(value, path);
    if (!found) return {};
    if (const auto* text = found->if_string()) return visible({text->data(), text->size()}, limit);
    if (const auto* number = found->if_int64()) return std::to_string(*number);
    if (const auto* number = found->if_uint64()) return std::to_string(*number);
    return {};
}

std::optional<std::int64_t> number_at(const json::value& value, Path path) {
    const auto* found = at(value, path);
    if (!found) return std::nullopt;
    if (const auto* number = found->if_int64()) return *number;
    return std::nullopt;
}

std::optional<double> decimal_at(const json::value& value, Path path) {
    const auto* found = at(value, path);
    if (!found) return std::nullopt;
    if (const auto* number = found->if_double()) return *number;
    if (const auto* number = found->if_int64()) return static_cast<double>(*number);
    return std::nullopt;
}

std::optional<Time> time_at(const json::value& value, Path path) {
    const auto* found = at(value, path);
    const auto* text = found ? found->if_string() : nullptr;
    if (!text) return std::nullopt;
    return shop_time({text->data(), text->size()});
}

std::vector<const json::value*> objects_at(const json::value& value, Path path, std::size_t most) {
    std::vector<const json::value*> objects;
    const auto* found = at(value, path);
    const auto* list = found ? found->if_array() : nullptr;
    if (!list) return objects;
    for (const auto& entry : *list) {
        if (objects.size() == most) break;
        if (entry.is_object()) objects.push_back(&entry);
    }
    return objects;
}

std::optional<Time> shop_time(std::string_view text) {
    const int year = take(text, 4);
    const bool dash = skip(text, "-");
    const int month = take(text, 2);
    const bool dash_again = skip(text, "-");
    const int day = take(text, 2);
    if (year < 1970 || month < 0 || day < 0 || !dash || !dash_again || !skip(text, "T ")) return std::nullopt;
    const chrono::year_month_day date{chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                      chrono::day(static_cast<unsigned>(day))};
    const int hour = take(text, 2);
    const bool colon = skip(text, ":");
    const int minute = take(text, 2);
    const bool colon_again = skip(text, ":");
    const int second = take(text, 2);
    if (!date.ok() || !colon || !colon_again || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60)
        return std::nullopt;
    const auto fraction = take_fraction(text);
    const auto zone = take_zone(text);
    if (!zone) return std::nullopt;
    const Time time = Time(chrono::sys_days(date)) + chrono::hours(hour) + chrono::minutes(minute) +
                      chrono::seconds(second) + fraction - *zone;
    if (time < Time{}) return std::nullopt;
    return time;
}

orders::Refund refund_of(std::optional<Time> when, std::string_view amount, std::string_view currency,
                         std::string_view expected_currency, std::string_view shop) {
    if (amount.starts_with('-')) amount.remove_prefix(1);
    orders::Refund refund;
    refund.at = when;
    const bool expected = expected_currency.empty() || currency == expected_currency;
    if (!is_decimal(amount) || !is_currency(currency) || !expected) {
        spdlog::warn("shop {}: a refund is shown without its amount, which is in '{}'{}", shop,
                     visible(currency, 8), expected ? "" : " instead of the configured currency");
        return refund;
    }
    refund.amount = amount;
    refund.currency = currency;
    return refund;
}

void tidy(orders::Order& order) {
    std::erase_if(order.timeline, [](const orders::Milestone& step) { return step.at == Time{}; });
    std::ranges::stable_sort(order.timeline, {}, &orders::Milestone::at);
    if (order.timeline.size() > kMostMilestones)
        order.timeline.erase(order.timeline.begin(), order.timeline.end() - kMostMilestones);
    std::ranges::stable_sort(order.refunds, [](const orders::Refund& a, const orders::Refund& b) {
        return a.at.value_or(Time::max()) < b.at.value_or(Time::max());
    });
    for (const auto& parcel : order.parcels)
        if (order.carrier.empty()) order.carrier = parcel.carrier;
}

}  // namespace storeside::connectors
