// Whatever a shopper types, in any language: answers in order, highlights within the text, numbers that are
// numbers, and the same again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/searcher.hpp"
#include "firmware/search/writer.hpp"

using namespace storeside;

namespace {

const std::vector<search::Document> kDocuments = {
    {1, "Return a car\nhow do I give it back", "Bring the car back within 10.5 days. Model W-1002 too."},
    {2, "Café card", "Pay with the card. Résumé, naïve, Straße."},
    {3, "Επιστροφή προϊόντων", "Η απόδειξη, οι κάρτες και τα καταστήματα."},
    {4, "Возврат товара", "Чек, карта и магазин. Ещё ёлка."},
    {5, "Povrat proizvoda", "Račun, đak, čaša i šećer."},
    {6, "İade ve değişim", "Fiş, ürün, ılık ışık. İSTANBUL"},
    {7, "Devolución", "El recibo, la tarjeta, el año. Häuser."},
};

struct Language {
    explicit Language(const char* code)
        : bytes(search::build_index(kDocuments, code, {})),
          searcher(search::Index::open(bytes).value(), code) {}
    std::string bytes;
    search::Searcher searcher;
};

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_part(float value) { return value >= 0 && value <= 1; }

void check_highlights(search::Searcher& searcher, const std::vector<search::QueryWord>& query,
                      std::string_view text) {
    std::size_t end = 0;
    for (const auto& range : searcher.highlights(query, text)) {
        require(range.begin >= end && range.begin < range.end && range.end <= text.size());
        end = range.end;
    }
}

void ask(search::Searcher& searcher, std::string_view typed) {
    const auto query = searcher.read(typed);
    require(query.size() <= search::kMostQueryWords);
    for (const auto& word : query) {
        require(std::isfinite(word.rarity) && word.rarity > 0);
        for (const auto& meaning : word.meanings) require(meaning.weight > 0 && meaning.weight <= 1);
    }
    const auto found = searcher.rank(query, 5);
    require(found.size() <= 5);
    for (std::size_t i = 0; i < found.size(); ++i) {
        require(std::isfinite(found[i].score) && found[i].score > 0 && is_part(found[i].coverage));
        require(i == 0 || found[i].score <= found[i - 1].score);
        const auto explained = searcher.explain(query, found[i].row);
        require(std::abs(explained.score - found[i].score) <= 0.001F * found[i].score);
    }
    require(searcher.rank(query, 5) == found);
    check_highlights(searcher, query, typed);
    for (const auto& document : kDocuments) check_highlights(searcher, query, document.name);
    (void)searcher.corrected(query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static std::vector<Language> languages = [] {
        std::vector<Language> all;
        all.reserve(7);  // a searcher holds on to the bytes beside it
        for (const char* code : {"en", "el", "ru", "hr", "tr", "de", "es"}) all.emplace_back(code);
        return all;
    }();
    const std::string_view typed(reinterpret_cast<const char*>(data), size);
    for (auto& language : languages) ask(language.searcher, typed);
    return 0;
}
