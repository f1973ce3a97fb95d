// Every message that comes over the wire: whatever is accepted is the same after another round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/protocol/access.hpp"
#include "sync/protocol/identity.hpp"
#include "sync/protocol/jobs.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"
#include "sync/protocol/privacy.hpp"

namespace {

template <class Decode>
void round_trip(std::string_view text, Decode decode) {
    const auto first = decode(text);
    if (!first) return;
    if constexpr (requires { first->unreadable.empty(); }) {
        if (!first->unreadable.empty()) return;  // only ever read
    }
    // Times are written in milliseconds, however finely they came.
    const auto written = storeside::protocol::encode(*first);
    const auto again = decode(written);
    if (!again || storeside::protocol::encode(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    round_trip(text, decode_sync_request);
    round_trip(text, decode_sync_answer);
    round_trip(text, decode_enrol_request);
    round_trip(text, decode_enrol_answer);
    round_trip(text, decode_order_request);
    round_trip(text, decode_order_answer);
    round_trip(text, decode_invite_request);
    round_trip(text, decode_invite_answer);
    round_trip(text, decode_kiosks);
    round_trip(text, decode_tickets);
    round_trip(text, decode_ticket_detail);
    round_trip(text, decode_reply_request);
    round_trip(text, decode_pack);
    round_trip(text, decode_jobs);
    round_trip(text, decode_seal_status);
    round_trip(text, decode_subject);
    round_trip(text, decode_found);
    round_trip(text, decode_erased);
    round_trip(text, decode_proven);
    round_trip(text, decode_renew_request);
    round_trip(text, decode_renew_answer);
    round_trip(text, decode_signed_time);
    round_trip(text, decode_hub_time);
    round_trip(text, decode_operator_request);
    round_trip(text, decode_operator_answer);
    round_trip(text, decode_operators);
    round_trip(text, decode_audit_rows);
    decode_refusal(text);
    (void)decode_turned_away(text);
    return 0;
}
