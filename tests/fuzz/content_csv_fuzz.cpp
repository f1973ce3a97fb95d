// Whatever a spreadsheet holds: rows or a fault, and a body that is imported reads as it was written.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/content/csv.hpp"
#include "firmware/content/markdown.hpp"
#include "firmware/content/queries.hpp"
#include "firmware/content/text.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view csv(reinterpret_cast<const char*>(data), size);
    if (const auto list = content::parse_expectations(csv))
        for (const auto& expected : *list)
            if (!content::is_clean_text(expected.words) || expected.words.empty()) std::abort();
    if (const auto list = content::parse_helpful(csv))
        for (const auto& helped : *list)
            if (!content::is_id(helped.finds) || helped.count == 0) std::abort();
    const auto rows = content::parse_csv(csv);
    if (!rows) return 0;
    for (const auto& row : *rows)
        for (const auto& field : row.fields)
            if (content::is_clean_text(field) && field.size() < 10'000 &&
                !content::parse_markdown(content::escape_markdown(field)))
                std::abort();
    return 0;
}
