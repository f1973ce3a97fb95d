#include "sync/ctl/settings_table.hpp"

#include <boost/json.hpp>

#include "firmware/settings/kiosk_settings.hpp"

namespace storeside::ctl {

std::string settings_as_json() {
    namespace json = boost::json;
    json::array rows;
    for (const auto& row : settings::kiosk_table()) {
        json::object out{{"key", row.key}};
        const auto value = settings::value_of(row, {});
        if (const auto* flag = std::get_if<bool>(&value)) {
            out.emplace("type", "boolean");
            out.emplace("default", *flag);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            out.emplace("type", "integer");
            out.emplace("default", *number);
            out.emplace("least", row.least);
            out.emplace("most", row.most);
            out.emplace("unit", row.unit);
        } else {
            out.emplace("type", "string");
            out.emplace("default", std::get<std::string>(value));
        }
        json::array layers;
        for (const auto layer : row.layers) layers.emplace_back(name(layer));
        out.emplace("meaning", row.meaning);
        out.emplace("takes_effect", row.takes_effect == settings::TakesEffect::after_restart
                                        ? "after_restart"
                                        : "between_sessions");
        out.emplace("layers", std::move(layers));
        out.emplace("file_wins", row.file_wins);
        rows.push_back(std::move(out));
    }
    return json::serialize(json::object{{"settings", std::move(rows)}});
}

}  // namespace storeside::ctl
