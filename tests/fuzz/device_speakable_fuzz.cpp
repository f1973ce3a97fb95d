// Text from anywhere, made fit for a speech program: short enough, no command in it, and fit for good.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/device/speakable.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = device::speakable({reinterpret_cast<const char*>(data), size});
    const bool commands = text.find("[[") != std::string::npos || std::ranges::any_of(text, [](char c) {
                              return static_cast<unsigned char>(c) < 0x20;
                          });
    if (text.size() > device::kLongestUtterance || commands || device::speakable(text) != text) std::abort();
    return 0;
}
