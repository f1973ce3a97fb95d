// A picture from a pack: its pixels, or a fault.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ui/frame/pictures.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto picture = frame::decode_picture({reinterpret_cast<const char*>(data), size});
    if (picture && picture->rgba.size() != static_cast<std::size_t>(picture->width) *
                                               static_cast<std::size_t>(picture->height) * 4)
        std::abort();
    return 0;
}
