#include "sync/protocol/identity.hpp"

#include <gtest/gtest.h>

#include "firmware/base/hex.hpp"
#include "sync/protocol/access.hpp"
#include "sync/protocol/invitation.hpp"

namespace storeside::protocol {
namespace {

constexpr Time kNow = from_micros(1'795'356'187'120'000);

TEST(IdentityMessages, AreTheSameAfterTheWire) {
    const Proven asked{"id", R"({"a":"\"ü\""})", "mac"}, answered{"", "{}", "mac"};
    EXPECT_EQ(decode_proven(encode(asked)).value(), asked);
    EXPECT_EQ(decode_proven(encode(answered)).value(), answered);
    const RenewRequest request{"pem"};
    EXPECT_EQ(decode_renew_request(encode(request)).value(), request);
    const RenewAnswer answer{"pem"};
    EXPECT_EQ(decode_renew_answer(encode(answer)).value(), answer);
    const SignedTime time{"{}", "00ff", "pem"};
    EXPECT_EQ(decode_signed_time(encode(time)).value(), time);
    const HubTime said{kNow, "nonce"};
    EXPECT_EQ(decode_hub_time(encode(said)).value(), said);
}

TEST(AccessMessages, AreTheSameAfterTheWire) {
    const OperatorRequest request{"nina@example.org", Role::operator_};
    EXPECT_EQ(decode_operator_request(encode(request)).value(), request);
    const OperatorAnswer answer{"nina", "token"};
    EXPECT_EQ(decode_operator_answer(encode(answer)).value(), answer);
    const std::vector<OperatorRow> rows{{"nina", Role::admin, kNow, "first", {}}};
    EXPECT_EQ(decode_operators(encode(rows)).value(), rows);
    const std::vector<AuditRow> audit{{kNow, "nina", "kiosk.revoke", "x", 200}};
    EXPECT_EQ(decode_audit_rows(encode(audit)).value(), audit);
    EXPECT_FALSE(decode_operator_request(R"({"name":"a b","role":"viewer"})"));
    EXPECT_FALSE(decode_operator_request(R"({"name":"a","role":"root"})"));
}

TEST(Hex, ReadsWhatItWrites) {
    const std::string bytes("\0\xff\x10", 3);
    EXPECT_EQ(to_hex(bytes), "00ff10");
    EXPECT_EQ(from_hex("00ff10").value(), bytes);
    EXPECT_FALSE(from_hex("0"));
    EXPECT_FALSE(from_hex("0G"));
}

TEST(Invitations, AreTheSameFromAFileAndAQrCode) {
    const Invitation invitation{"https://hub.example.org:8480", "F9W7-5K19-PZTV-CP9P"};
    EXPECT_EQ(read_qr_text(to_qr_text(invitation)).value(), invitation);
    EXPECT_EQ(read_enrol_file(to_enrol_file(invitation)).value(), invitation);
    EXPECT_EQ(
        read_enrol_file("\r\n code= \"f9w75k19pztvcp9p\"\r\nhub =\"https://hub.example.org:8480/\"").value(),
        invitation);
}

TEST(Invitations, SayWhatIsWrongWithThem) {
    const auto why = [](std::string_view text) { return read_enrol_file(text).error().message(); };
    EXPECT_EQ(why("hub = https"), "line 1: neither hub = \"…\" nor code = \"…\"");
    EXPECT_EQ(why("\nhub = \"http://hub\""), "hub: not an address like https://hub.example.org");
    EXPECT_EQ(why("hub = \"https://hub\""), "code: not 16 letters and digits, like F9W7-5K19-PZTV-CP9P");
    EXPECT_FALSE(read_enrol_file("x = \"1\""));
    EXPECT_FALSE(read_enrol_file("="));
    for (const auto* text : {"", "STORESIDE1:", "STORESIDE1:F9W7-5K19-PZTV-CP9P", "BB-10023"})
        EXPECT_FALSE(read_qr_text(text)) << text;
}

}  // namespace
}  // namespace storeside::protocol
