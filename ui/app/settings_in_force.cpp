#include "ui/app/settings_in_force.hpp"

#include <utility>

#include "firmware/base/log.hpp"

namespace storeside::app {
namespace {

// As much as a report may hold, and whole characters.
std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
    text.resize(most);
    return text;
}

}  // namespace

SettingsInForce::SettingsInForce(settings::OwnFile file, const services::DesiredSettings& kept, Check check)
    : file_(std::move(file)), check_(std::move(check)) {
    apply(kept);
    started_ = now_;
    report_.restart.clear();
}

void SettingsInForce::want(services::DesiredSettings desired) {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(desired);
}

bool SettingsInForce::take_up() {
    std::optional<services::DesiredSettings> wanted;
    {
        const std::lock_guard lock(mutex_);
        wanted = std::exchange(wanted_, std::nullopt);
    }
    if (!wanted) return false;
    apply(*wanted);
    return true;
}

void SettingsInForce::apply(const services::DesiredSettings& desired) {
    auto laid = settings::overlay(file_, desired.values, check_);
    now_ = std::move(laid.settings);
    report_ = {desired.version, settings::after_restart(started_, now_), {}};
    for (auto& problem : laid.problems) {
        spdlog::warn("settings: the hub's '{}' is not used: {}", problem.key, problem.why);
        if (report_.problems.size() == protocol::kMaxProblems) continue;
        report_.problems.push_back(
            {std::move(problem.key), cut(std::move(problem.why), protocol::kMaxProblemBytes)});
    }
}

}  // namespace storeside::app
