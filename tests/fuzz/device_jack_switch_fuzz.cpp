// Bytes of an input device in pieces: the same is heard as if they came at once.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "firmware/device/jack_switch.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    device::JackSwitch whole, in_pieces;
    whole.read(bytes);
    for (std::size_t at = 0, step = 1; at < size; at += step, step = 1 + (at * 7) % 31)
        in_pieces.read(bytes.subspan(at, std::min(step, size - at)));
    if (whole.plugged() != in_pieces.plugged() || whole.take_lost() != in_pieces.take_lost()) std::abort();
    return 0;
}
