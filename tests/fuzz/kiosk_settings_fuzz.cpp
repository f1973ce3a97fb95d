// A settings file from anywhere: settings within their ranges, or a fault.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/settings/kiosk_settings.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto settings = settings::parse_kiosk_settings({reinterpret_cast<const char*>(data), size});
    if (settings &&
        (settings->settings.idle_warning.count() < 20 || settings->settings.idle_after.count() > 600))
        std::abort();
    return 0;
}
