#include "firmware/content/build.hpp"
#include "firmware/content/pack.hpp"
#include "tests/bench/searcher.hpp"

namespace storeside::bench {
namespace {

class PackSearcher final : public Searcher {
public:
    explicit PackSearcher(content::Pack pack) : pack_(std::move(pack)) {}

    Result<std::vector<content::Hit>> search(const std::string& words) override {
        return pack_.search(words, "en", kHits);
    }

private:
    content::Pack pack_;
};

Result<std::unique_ptr<Searcher>> open(const std::filesystem::path& file) {
    ASSIGN_OR_RETURN(auto pack, content::Pack::open(file));
    return std::make_unique<PackSearcher>(std::move(pack));
}

}  // namespace

Engine storeside_engine() { return {"storeside", "Storeside", content::build_pack, open}; }

}  // namespace storeside::bench
