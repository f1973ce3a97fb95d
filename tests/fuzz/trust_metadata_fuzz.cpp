// Signed metadata and key files from outside: whatever comes, the rules say yes or no and nothing breaks.
#include <cstdlib>
#include <string_view>

#include "sync/trust/key_file.hpp"
#include "sync/trust/verifier.hpp"

using namespace storeside;

namespace {

template <class Message>
void round_trip(const Result<Message>& decoded, Result<Message> (*decode)(std::string_view)) {
    if (!decoded) return;
    const auto again = decode(trust::encode(*decoded));
    if (!again || *again != *decoded) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    round_trip(trust::decode_root(text), &trust::decode_root);
    round_trip(trust::decode_head(text), &trust::decode_head);
    round_trip(trust::decode_targets(text), &trust::decode_targets);
    (void)trust::decode_public_key(text);
    (void)trust::wants_passphrase(text);
    if (auto envelope = trust::decode_envelope(text)) {
        round_trip(trust::decode_envelope(text), &trust::decode_envelope);
        (void)trust::decode_root(envelope->signed_text);
        (void)trust::decode_head(envelope->signed_text);
        (void)trust::decode_targets(envelope->signed_text);
        if (auto verifier = trust::Verifier::pin(text)) (void)verifier->take_root(text);
    }
    return 0;
}
