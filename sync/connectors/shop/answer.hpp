// Reading a shop's JSON, of which nothing can be trusted: what is missing or of another type is empty, texts
// are cut and cleaned for a screen.
#pragma once
#include <boost/json/value.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::connectors {

// Longest texts that kiosks take, in bytes of UTF-8.
inline constexpr std::size_t kLongestNumber = 64;
inline constexpr std::size_t kLongestName = 250;
inline constexpr std::size_t kLongestCarrier = 120;
inline constexpr std::size_t kMostItems = 200;
inline constexpr std::size_t kMostParcels = 50;
inline constexpr std::size_t kMostRefunds = 50;

using Path = std::initializer_list<std::string_view>;

// Null when there is no such member, or it is null.
const boost::json::value* at(const boost::json::value& value, Path path);

// A text, or a whole number written as one; at most `limit` bytes, cut between characters, without control
// characters.
std::string text_at(const boost::json::value& value, Path path, std::size_t limit);

std::optional<std::int64_t> number_at(const boost::json::value& value, Path path);
std::optional<double> decimal_at(const boost::json::value& value, Path path);
std::optional<Time> time_at(const boost::json::value& value, Path path);

// The objects of a list, at most `most`.
std::vector<const boost::json::value*> objects_at(const boost::json::value& value, Path path,
                                                  std::size_t most);

// "2026-11-22T14:03:07Z", "2026-11-22T14:03:07.12+01:00", "2026-11-22 14:03:07 +0100"; without a zone it is
// UTC.
std::optional<Time> shop_time(std::string_view text);

// `text` for a message or a screen: see text_at.
std::string visible(std::string_view text, std::size_t limit);

// A refund with its amount, when that is a decimal number in a currency that is one and is the expected one
// (if any); else without it, and the log says so.
orders::Refund refund_of(std::optional<Time> when, std::string_view amount, std::string_view currency,
                         std::string_view expected_currency, std::string_view shop);

// Puts the timeline in order, forgets what has no time, and cuts lists to what kiosks take.
void tidy(orders::Order& order);

}  // namespace storeside::connectors
