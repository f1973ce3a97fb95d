// What is typed as number and factor, and what leads to an order without a line: whatever matches has one
// form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/orders/canonical.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside::orders;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.substr(0, text.find('\n'));
    const auto number = canonical_number(line);
    if (canonical_number(number.view()) != number) std::abort();
    const auto factor = canonical_factor(line);
    const auto rest = line.size() < text.size() ? text.substr(line.size() + 1) : std::string_view();
    for (const auto& one : canonical_factors({std::string(line), std::string(rest), std::string(rest)}))
        if (one.view().size() < 3 || one.view()[1] != ':') std::abort();
    static_cast<void>(factor);
    return 0;
}
