// Whatever an author's file holds: values or a fault, and what became values can be checked and built.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/content/build.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/pack.hpp"
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

// What has no errors becomes a pack that opens.
void build_if_sound(content::Source source) {
    for (const auto& finding : content::check_structure(source))
        if (finding.severity == content::Finding::Severity::error) return;
    auto bytes = content::pack_bytes(source);
    if (!bytes) std::abort();
    auto pack = content::Pack::open_bytes(std::move(*bytes));
    if (!pack) std::abort();
    for (const auto& language : pack->languages())
        if (!pack->storefront(language)) std::abort();
    for (const auto& guide : source.guides)
        if (!pack->guide(guide.guide.id, "en")) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (size > content::kLargestArticle || !content::is_clean_text(text))
        return 0;  // the reader's own first look
    if (auto article = content::parse_article(text)) {
        const auto source = around(std::move(*article));
        (void)content::check_structure(source);
        if (!content::pack_bytes(source)) std::abort();
    }
    if (auto pack = content::parse_pack_file(text)) {
        (void)content::check_structure(pack->source);
        build_if_sound(std::move(pack->source));
    }
    if (auto guide = content::parse_guide(text)) {
        content::Source source;
        source.languages = {"en"};
        guide->guide.id = "x";
        guide->guide.language = "en";
        source.categories.push_back({guide->guide.category, "", {}});
        source.guides.push_back(std::move(*guide));
        build_if_sound(std::move(source));
    }
    (void)content::parse_notice(text);
    (void)content::parse_reply(text);
    return 0;
}
