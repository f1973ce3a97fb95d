#include "tests/bench/patch_size.hpp"

#include "firmware/content/build.hpp"
#include "sync/patch/patch.hpp"
#include "tests/bench/knowledge_base.hpp"

namespace storeside::bench {
namespace {

constexpr std::size_t kArticles = 2'600;  // make a pack of about 5 MB
constexpr std::size_t kEvery = 100;       // of so many articles one is rewritten
constexpr std::size_t kNew = 3, kGone = 2;
constexpr std::uint64_t kSeed = 20'261'124;

}  // namespace

Result<PatchSize> measure_patch(const std::string& old, const std::string& fresh) {
    PatchSize measured;
    measured.pack = fresh.size();
    ASSIGN_OR_RETURN(const auto patch, patch::make(old, fresh));
    measured.patch = patch.size();
    ASSIGN_OR_RETURN(measured.compressed, patch::compressed_size(fresh));
    return measured;
}

Result<PatchSize> measure_patch() {
    // One author wrote all of them: what is rewritten speaks of the shop in the same words.
    auto source = make_knowledge_base(kArticles + kArticles / kEvery + kNew, 0, kSeed).source;
    const auto spare = source.articles.begin() + kArticles;
    std::vector<content::ArticleSource> others(spare, source.articles.end());
    source.articles.erase(spare, source.articles.end());
    ASSIGN_OR_RETURN(const auto old, content::pack_bytes(source));
    source.version = "2";
    for (std::size_t i = 0; i != kArticles / kEvery; ++i) {
        auto& article = source.articles[i * kEvery + i * 3 % kEvery];
        auto& other = others[i].article;
        other.id = article.article.id;
        article = others[i];
    }
    source.articles.insert(source.articles.end(), others.end() - kNew, others.end());
    source.articles.erase(source.articles.begin() + kArticles / 3,
                          source.articles.begin() + kArticles / 3 + kGone);
    ASSIGN_OR_RETURN(const auto fresh, content::pack_bytes(source));
    return measure_patch(old, fresh);
}

}  // namespace storeside::bench
