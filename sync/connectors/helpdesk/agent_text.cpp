#include "sync/connectors/helpdesk/agent_text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace storeside::connectors {
namespace {

constexpr std::size_t kMaxBytes = 8 << 10;
constexpr std::size_t kMaxHtmlBytes = 1 << 20;
constexpr int kMaxDepth = 200;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 6> kUnread = {"head",  "script",   "style",
                                                     "title", "template", "noscript"};
constexpr std::array<std::string_view, 17> kBlocks = {"p",   "div",   "li", "tr",      "h1",     "h2",
                                                      "h3",  "h4",    "h5", "h6",      "ul",     "ol",
                                                      "pre", "table", "hr", "section", "article"};

// Collects the words of a document line by line.
class Lines {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (!space)
                line_ += c;
            else if (!line_.empty() && line_.back() != ' ')
                line_ += ' ';
        }
    }
    void end_line() {
        while (line_.ends_with(' ')) line_.pop_back();
        if (!line_.empty())
            text_ +=
                std::string(static_cast<std::size_t>(quotes_), '>') + (quotes_ ? " " : "") + line_ + "\n";
        line_.clear();
    }
    void break_line() {
        if (line_.empty()) text_ += "\n";
        end_line();
    }
    void quote(int change) {
        end_line();
        quotes_ += change;
    }
    std::string take() {
        end_line();
        return std::move(text_);
    }

private:
    std::string text_;
    std::string line_;
    int quotes_ = 0;
};

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

void walk(const xmlNode* node, int depth, Lines& lines) {
    for (; node && depth < kMaxDepth; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            lines.add(view(node->content));
        if (node->type != XML_ELEMENT_NODE) continue;
        const auto name = view(node->name);
        if (is_one_of(name, kUnread)) continue;
        if (name == "br") {
            lines.break_line();
            continue;
        }
        const bool quote = name == "blockquote";
        const bool block = is_one_of(name, kBlocks);
        if (quote) lines.quote(+1);
        if (block) lines.end_line();
        if (name == "li") lines.add("- ");
        walk(node->children, depth + 1, lines);
        if (name == "td" || name == "th") lines.add(" ");
        if (block) lines.end_line();
        if (name == "p") lines.break_line();
        if (quote) lines.quote(-1);
    }
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    return first == text.npos ? std::string_view()
                              : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f')
            lines.back() += c;
        else if (c == '\t')
            lines.back() += ' ';
    }
    return lines;
}

bool is_quote(std::string_view line) { return line.starts_with('>'); }

// "On Sun Nov 22 14:03:07 2026, storeside wrote:" stands right above what it introduces, perhaps over two
// lines.
bool introduces_a_quote(const std::vector<std::string>& lines, std::size_t at) {
    const auto line = trimmed(lines[at]);
    const bool ends_it = line.ends_with(':');
    const bool begins_it =
        at + 1 < lines.size() && line.starts_with("On ") && trimmed(lines[at + 1]).ends_with("wrote:");
    if (!ends_it && !begins_it) return false;
    for (auto next = at + (begins_it && !ends_it ? 2 : 1); next < lines.size(); ++next) {
        if (trimmed(lines[next]).empty()) continue;
        return is_quote(lines[next]);
    }
    return false;
}

}  // namespace

std::string shortened(std::string_view utf8, std::size_t max_bytes) {
    if (utf8.size() <= max_bytes) return std::string(utf8);
    auto end = max_bytes - std::string_view("…").size();
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xc0U) == 0x80U) --end;
    return std::string(utf8.substr(0, end)) + "…";
}

std::string text_of_html(std::string_view html) {
    html = html.substr(0, kMaxHtmlBytes);
    const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
        htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
        xmlFreeDoc);
    if (!document) return std::string(html);
    Lines lines;
    walk(xmlDocGetRootElement(document.get()), 0, lines);
    return lines.take();
}

std::string what_the_agent_wrote(std::string_view text) {
    auto lines = lines_of(text);
    const auto end = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line == "-- " || line == "--" || line.starts_with("-----Original Message-----");
    });
    lines.erase(end, lines.end());

    std::string words;
    std::string_view last;
    int blank = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = trimmed(lines[i]);
        if (is_quote(lines[i]) || introduces_a_quote(lines, i) || (line.empty() && ++blank > 1)) continue;
        if (!line.empty()) {
            blank = 0;
            last = line;
        }
        words.append(lines[i]).append("\n");
    }
    if (last.starts_with("Storeside-Id: ")) return {};
    return shortened(trimmed(words), kMaxBytes);
}

}  // namespace storeside::connectors
