#include <fmt/format.h>

#include <iostream>

#include "firmware/base/clock.hpp"
#include "firmware/services/store.hpp"
#include "ui/app/commands.hpp"
#include "ui/app/identity.hpp"

namespace storeside::app {
namespace {

Secret read_pin() {
    std::string line;
    std::getline(std::cin, line);
    Secret pin(line.substr(0, Secret::kCapacity));
    explicit_bzero(line.data(), line.size());
    return pin;
}

}  // namespace

Result<void> setup(const SetupOptions& options) {
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error)
        return failure(Errc::denied,
                       fmt::format("can't create {}: {}", options.data.string(), error.message()));

    const SystemClock clock;
    ASSIGN_OR_RETURN(const auto store, services::Store::open(options.data / "kiosk.db", clock));
    const bool enrolled = load_identity(options.data).has_value();
    if (!enrolled || options.again) {
        if (options.enrol_file.empty() && (options.hub.empty() || options.code.empty()))
            return failure(Errc::invalid_input,
                           "a kiosk that is not enrolled yet needs --hub and --code, or --enrol-file");
        ASSIGN_OR_RETURN(const auto identity,
                         options.enrol_file.empty()
                             ? enrol_here(options.data, {options.hub, options.code, options.key})
                             : enrol_by_file(options.data, options.enrol_file, options.key));
        ASSIGN_OR_RETURN(const auto place, place_of_key(options.data));
        fmt::print("Enrolled as {} of {}; the key lies {}.\n", identity.name, identity.store, place);
    }
    if (!options.staff.empty()) {
        RETURN_IF_ERROR(store->set_pin(options.staff, read_pin()));
        fmt::print("{} can sign in with this PIN.\n", options.staff);
    }
    ASSIGN_OR_RETURN(const bool staffed, store->has_staff());
    if (!staffed) fmt::print("Nobody has a PIN yet: run this again with --staff NAME.\n");
    return {};
}

}  // namespace storeside::app
