// The settings this kiosk works by: its own file with what the hub wants over it, taken up between two
// sessions.
#pragma once
#include <functional>
#include <mutex>
#include <optional>

#include "firmware/services/setting_book.hpp"
#include "firmware/settings/overlay.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::app {

class SettingsInForce {
public:
    // What this box itself has to say against a value, e.g. a time zone that it doesn't know.
    using Check = std::function<Result<void>(const settings::Setting&, const settings::Value&)>;

    // As the program starts: all of it is in force at once.
    SettingsInForce(settings::OwnFile file, const services::DesiredSettings& kept, Check check);

    // Any thread: the hub wants this. It waits until take_up(); the newest wish counts.
    void want(services::DesiredSettings desired);

    // The window's thread, when nobody stands there. False when nothing waits.
    bool take_up();

    // The window's thread.
    const settings::KioskSettings& now() const { return now_; }
    const protocol::ReportedSettings& report() const { return report_; }

private:
    void apply(const services::DesiredSettings& desired);

    settings::OwnFile file_;
    Check check_;
    settings::KioskSettings now_;
    settings::KioskSettings started_;  // what is taken up only at the start is still as here
    protocol::ReportedSettings report_;

    std::mutex mutex_;
    std::optional<services::DesiredSettings> wanted_;
};

}  // namespace storeside::app
