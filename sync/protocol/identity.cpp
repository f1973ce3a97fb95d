#include "sync/protocol/identity.hpp"

#include "sync/protocol/json.hpp"

namespace storeside::protocol {

std::string encode(const Proven& message) {
    boost::json::object out{{"content", message.content}, {"mac", message.mac}};
    if (!message.id.empty()) out.emplace("id", message.id);
    return serialize(out);
}

Result<Proven> decode_proven(std::string_view text) {
    return decode<Proven>(text, 2 * kMaxEnrolBytes, [](Reader& in, Proven& out) {
        if (in.has("id")) in.text("id", out.id, 64);
        in.text("content", out.content, kMaxEnrolBytes);
        in.text("mac", out.mac, 64);
    });
}

std::string encode(const RenewRequest& message) { return serialize({{"request", message.request}}); }

Result<RenewRequest> decode_renew_request(std::string_view text) {
    return decode<RenewRequest>(text, 2 * kMaxPemBytes, [](Reader& in, RenewRequest& out) {
        in.text("request", out.request, kMaxPemBytes);
    });
}

std::string encode(const RenewAnswer& message) { return serialize({{"certificate", message.certificate}}); }

Result<RenewAnswer> decode_renew_answer(std::string_view text) {
    return decode<RenewAnswer>(text, 2 * kMaxPemBytes, [](Reader& in, RenewAnswer& out) {
        in.text("certificate", out.certificate, kMaxPemBytes);
    });
}

std::string encode(const SignedTime& message) {
    return serialize({{"content", message.content},
                      {"signature", message.signature},
                      {"certificate", message.certificate}});
}

Result<SignedTime> decode_signed_time(std::string_view text) {
    return decode<SignedTime>(text, 2 * kMaxPemBytes, [](Reader& in, SignedTime& out) {
        in.text("content", out.content, 1024);
        in.text("signature", out.signature, 512);
        in.text("certificate", out.certificate, kMaxPemBytes);
    });
}

std::string encode(const HubTime& message) {
    return serialize({{"time", to_rfc3339(message.time)}, {"nonce", message.nonce}});
}

Result<HubTime> decode_hub_time(std::string_view text) {
    return decode<HubTime>(text, 1024, [](Reader& in, HubTime& out) {
        in.time("time", out.time);
        in.text("nonce", out.nonce, 64);
    });
}

Result<std::string> from_hex(std::string_view digits) {
    const auto value = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = value(digits[i]), low = i + 1 < digits.size() ? value(digits[i + 1]) : -1;
        if (high < 0 || low < 0) return failure(Errc::invalid_input, "not hexadecimal digits");
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

}  // namespace storeside::protocol
