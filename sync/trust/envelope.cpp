#include "sync/trust/envelope.hpp"

#include <algorithm>

#include "sync/protocol/digest.hpp"
#include "sync/protocol/json.hpp"

namespace storeside::trust {

namespace json = boost::json;
using protocol::Reader;

std::string encode(const Envelope& envelope) {
    json::array signatures;
    for (const auto& signature : envelope.signatures)
        signatures.push_back({{"key", signature.key}, {"signature", to_hex(signature.bytes)}});
    return protocol::serialize(
        {{"type", envelope.type}, {"signed", envelope.signed_text}, {"signatures", std::move(signatures)}});
}

Result<Envelope> decode_envelope(std::string_view text) {
    return protocol::decode<Envelope>(text, kMaxMetadataBytes, [](Reader& in, Envelope& out) {
        in.text("type", out.type, 32);
        in.text("signed", out.signed_text, kMaxMetadataBytes);
        in.each("signatures", kMaxSignatures, [&](Reader& item) {
            Signature signature;
            std::string digits;
            item.text("key", signature.key, 64);
            if (!protocol::is_sha256(signature.key)) item.reject("key", "not 64 hexadecimal digits");
            item.text("signature", digits, 128);
            if (auto parsed = parse_signature(digits)) {
                signature.bytes = *parsed;
            } else {
                item.reject("signature", parsed.error().message());
            }
            out.signatures.push_back(std::move(signature));
        });
    });
}

std::string signed_bytes(const Envelope& envelope) {
    return "storeside-" + envelope.type + "-v1\n" + envelope.signed_text;
}

void sign(Envelope& envelope, const SigningKey& key) {
    std::erase_if(envelope.signatures, [id = key.id()](const Signature& one) { return one.key == id; });
    envelope.signatures.push_back({key.id(), key.sign(signed_bytes(envelope))});
}

}  // namespace storeside::trust
