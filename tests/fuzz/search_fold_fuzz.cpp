// Whatever a shopper types: words in bounds, and folding what is folded changes nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/content/text.hpp"
#include "firmware/search/fold.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view typed(reinterpret_cast<const char*>(data), size);
    for (const char* language : {"en", "el", "ru", "hr", "tr", "de", "es", "", "zz-ZZ"}) {
        const auto words = search::tokens(typed, language, 32);
        if (words.size() > 32) std::abort();
        for (const auto& word : words)
            for (const auto& form : word.stems)
                if (form.empty() || !content::is_clean_text(form) || form.find_first_of(" \"\n") != form.npos)
                    std::abort();
        const auto folded = search::fold(typed, language);
        if (search::fold(folded, language) != folded) std::abort();
    }
    return 0;
}
