// The TOML files of a pack's source, one function for each kind. Lines in faults count from the file's first.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "firmware/content/finding.hpp"
#include "firmware/content/source.hpp"

namespace storeside::content {

struct PackHead {
    Source source;     // all that pack.toml says; no documents
    std::string logo;  // a path within the pack's folder; empty for none
};

Parsed<PackHead> parse_pack_file(std::string_view text);

// A whole article: front matter between two lines of +++, then Markdown whose first paragraph is the lead.
// `file` and the article's id and language are left to the caller, as they are in a file's path; so are a
// guide's below.
Parsed<ArticleSource> parse_article(std::string_view text);
Parsed<GuideSource> parse_guide(std::string_view text);
Parsed<Notice> parse_notice(std::string_view text);
Parsed<Reply> parse_reply(std::string_view text);

// A basic string of TOML, with its quotes.
std::string quote_toml(std::string_view text);

}  // namespace storeside::content
