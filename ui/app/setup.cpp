#include <fmt/format.h>

#include <iostream>

#include "firmware/base/clock.hpp"
#include "firmware/services/store.hpp"
#include "sync/agent/agent.hpp"
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
    if (!enrolled) {
        if (options.hub.empty() || options.code.empty())
            return failure(Errc::invalid_input, "a kiosk that is not enrolled yet needs --hub and --code");
        auto hub = options.hub;
        while (hub.ends_with('/')) hub.pop_back();
        ASSIGN_OR_RETURN(const auto answer, agent::enrol(hub, options.code, STORESIDE_VERSION));
        RETURN_IF_ERROR(save_identity(
            options.data, {hub, to_string(answer.kiosk), answer.token, answer.store, answer.name}));
        fmt::print("Enrolled as {} of {}.\n", answer.name, answer.store);
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
