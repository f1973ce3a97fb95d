// Who this kiosk is to its hub: what enrolment gave it, in a file that only its own user can read, beside its
// key.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/agent/agent.hpp"

namespace storeside::app {

struct Identity {
    std::string hub;    // its address
    std::string kiosk;  // this kiosk's id
    std::string store;
    std::string name;
    std::string certificate;  // PEM
    std::string ca;           // PEM
};

// not_found before the kiosk was set up.
Result<Identity> load_identity(const std::filesystem::path& data);
Result<void> save_identity(const std::filesystem::path& data, const Identity& identity);

// With the key in identity.key.
Result<agent::Identity> for_the_line(const std::filesystem::path& data, const Identity& identity);

// Trades a code for an identity, with the key in identity.key, which is made when it isn't there, and keeps
// it. May be tried again with the same code after any failure.
Result<Identity> enrol_here(const std::filesystem::path& data, const std::string& hub,
                            const std::string& code);

// The same with what an enrol.toml says, which is removed then.
Result<Identity> enrol_by_file(const std::filesystem::path& data, const std::filesystem::path& file);

}  // namespace storeside::app
