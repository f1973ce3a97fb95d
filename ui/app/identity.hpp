// Who this kiosk is to its hub: what enrolment gave it, in a file that only its own user can read.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"

namespace storeside::app {

struct Identity {
    std::string hub;    // its address
    std::string kiosk;  // this kiosk's id
    std::string token;
    std::string store;
    std::string name;
};

// not_found before the kiosk was set up.
Result<Identity> load_identity(const std::filesystem::path& data);
Result<void> save_identity(const std::filesystem::path& data, const Identity& identity);

}  // namespace storeside::app
