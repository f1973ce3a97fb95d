// A table for people: columns as wide as their widest cell, counted in characters.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"

namespace storeside::ctl {

// The first row is the heading. Rows end without spaces.
std::string table(const std::vector<std::vector<std::string>>& rows);

// The first `limit` characters of the first line, with "…" when something is missing; control characters
// become spaces.
std::string shortened(const std::string& text, std::size_t limit);

// `text` with each control character but line breaks as a space: what a shopper typed can't drive a terminal.
std::string harmless(const std::string& text);

// "2026-11-22 14:03" in UTC, "never" for the epoch.
std::string when(Time time);

}  // namespace storeside::ctl
