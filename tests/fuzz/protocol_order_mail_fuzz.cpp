// Mail that feeds a kiosk's orders, and what is sealed in it: whatever is accepted is the same after another
// round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/protocol/order_mail.hpp"

namespace {

template <class Decode>
void round_trip(std::string_view text, Decode decode) {
    const auto first = decode(text);
    if (!first) return;
    // Times are written in milliseconds, however finely they came.
    const auto written = storeside::protocol::encode(*first);
    const auto again = decode(written);
    if (!again || storeside::protocol::encode(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    round_trip(text, decode_kept_orders);
    round_trip(text, decode_dropped_orders);
    if (const auto box = unboxed(text); box && unboxed(boxed(*box)) != *box) std::abort();
    if (const auto order = unpack_order(text)) {
        const auto packed = pack_order(*order);
        const auto again = unpack_order(packed);
        // It may have been packed more tightly than we do.
        if (again && pack_order(*again) != packed) std::abort();
    }
    return 0;
}
