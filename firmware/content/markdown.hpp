// The Markdown that articles are written in: paragraphs, headings, lists, tables, pictures, callouts, strong
// words, links to articles.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "firmware/content/finding.hpp"
#include "firmware/content/model.hpp"

namespace storeside::content {

// Anything that a kiosk can't show (HTML, quotes, code, lists four deep, pictures and links from elsewhere)
// is a fault; lines count from 1. Slanted words become plain ones. `text` is valid UTF-8.
Parsed<std::vector<Block>> parse_markdown(std::string_view text);

// Markdown that reads as exactly this text, paragraphs kept.
std::string escape_markdown(std::string_view text);

}  // namespace storeside::content
