#include "firmware/content/queries.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "firmware/content/csv.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kMostCount = 1'000'000'000;

// The words of a row; a fault when there are none, or they are no text.
Parsed<std::string> words_of(const CsvRow& row, std::size_t column) {
    const auto& words = row.fields[column];
    if (!is_clean_text(words)) return fault(row.line, "the words are not UTF-8, or have control characters");
    if (words.find_first_not_of(" \t\r\n") == words.npos) return fault(row.line, "there are no words");
    return words;
}

}  // namespace

Parsed<std::vector<Helped>> parse_helpful(std::string_view csv) {
    static constexpr std::array<std::string_view, 4> kColumns = {"language", "words", "finds", "count"};
    const auto rows = parse_csv_table(csv, kColumns);
    if (!rows) return std::unexpected(rows.error());
    std::vector<Helped> all;
    for (const auto& row : *rows) {
        auto words = words_of(row, 1);
        if (!words) return std::unexpected(std::move(words.error()));
        Helped helped{row.fields[0], std::move(*words), row.fields[2], 0};
        if (!is_language(helped.language))
            return fault(row.line,
                         fmt::format("'{}' is no language code like en", repaired(helped.language)));
        if (!is_id(helped.finds))
            return fault(row.line,
                         fmt::format("'{}' is no id of an article or guide", repaired(helped.finds)));
        const auto& count = row.fields[3];
        const auto end = count.data() + count.size();
        const auto read = std::from_chars(count.data(), end, helped.count);
        if (read.ec != std::errc() || read.ptr != end || helped.count == 0 || helped.count > kMostCount)
            return fault(row.line, fmt::format("'{}' is no number of shoppers", repaired(count)));
        all.push_back(std::move(helped));
    }
    return all;
}

Parsed<std::vector<Expectation>> parse_expectations(std::string_view csv) {
    static constexpr std::array<std::string_view, 2> kColumns = {"words", "finds"};
    const auto rows = parse_csv_table(csv, kColumns);
    if (!rows) return std::unexpected(rows.error());
    std::vector<Expectation> all;
    for (const auto& row : *rows) {
        auto words = words_of(row, 0);
        if (!words) return std::unexpected(std::move(words.error()));
        Expectation expected{row.line, std::move(*words), {}};
        for (std::string_view rest = row.fields[1]; !rest.empty();) {
            const auto end = std::min(rest.find(' '), rest.size());
            const auto id = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (id.empty()) continue;
            if (!is_id(id)) return fault(row.line, fmt::format("'{}' is no id", repaired(id)));
            expected.finds.emplace_back(id);
        }
        all.push_back(std::move(expected));
    }
    return all;
}

}  // namespace storeside::content
