// What the hub wants of this kiosk's settings, kept in kiosk.db: it also holds after a start without a line.
#pragma once
#include <cstdint>

#include "firmware/db/database.hpp"
#include "firmware/settings/model.hpp"

namespace storeside::services {

struct DesiredSettings {
    std::int64_t version = 0;  // 0: the hub has not said anything yet
    settings::Values values;

    friend bool operator==(const DesiredSettings&, const DesiredSettings&) = default;
};

class SettingBook {
public:
    explicit SettingBook(db::Database& database) : database_(database) {}

    Result<void> keep(const DesiredSettings& desired);
    // A value that can't be read is a value of no known kind.
    Result<DesiredSettings> kept();

private:
    db::Database& database_;
};

}  // namespace storeside::services
