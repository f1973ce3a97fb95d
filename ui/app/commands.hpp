// What `storeside-kiosk` does: run, be set up, replay a recording.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/pki/key.hpp"
#include "ui/frame/geometry.hpp"

namespace storeside::app {

struct RunOptions {
    std::filesystem::path data;          // kiosk.db, identity.json, identity.key, orders.key, packs/
    std::filesystem::path enrol_file;    // where a kiosk that is not enrolled yet finds how to be
    std::filesystem::path config;        // kiosk.toml; need not be there
    std::filesystem::path translations;  // <language>/LC_MESSAGES/storeside.mo
    std::optional<frame::Size> window;   // nothing: as the settings say
    std::optional<std::filesystem::path> record;
    bool record_text = false;
    std::optional<std::filesystem::path> describe;
};

// Until the window is closed or a signal comes.
Result<void> run(const RunOptions& options);

struct SetupOptions {
    std::filesystem::path data;
    std::string hub;
    std::string code;                  // one-time, from `storesidectl kiosk invite`
    std::filesystem::path enrol_file;  // in place of both
    pki::Key::Place key = pki::Key::Place::tpm_if_any;
    bool again = false;  // also a kiosk that is enrolled
    std::string staff;   // whose PIN is read from standard input
};

// Enrols at the hub and sets a PIN. An enrolled kiosk needs neither hub nor code and is not enrolled again,
// so it may be repeated, e.g. for another person's PIN.
Result<void> setup(const SetupOptions& options);

// Prints "<event> -> <place>" for each line of a recording.
Result<void> replay(const std::filesystem::path& file);

}  // namespace storeside::app
