// Whatever an index holds: it is refused, or answers within its bytes. The input is an index, and patches of
// one that is whole.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/searcher.hpp"
#include "firmware/search/writer.hpp"

using namespace storeside;

namespace {

std::string whole_index() {
    const std::vector<search::Document> documents = {
        {1, "Return a car\nhow do I give it back",
         "Bring the car back within ten days. The receipt will do."},
        {2, "Café card", "Pay with the café card, or return it."},
        {3, "Refund", "Your money back on the card."},
    };
    const std::vector<search::SynonymGroup> synonyms = {{"jalopy", "car", "rust bucket"}};
    return search::build_index(documents, "en", synonyms);
}

void require(bool holds) {
    if (!holds) std::abort();
}

void ask(std::string_view bytes) {
    const auto exact = std::make_unique<char[]>(bytes.size());  // where reading outside is noticed
    std::memcpy(exact.get(), bytes.data(), bytes.size());
    const auto index = search::Index::open({exact.get(), bytes.size()});
    if (!index) return;
    search::Searcher searcher(*index, "en");
    for (const char* typed :
         {"return the car", "recipt", "cafetaria", "rust bucket", "giv it ba", "reutrn καρ"}) {
        const auto query = searcher.read(typed);
        const auto found = searcher.rank(query, 10);
        for (std::size_t i = 0; i < found.size(); ++i) {
            require(std::isfinite(found[i].score) && found[i].coverage >= 0 && found[i].coverage <= 1);
            require(i == 0 || found[i].score <= found[i - 1].score);
        }
        if (!found.empty()) (void)searcher.explain(query, found.front().row);
        constexpr std::string_view kText = "Return a café card";
        for (const auto& range : searcher.highlights(query, kText))
            require(range.begin < range.end && range.end <= kText.size());
        (void)searcher.corrected(query);
    }
}

}  // namespace

// A patch is four bytes: where behind the header, in two of them, and which two stand there instead. With
// many the index would mostly be refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string whole = whole_index();
    ask({reinterpret_cast<const char*>(data), size});
    auto patched = whole;
    constexpr std::size_t kMostPatches = 16;
    const std::size_t places = patched.size() - sizeof(search::Header) - 1;
    for (std::size_t i = 0; i < kMostPatches && size >= 4; ++i, data += 4, size -= 4) {
        const std::size_t at = (data[0] + std::size_t{data[1]} * 256) % places;
        std::memcpy(patched.data() + sizeof(search::Header) + at, data + 2, 2);
    }
    ask(patched);
    return 0;
}
