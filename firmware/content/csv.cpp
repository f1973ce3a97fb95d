#include "firmware/content/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace storeside::content {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {
        if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
    }

    Parsed<std::vector<CsvRow>> run() {
        std::vector<CsvRow> rows;
        while (at_ < text_.size()) {
            CsvRow row{line_, {}};
            do {
                auto field = peek() == '"' ? quoted() : Parsed<std::string>(bare());
                if (!field) return std::unexpected(std::move(field.error()));
                row.fields.push_back(std::move(*field));
            } while (take(','));
            if (!end_of_line())
                return fault(line_, "text after a closing quote; a quote within a field is written twice");
            if (row.fields.size() > 1 || !row.fields.front().empty()) rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool take(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool end_of_line() {
        if (at_ == text_.size()) return true;
        if (text_.substr(at_).starts_with("\r\n")) ++at_;
        if (!take('\n')) return false;
        ++line_;
        return true;
    }

    std::string bare() {
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        std::string field(text_.substr(at_, end - at_));
        at_ = end;
        return field;
    }

    Parsed<std::string> quoted() {
        const int opened = line_;
        std::string field;
        ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"' && !take('"')) return field;
            if (c == '\n') ++line_;
            field += c;
        }
        return fault(opened, "a quote is opened and never closed");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

Parsed<std::vector<CsvRow>> parse_csv(std::string_view text) { return Parser(text).run(); }

Parsed<std::vector<CsvRow>> parse_csv_table(std::string_view text,
                                            std::span<const std::string_view> columns) {
    auto rows = parse_csv(text);
    if (!rows) return rows;
    if (rows->empty()) return fault(1, fmt::format("there is no header {}", fmt::join(columns, ",")));
    const auto header = std::move(rows->front().fields);
    std::vector<std::size_t> places;
    for (const auto column : columns) {
        const auto at = std::ranges::find(header, column);
        if (at == header.end())
            return fault(rows->front().line, fmt::format("there is no column '{}'; the header is {}", column,
                                                         fmt::join(columns, ",")));
        places.push_back(static_cast<std::size_t>(at - header.begin()));
    }
    rows->erase(rows->begin());
    for (auto& row : *rows) {
        if (row.fields.size() != header.size())
            return fault(row.line, fmt::format("it has {} fields, the header has {}", row.fields.size(),
                                               header.size()));
        std::vector<std::string> wanted;
        for (const auto place : places) wanted.push_back(row.fields[place]);
        row.fields = std::move(wanted);
    }
    return rows;
}

}  // namespace storeside::content
