#include "sync/protocol/invitation.hpp"

#include <algorithm>

#include "sync/protocol/digest.hpp"

namespace storeside::protocol {
namespace {

constexpr std::string_view kQrPrefix = "STORESIDE1:";
constexpr std::size_t kLongest = 1024;
constexpr std::size_t kCodeLength = 19;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Result<Invitation> checked(std::string_view hub, std::string_view code) {
    Invitation invitation{std::string(hub), normalise_invite_code(code)};
    while (invitation.hub.ends_with('/')) invitation.hub.pop_back();
    const bool plain = std::ranges::all_of(
        invitation.hub, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; });
    if (!invitation.hub.starts_with("https://") || invitation.hub.size() > 512 || !plain)
        return failure(Errc::invalid_input, "hub: not an address like https://hub.example.org");
    if (invitation.code.size() != kCodeLength)
        return failure(Errc::invalid_input, "code: not 16 letters and digits, like F9W7-5K19-PZTV-CP9P");
    return invitation;
}

}  // namespace

std::string to_qr_text(const Invitation& invitation) {
    return std::string(kQrPrefix) + invitation.code + ":" + invitation.hub;
}

Result<Invitation> read_qr_text(std::string_view text) {
    if (!text.starts_with(kQrPrefix) || text.size() > kLongest)
        return failure(Errc::invalid_input, "not an invitation of a kiosk");
    text.remove_prefix(kQrPrefix.size());
    const auto colon = text.find(':');
    if (colon == text.npos) return failure(Errc::invalid_input, "not an invitation of a kiosk");
    return checked(text.substr(colon + 1), text.substr(0, colon));
}

std::string to_enrol_file(const Invitation& invitation) {
    return "# Lets one kiosk in, once. The kiosk removes this file when it has used it.\nhub = \"" +
           invitation.hub + "\"\ncode = \"" + invitation.code + "\"\n";
}

Result<Invitation> read_enrol_file(std::string_view text) {
    if (text.size() > 8 * kLongest) return failure(Errc::invalid_input, "more than 8 KiB");
    std::string_view hub, code;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        const auto equals = std::min(line.find('='), line.size());
        const auto key = trimmed(line.substr(0, equals));
        const auto value = trimmed(line.substr(std::min(equals + 1, line.size())));
        const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
        if (!quoted || (key != "hub" && key != "code"))
            return failure(Errc::invalid_input,
                           "line " + std::to_string(number) + ": neither hub = \"…\" nor code = \"…\"");
        (key == "hub" ? hub : code) = value.substr(1, value.size() - 2);
    }
    return checked(hub, code);
}

}  // namespace storeside::protocol
