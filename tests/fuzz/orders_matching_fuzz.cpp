// Whatever is typed and whatever a shop stores is compared without a crash, and a number only ever finds
// itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/orders/matching.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto half = all.find('\n');
    const auto typed = all.substr(0, half);
    const auto stored = half == all.npos ? std::string_view() : all.substr(half + 1);

    const bool same = orders::number_matches(typed, stored);
    if (same && orders::normalised_number(stored).view().find(orders::normalised_number(typed).view()) ==
                    std::string_view::npos)
        std::abort();
    static_cast<void>(orders::parcel_matches(typed, stored));
    static_cast<void>(
        orders::factor_matches(typed, {std::string(stored), std::string(stored), std::string(stored)}));
    if (orders::factor_matches(typed, {})) std::abort();
    for (const auto& spelling : orders::spellings(typed)) {
        for (const char c : spelling)
            if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '/' || c == '.' ||
                  c == '_'))
                std::abort();
    }
    return 0;
}
