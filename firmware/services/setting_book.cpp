#include "firmware/services/setting_book.hpp"

#include "sync/protocol/settings.hpp"

namespace storeside::services {

Result<void> SettingBook::keep(const DesiredSettings& desired) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(database_.execute("DELETE FROM setting"));
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO setting (key, value) VALUES (:key, :value)"));
    for (const auto& [key, value] : desired.values)
        RETURN_IF_ERROR(insert.bind(":key", key).bind(":value", protocol::encode(value)).run());
    ASSIGN_OR_RETURN(auto version,
                     database_.prepare("INSERT INTO setting_version (only, version) VALUES (1, :version) "
                                       "ON CONFLICT (only) DO UPDATE SET version = excluded.version"));
    RETURN_IF_ERROR(version.bind(":version", desired.version).run());
    return transaction.commit();
}

Result<DesiredSettings> SettingBook::kept() {
    DesiredSettings desired;
    ASSIGN_OR_RETURN(auto version, database_.prepare("SELECT version FROM setting_version"));
    ASSIGN_OR_RETURN(const bool said, version.step());
    if (!said) return desired;
    desired.version = version.integer(0);
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT key, value FROM setting"));
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return desired;
        auto value = protocol::decode_value(select.text(1));
        desired.values.emplace(select.text(0), value ? std::move(*value) : settings::Value{});
    }
}

}  // namespace storeside::services
