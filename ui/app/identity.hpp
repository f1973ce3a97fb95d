// Who this kiosk is to its hub: what enrolment gave it, in a file that only its own user can read, beside its
// key.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/agent/agent.hpp"
#include "sync/pki/key.hpp"

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

// What a kiosk enrols with.
struct Enrolment {
    std::string hub;
    std::string code;
    pki::Key::Place key = pki::Key::Place::tpm_if_any;
};

// Trades a code for an identity, with the key in identity.key, and keeps it. When there is no such key, when
// it can't be used or lies elsewhere than wished, a new one is made, which replaces it once the hub has taken
// it. May be tried again with the same code after any failure.
Result<Identity> enrol_here(const std::filesystem::path& data, const Enrolment& with);

// The same with what an enrol.toml says, which is removed then.
Result<Identity> enrol_by_file(const std::filesystem::path& data, const std::filesystem::path& file,
                               pki::Key::Place key = pki::Key::Place::tpm_if_any);

// "in the TPM" or the file's name.
Result<std::string> place_of_key(const std::filesystem::path& data);

}  // namespace storeside::app
