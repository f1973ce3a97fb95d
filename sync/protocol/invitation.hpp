// A one-time code on its way from an operator to a kiosk: as a file for the boot partition, or in a QR code.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::protocol {

struct Invitation {
    std::string hub;   // its address, "https://hub.example.org"
    std::string code;  // "F9W7-5K19-PZTV-CP9P"

    friend bool operator==(const Invitation&, const Invitation&) = default;
};

// "STORESIDE1:F9W7-5K19-PZTV-CP9P:https://hub.example.org", what a QR code holds. Nothing for anything else,
// so that a scan of something else is left to others.
std::string to_qr_text(const Invitation& invitation);
Result<Invitation> read_qr_text(std::string_view text);

// enrol.toml: two lines, hub = "…" and code = "…"; lines that begin with '#' don't count.
std::string to_enrol_file(const Invitation& invitation);
Result<Invitation> read_enrol_file(std::string_view text);

}  // namespace storeside::protocol
