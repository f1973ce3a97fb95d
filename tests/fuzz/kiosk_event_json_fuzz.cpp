// A recording from anywhere: an event or a fault; what was read is written and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/kiosk/event_json.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto envelope = kiosk::parse_json_line({reinterpret_cast<const char*>(data), size});
    if (!envelope) return 0;
    const auto line = kiosk::to_json_line(*envelope, kiosk::Words::keep);
    const auto again = kiosk::parse_json_line(line);
    if (!again || kiosk::to_json_line(*again, kiosk::Words::keep) != line) std::abort();
    return 0;
}
