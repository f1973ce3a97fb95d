#include "firmware/content/import_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "firmware/base/file.hpp"
#include "firmware/content/csv.hpp"
#include "firmware/content/markdown.hpp"
#include "firmware/content/source.hpp"
#include "firmware/content/source_toml.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamed = 20;  // bad rows in one message
constexpr std::array<std::string_view, 5> kColumns = {"id", "lang", "title", "body", "tags"};
enum Column { kId, kLang, kTitle, kBody, kTags };

struct Entry {
    std::string id;
    std::string language;
    std::string text;  // the article's file
};

std::string trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto begin = std::min(text.find_first_not_of(kSpace), text.size());
    const auto end = text.find_last_not_of(kSpace);
    return std::string(text.substr(begin, end == text.npos ? 0 : end + 1 - begin));
}

// Line breaks within a title or tag are spaces, within a body they stay.
std::string one_line(std::string_view text) {
    std::string line = trimmed(text);
    std::ranges::replace(line, '\n', ' ');
    std::erase(line, '\r');
    return line;
}

std::string quoted_tags(std::string_view text) {
    std::vector<std::string> tags;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of(";,", begin), text.size());
        if (const auto tag = one_line(text.substr(begin, end - begin)); !tag.empty())
            tags.push_back(quote_toml(tag));
        begin = end + 1;
    }
    return fmt::format("{}", fmt::join(tags, ", "));
}

Result<std::array<std::size_t, kColumns.size()>> find_columns(const CsvRow& header) {
    std::array<std::size_t, kColumns.size()> columns{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto at =
            std::ranges::find(header.fields, kColumns[i], [](const auto& field) { return trimmed(field); });
        if (at == header.fields.end())
            return failure(Errc::invalid_input,
                           fmt::format("line {}: there is no column '{}'; the header is {}", header.line,
                                       kColumns[i], fmt::join(kColumns, ",")));
        columns[i] = static_cast<std::size_t>(at - header.fields.begin());
    }
    return columns;
}

class Importer {
public:
    // What is wrong with the row, if anything.
    std::optional<std::string> take(const std::array<std::string, kColumns.size()>& row) {
        for (const auto& field : row)
            if (!is_clean_text(field)) return "it is not UTF-8, or has control characters";
        const auto id = trimmed(row[kId]);
        const auto language = trimmed(row[kLang]);
        const auto title = one_line(row[kTitle]);
        const auto body = trimmed(row[kBody]);
        if (!is_id(id)) return fmt::format("'{}' is no id: a-z, 0-9 and -, at most 64", id);
        if (!is_language(language)) return fmt::format("'{}' is no language code like en", language);
        if (title.empty()) return "the title is empty";
        if (body.empty()) return "the body is empty";
        if (!seen_.insert({id, language}).second)
            return fmt::format("'{}' is there twice in '{}'", id, language);
        if (seen_.size() > kMostDocuments)
            return fmt::format("a pack holds at most {} articles", kMostDocuments);
        auto text = fmt::format("+++\ntitle = {}\ncategory = \"general\"\ntags = [{}]\n+++\n\n{}\n",
                                quote_toml(title), quoted_tags(row[kTags]), escape_markdown(body));
        if (text.size() > kLargestArticle)
            return fmt::format("it is larger than {} kB", kLargestArticle >> 10);
        if (auto parsed = parse_article(text); !parsed) return std::move(parsed.error().text);
        if (!std::ranges::count(languages_, language)) languages_.push_back(language);
        if (languages_.size() > kMostLanguages)
            return fmt::format("a pack has at most {} languages", kMostLanguages);
        entries_.push_back({id, language, std::move(text)});
        return {};
    }

    std::string pack_file(const std::string& name) const {
        std::vector<std::string> languages;
        std::string titles;
        for (const auto& language : languages_) {
            languages.push_back(quote_toml(language));
            titles += fmt::format("{} = \"General\"\n", language);
        }
        return fmt::format(
            "name = {}\nversion = \"1\"\nlanguages = [{}]\n\n[brand]\naccent = \"#0B6B4F\"\n\n"
            "[[category]]\nid = \"general\"\nicon = \"help-circle\"\n\n[category.title]\n{}",
            quote_toml(name), fmt::join(languages, ", "), titles);
    }

    const std::vector<Entry>& entries() const { return entries_; }

private:
    std::set<std::pair<std::string, std::string>> seen_;
    std::vector<std::string> languages_;
    std::vector<Entry> entries_;
};

Result<void> make_folder(const fs::path& path) {
    std::error_code code;
    fs::create_directories(path, code);
    if (code) return failure(Errc::denied, fmt::format("creating {}: {}", path.string(), code.message()));
    return {};
}

// All of it or nothing: written beside, then renamed.
Result<void> write_folder(const Importer& importer, const fs::path& folder, const std::string& name) {
    const fs::path beside = folder.string() + ".partial";
    std::error_code code;
    fs::remove_all(beside, code);
    const auto write = [&]() -> Result<void> {
        RETURN_IF_ERROR(make_folder(beside));
        RETURN_IF_ERROR(write_file(beside / "pack.toml", importer.pack_file(name)));
        for (const auto& entry : importer.entries()) {
            RETURN_IF_ERROR(make_folder(beside / "articles" / entry.id));
            RETURN_IF_ERROR(
                write_file(beside / "articles" / entry.id / (entry.language + ".md"), entry.text));
        }
        std::error_code renamed;
        fs::rename(beside, folder, renamed);
        if (renamed)
            return failure(Errc::denied, fmt::format("creating {}: {}", folder.string(), renamed.message()));
        return {};
    };
    auto written = write();
    if (!written) fs::remove_all(beside, code);
    return written;
}

}  // namespace

Result<std::size_t> import_csv(std::string_view csv, const fs::path& folder) {
    auto path = fs::absolute(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    std::error_code code;
    if (fs::exists(path, code) && !fs::is_empty(path, code))
        return failure(
            Errc::conflict,
            fmt::format("{} is there already and holds something; name a new folder", folder.string()));

    const auto rows = parse_csv(csv);
    if (!rows)
        return failure(Errc::invalid_input, fmt::format("line {}: {}", rows.error().line, rows.error().text));
    if (rows->size() < 2)
        return failure(Errc::invalid_input,
                       fmt::format("there are no rows beneath a header {}", fmt::join(kColumns, ",")));
    ASSIGN_OR_RETURN(const auto columns, find_columns(rows->front()));

    Importer importer;
    std::vector<std::string> bad;
    for (const auto& row : std::span(*rows).subspan(1)) {
        std::optional<std::string> trouble;
        if (row.fields.size() != rows->front().fields.size()) {
            trouble = fmt::format("it has {} fields, the header has {}", row.fields.size(),
                                  rows->front().fields.size());
        } else {
            std::array<std::string, kColumns.size()> fields;
            for (std::size_t i = 0; i < fields.size(); ++i) {
                fields[i] = row.fields[columns[i]];
                std::erase(fields[i], '\r');
            }
            trouble = importer.take(fields);
        }
        if (trouble) bad.push_back(fmt::format("line {}: {}", row.line, repaired(*trouble)));
    }
    if (bad.empty()) {
        RETURN_IF_ERROR(write_folder(importer, path, path.filename().string()));
        return importer.entries().size();
    }
    const auto more = bad.size() - std::min(bad.size(), kMostNamed);
    bad.resize(bad.size() - more);
    return failure(Errc::invalid_input,
                   fmt::format("nothing is written, for these rows are not right:\n{}{}",
                               fmt::join(bad, "\n"), more ? fmt::format("\nand {} more", more) : ""));
}

}  // namespace storeside::content
