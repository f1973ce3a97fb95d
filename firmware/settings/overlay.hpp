// What the hub wants laid over what the kiosk's own file says. Nothing that comes from the hub can keep a
// kiosk from working: what makes no sense is left out and named.
#pragma once
#include <string>
#include <vector>

#include "firmware/settings/kiosk_settings.hpp"

namespace storeside::settings {

struct Overlaid {
    KioskSettings settings;
    std::vector<Problem> problems;  // by key
};

// Desired values go over the file, except where the row says that the file wins and it does set the key.
// `also` may refuse a value for reasons that only this box knows.
Overlaid overlay(const OwnFile& file, const Values& desired,
                 const std::function<Result<void>(const Setting&, const Value&)>& also = {});

// The keys that differ and are taken up when the program starts.
std::vector<std::string> after_restart(const KioskSettings& running, const KioskSettings& wanted);

}  // namespace storeside::settings
