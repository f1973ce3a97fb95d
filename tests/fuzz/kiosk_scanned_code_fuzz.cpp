// Whatever a scanner read: an order number that can be shown and sent, or none.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/kiosk/scanned_code.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto number = kiosk::order_number_in({reinterpret_cast<const char*>(data), size});
    if (!number) return 0;
    const bool printable = std::ranges::all_of(*number, [](char c) { return c >= ' ' && c <= '~'; });
    if (number->empty() || number->size() > 40 || !printable) std::abort();
    return 0;
}
