#include "firmware/content/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>

#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

constexpr std::string_view kArticleScheme = "article:";
constexpr std::size_t kMostBlocks = 2000;
constexpr std::size_t kMostSpans = 10'000;
constexpr std::size_t kMostPictures = 24;
constexpr std::size_t kDeepestList = 3;
constexpr std::size_t kLongestWords = 300;  // bytes of a picture's words

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse(std::string_view text) {
    static std::once_flag registered;
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser.get(), text.data(), text.size());
    return Tree(cmark_parser_finish(parser.get()));
}

struct Mark {
    std::string_view words;
    Callout callout;
};
constexpr Mark kMarks[] = {
    {"[!NOTE]", Callout::note}, {"[!TIP]", Callout::tip}, {"[!WARNING]", Callout::warning}};

// Takes the mark off the first line of a quote; none when it is not a callout.
Callout take_mark(cmark_node* quote) {
    auto* paragraph = cmark_node_first_child(quote);
    if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH) return Callout::none;
    std::string line;
    auto* end = cmark_node_first_child(paragraph);
    for (; end && cmark_node_get_type(end) == CMARK_NODE_TEXT && line.size() < 16; end = cmark_node_next(end))
        line += cmark_node_get_literal(end);
    const auto* mark = std::ranges::find(kMarks, line, &Mark::words);
    if (mark == std::end(kMarks) || (end && cmark_node_get_type(end) != CMARK_NODE_SOFTBREAK))
        return Callout::none;
    while (auto* first = cmark_node_first_child(paragraph)) {
        const bool last = first == end;
        cmark_node_free(first);
        if (last) break;
    }
    return mark->callout;
}

bool is_empty_paragraph(cmark_node* node) {
    return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && !cmark_node_first_child(node);
}

// Builds blocks from cmark's walk of the tree. The walk is a loop, so that no nesting, however deep, exhausts
// the stack.
class Builder {
public:
    std::optional<std::string> enter(cmark_node* node) {
        // The table extension keeps its node types to itself, but for their names.
        const std::string_view name = cmark_node_get_type_string(node);
        if (name == "table") return callout_ == Callout::none ? std::nullopt : only_words_in_callouts();
        if (name == "table_header") return open({Block::Kind::table_header, 0, {}});
        if (name == "table_row") return open({Block::Kind::table_row, 0, {}});
        if (name == "table_cell") {
            blocks_.back().cells.emplace_back();
            return {};
        }
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_DOCUMENT:
                return {};
            case CMARK_NODE_LIST:
                if (item_)
                    return "a list can't begin another one; where none is meant, write the number as 14\\.";
                if (lists_.size() == kDeepestList)
                    return fmt::format("lists within lists go {} deep", kDeepestList);
                lists_.push_back(
                    {cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, cmark_node_get_list_start(node)});
                return {};
            case CMARK_NODE_ITEM:
                item_ = true;
                return {};
            case CMARK_NODE_HEADING:
                if (callout_ != Callout::none) return only_words_in_callouts();
                if (cmark_node_get_heading_level(node) > 3) return "headings have one to three #";
                return open({Block::Kind::heading, cmark_node_get_heading_level(node), {{}}});
            case CMARK_NODE_PARAGRAPH:
                // Of a callout whose mark stands on a line of its own.
                if (is_empty_paragraph(node)) return {};
                return open(paragraph());
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE:
                return add(cmark_node_get_literal(node));
            case CMARK_NODE_SOFTBREAK:
                return add(" ");
            case CMARK_NODE_LINEBREAK:
                return add("\n");
            case CMARK_NODE_STRONG:
                ++strong_;
                return {};
            case CMARK_NODE_EMPH:
                return {};
            case CMARK_NODE_LINK:
                return link(cmark_node_get_url(node));
            case CMARK_NODE_IMAGE:
                return picture(node);
            case CMARK_NODE_BLOCK_QUOTE:
                return quote(node);
            case CMARK_NODE_HTML_BLOCK:
            case CMARK_NODE_HTML_INLINE:
                return "HTML can't be shown; write a < as \\<";
            case CMARK_NODE_CODE_BLOCK:
                return "code can't be shown; take away the ``` or the four spaces";
            case CMARK_NODE_THEMATIC_BREAK:
                return "lines across can't be shown; use a heading";
            default:
                return fmt::format("a {} can't be shown in an article", name);
        }
    }

    std::optional<std::string> leave(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_LIST:
                lists_.pop_back();
                break;
            case CMARK_NODE_ITEM:
                item_ = false;
                break;
            case CMARK_NODE_STRONG:
                --strong_;
                break;
            case CMARK_NODE_LINK:
                article_.clear();
                break;
            case CMARK_NODE_IMAGE:
                in_picture_ = false;
                if (blocks_.back().picture.words.empty())
                    return "a picture needs words for those who can't see it: ![what it shows](media/x.png)";
                break;
            case CMARK_NODE_BLOCK_QUOTE:
                callout_ = Callout::none;
                if (blocks_.back().kind == Block::Kind::callout) return "a callout needs words";
                break;
            default:
                break;
        }
        return {};
    }

    std::vector<Block> take() { return std::move(blocks_); }

private:
    struct List {
        bool numbered = false;
        int number = 0;
    };

    // Only the first paragraph of an item carries its bullet or number; the others stand beneath its words.
    Block paragraph() {
        const int depth = static_cast<int>(lists_.size());
        if (!item_) return {Block::Kind::paragraph, 0, {{}}, depth};
        item_ = false;
        auto& list = lists_.back();
        return list.numbered ? Block{Block::Kind::numbered, list.number++, {{}}, depth - 1}
                             : Block{Block::Kind::bullet, 0, {{}}, depth - 1};
    }

    std::optional<std::string> open(Block block) {
        if (blocks_.size() == kMostBlocks)
            return fmt::format("an article has at most {} paragraphs", kMostBlocks);
        if (block.kind == Block::Kind::numbered && block.number > 999)
            return "the numbers of a list end at 999";
        block.callout = callout_;
        blocks_.push_back(std::move(block));
        return {};
    }

    std::optional<std::string> quote(cmark_node* node) {
        if (callout_ != Callout::none || !lists_.empty())
            return "a callout stands on its own; take away the >";
        callout_ = take_mark(node);
        if (callout_ == Callout::none)
            return "quotes can't be shown; take away the >, or begin it with [!NOTE], [!TIP] or [!WARNING]";
        return open({.kind = Block::Kind::callout});
    }

    static std::optional<std::string> only_words_in_callouts() {
        return "a callout holds paragraphs and lists only";
    }

    // A picture takes the place of the paragraph it stands in.
    std::optional<std::string> picture(cmark_node* node) {
        if (callout_ != Callout::none) return only_words_in_callouts();
        auto* paragraph = cmark_node_parent(node);
        const bool alone = cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH &&
                           !cmark_node_previous(node) && !cmark_node_next(node);
        if (!alone || blocks_.back().kind != Block::Kind::paragraph)
            return "a picture stands alone, with an empty line before and after it";
        const std::string_view file = cmark_node_get_url(node);
        if (!is_picture_file(file))
            return fmt::format("'{}' is no picture of the pack, which looks like media/plan.png", file);
        if (++pictures_ > kMostPictures)
            return fmt::format("an article has at most {} pictures", kMostPictures);
        auto& block = blocks_.back();
        block.kind = Block::Kind::picture;
        block.cells.clear();
        block.picture.file = file;
        in_picture_ = true;
        return {};
    }

    std::optional<std::string> link(std::string_view url) {
        if (in_picture_) return {};
        if (!url.starts_with(kArticleScheme) || !is_id(url.substr(kArticleScheme.size())))
            return fmt::format("'{}' leads out of the pack; a link looks like [words](article:returns)", url);
        article_ = url.substr(kArticleScheme.size());
        return {};
    }

    std::optional<std::string> add(std::string_view text) {
        if (in_picture_) {
            auto& words = blocks_.back().picture.words;
            words += text;
            if (words.size() > kLongestWords)
                return fmt::format("a picture's words are at most {} bytes", kLongestWords);
            return {};
        }
        if (blocks_.empty() || blocks_.back().cells.empty()) return "text outside a paragraph";
        auto& cell = blocks_.back().cells.back();
        if (!cell.empty() && cell.back().strong == (strong_ > 0) && cell.back().article == article_) {
            cell.back().text += text;
            return {};
        }
        if (++spans_ > kMostSpans) return "too many links and strong words";
        cell.push_back({std::string(text), strong_ > 0, article_});
        return {};
    }

    std::vector<Block> blocks_;
    std::size_t spans_ = 0;
    std::size_t pictures_ = 0;
    std::vector<List> lists_;  // those that are open, the outermost first
    bool item_ = false;        // an item has begun whose first paragraph is still to come
    bool in_picture_ = false;
    Callout callout_ = Callout::none;
    int strong_ = 0;
    std::string article_;
};

// Inline nodes don't know their line, the block around them does.
int line_of(cmark_node* node) {
    while (node && cmark_node_get_start_line(node) == 0) node = cmark_node_parent(node);
    return node ? cmark_node_get_start_line(node) : 0;
}

}  // namespace

Parsed<std::vector<Block>> parse_markdown(std::string_view text) {
    const Tree tree = parse(text);
    const std::unique_ptr<cmark_iter, FreeIterator> walk(cmark_iter_new(tree.get()));
    Builder builder;
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk.get())) {
        auto* node = cmark_iter_get_node(walk.get());
        if (auto trouble = event == CMARK_EVENT_EXIT ? builder.leave(node) : builder.enter(node))
            return fault(line_of(node), std::move(*trouble));
    }
    return builder.take();
}

std::string escape_markdown(std::string_view text) {
    std::string escaped;
    bool line_begins = true;  // only white space or digits since the line began
    bool digits = false;
    for (const char c : text) {
        if (line_begins && !digits && (c == ' ' || c == '\t')) continue;  // four of them would make it code
        const bool digit = c >= '0' && c <= '9';
        const bool special = std::string_view("\\`*_[]<>#|!&~").contains(c) ||
                             (line_begins && !digits && (c == '-' || c == '+' || c == '=')) ||
                             (line_begins && digits && (c == '.' || c == ')'));
        if (special) escaped += '\\';
        escaped += c;
        digits = c != '\n' && line_begins && digit;
        line_begins = c == '\n' || digits;
    }
    return escaped;
}

}  // namespace storeside::content
