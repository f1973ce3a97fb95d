// Comma-separated values as RFC 4180 has them: quotes, commas and line breaks within quotes.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/content/finding.hpp"

namespace storeside::content {

struct CsvRow {
    int line = 0;  // where it begins, from 1
    std::vector<std::string> fields;
};

// Lines may end with CRLF or LF; a UTF-8 byte order mark and empty lines are passed over. A fault is a quote
// that is never closed, or one in the middle of a field.
Parsed<std::vector<CsvRow>> parse_csv(std::string_view text);

// The rows beneath a header, with the fields of these columns alone and in this order. A fault is a column
// that is not there, or a row with more or fewer fields than the header.
Parsed<std::vector<CsvRow>> parse_csv_table(std::string_view text, std::span<const std::string_view> columns);

}  // namespace storeside::content
