// Whatever a pack's file holds: an error or answers.
#include <cstdint>
#include <string_view>

#include "firmware/content/pack.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto pack = content::Pack::open_bytes({reinterpret_cast<const char*>(data), size});
    if (!pack) return 0;
    for (const auto& language : pack->languages()) {
        (void)pack->storefront(language);
        (void)pack->search("return my ca", language, 10);
        (void)pack->answer("return my car BB-10023", language);
        (void)pack->replies(language);
        const auto documents = pack->documents(language);
        if (!documents) continue;
        for (const auto& hit : *documents) {
            (void)pack->article(hit.id, language);
            (void)pack->guide(hit.id, language);
        }
    }
    return 0;
}
