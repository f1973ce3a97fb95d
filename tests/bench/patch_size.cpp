#include "tests/bench/patch_size.hpp"

#include <chrono>

#include "firmware/base/file.hpp"
#include "firmware/content/build.hpp"
#include "sync/patch/patch.hpp"
#include "tests/bench/knowledge_base.hpp"

namespace storeside::bench {
namespace {

constexpr std::size_t kEvery = 100;  // of so many articles one is rewritten
constexpr std::size_t kNew = 3, kGone = 2;
constexpr std::uint64_t kSeed = 20'261'124;

}  // namespace

Result<std::pair<std::string, std::string>> changed_pack(std::size_t articles) {
    // One author wrote all of them: what is rewritten speaks of the shop in the same words.
    auto source = make_knowledge_base(articles + articles / kEvery + kNew, 0, kSeed).source;
    const auto spare = source.articles.begin() + static_cast<std::ptrdiff_t>(articles);
    std::vector<content::ArticleSource> others(spare, source.articles.end());
    source.articles.erase(spare, source.articles.end());
    ASSIGN_OR_RETURN(auto old, content::pack_bytes(source));
    source.version = "2";
    for (std::size_t i = 0; i != articles / kEvery; ++i) {
        auto& article = source.articles[i * kEvery + i * 3 % kEvery];
        auto& other = others[i].article;
        other.id = article.article.id;
        article = others[i];
    }
    source.articles.insert(source.articles.end(), others.end() - kNew, others.end());
    const auto gone = source.articles.begin() + static_cast<std::ptrdiff_t>(articles / 3);
    source.articles.erase(gone, gone + kGone);
    ASSIGN_OR_RETURN(auto fresh, content::pack_bytes(source));
    return std::pair(std::move(old), std::move(fresh));
}

Result<PatchSize> measure_patch(const std::string& old, const std::string& fresh,
                                const std::filesystem::path& folder) {
    PatchSize measured;
    measured.pack = fresh.size();
    ASSIGN_OR_RETURN(const auto patch, patch::make(old, fresh));
    measured.patch = patch.size();
    ASSIGN_OR_RETURN(measured.compressed, patch::compressed_size(fresh));

    const auto from = folder / "old.pack", difference = folder / "patch", made = folder / "new.pack";
    RETURN_IF_ERROR(write_file(from, old));
    RETURN_IF_ERROR(write_file(difference, patch));
    const auto start = std::chrono::steady_clock::now();
    RETURN_IF_ERROR(patch::apply(from, difference, made, fresh.size()));
    measured.apply_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    ASSIGN_OR_RETURN(const auto bytes, read_file(made, fresh.size()));
    if (bytes != fresh) return failure(Errc::corrupt, "the patch makes other bytes");
    return measured;
}

}  // namespace storeside::bench
