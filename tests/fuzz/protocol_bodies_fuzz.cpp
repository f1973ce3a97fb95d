// Every body of the two logs: whatever is accepted is the same after another round
// trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/protocol/bodies.hpp"

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
    round_trip(text, decode_ticket);
    round_trip(text, decode_message);
    round_trip(text, decode_rating);
    round_trip(text, decode_audit);
    round_trip(text, decode_reply);
    round_trip(text, decode_ticket_state);
    round_trip(text, decode_snapshot);
    round_trip(text, decode_erase);
    return 0;
}
