// Whatever an author's file holds: values or a fault, and what became values can be checked and built.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/content/build.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/source_toml.hpp"
#include "firmware/content/text.hpp"

using namespace storeside;

namespace {

content::Source around(content::ArticleSource article) {
    content::Source source;
    source.name = "x";
    source.languages = {"en"};
    article.article.id = "x";
    article.article.language = "en";
    source.articles.push_back(std::move(article));
    return source;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (size > content::kLargestArticle || !content::is_clean_text(text))
        return 0;  // the reader's own first look
    if (auto article = content::parse_article(text)) {
        const auto source = around(std::move(*article));
        (void)content::check_structure(source);
        auto database = db::Database::open(":memory:", db::Database::Mode::scratch);
        if (!database || !content::write_pack(source, *database)) std::abort();
    }
    if (auto pack = content::parse_pack_file(text)) (void)content::check_structure(pack->source);
    if (auto guide = content::parse_guide(text)) {
        content::Source source;
        source.languages = {"en"};
        source.guides.push_back(std::move(*guide));
        (void)content::check_structure(source);
    }
    (void)content::parse_notice(text);
    (void)content::parse_reply(text);
    return 0;
}
