// How a kiosk becomes known and stays known: enrolment without trusting the line, renewal, and the hub's
// signed time. docs/wire-protocol.md says what is proved with which key.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

inline constexpr std::size_t kMaxPemBytes = 16 << 10;
// An enrolment's content, and with the characters that JSON escapes the whole message around it.
inline constexpr std::size_t kMaxEnrolBytes = 64 << 10;

// Text with a proof over its very bytes: `content` is JSON carried as a string, so that nobody has to agree
// on how JSON is written, and may have members that its reader doesn't know.
struct Proven {
    std::string id;       // which code; empty in an answer
    std::string content;  // JSON of an EnrolRequest or EnrolAnswer
    std::string mac;      // 64 hexadecimal digits

    friend bool operator==(const Proven&, const Proven&) = default;
};

struct RenewRequest {
    std::string request;  // a certificate request in PEM

    friend bool operator==(const RenewRequest&, const RenewRequest&) = default;
};

struct RenewAnswer {
    std::string certificate;  // PEM

    friend bool operator==(const RenewAnswer&, const RenewAnswer&) = default;
};

// The hub's time, signed over kTimePrefix and the bytes of `content` (JSON of HubTime) with the key of a
// server certificate that the hub's authority issued.
struct SignedTime {
    std::string content;
    std::string signature;    // DER, in hexadecimal digits
    std::string certificate;  // PEM

    friend bool operator==(const SignedTime&, const SignedTime&) = default;
};

inline constexpr std::string_view kTimePrefix = "storeside time 1\n";

struct HubTime {
    Time time{};
    std::string nonce;  // the caller's

    friend bool operator==(const HubTime&, const HubTime&) = default;
};

std::string encode(const Proven& message);
std::string encode(const RenewRequest& message);
std::string encode(const RenewAnswer& message);
std::string encode(const SignedTime& message);
std::string encode(const HubTime& message);

Result<Proven> decode_proven(std::string_view json);
Result<RenewRequest> decode_renew_request(std::string_view json);
Result<RenewAnswer> decode_renew_answer(std::string_view json);
Result<SignedTime> decode_signed_time(std::string_view json);
Result<HubTime> decode_hub_time(std::string_view json);

// invalid_input for anything but pairs of hexadecimal digits.
Result<std::string> from_hex(std::string_view digits);

}  // namespace storeside::protocol
