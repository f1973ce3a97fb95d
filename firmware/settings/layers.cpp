#include "firmware/settings/layers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace storeside::settings {

std::vector<Placed> effective(std::vector<Placed> placed) {
    // The winner comes first among those of its key.
    std::ranges::sort(placed, [](const Placed& a, const Placed& b) {
        return std::tie(a.key, b.layer, b.name) < std::tie(b.key, a.layer, a.name);
    });
    const auto rest = std::ranges::unique(placed, {}, &Placed::key);
    placed.erase(rest.begin(), rest.end());
    return placed;
}

Values values_of(const std::vector<Placed>& placed) {
    Values values;
    for (const auto& one : placed) values.insert_or_assign(one.key, one.value);
    return values;
}

Result<void> check(Layer layer, std::string_view key, const Value& value) {
    const auto* row = find_setting(key);
    if (!row)
        return failure(
            Errc::invalid_input,
            fmt::format("there is no setting '{}'; `storesidectl settings describe` lists them all. One that "
                        "only newer kiosks know can be set once the hub is that new, too",
                        key));
    if (std::ranges::find(row->layers, layer) == row->layers.end()) {
        std::vector<std::string_view> layers;
        for (const auto one : row->layers) layers.push_back(name(one));
        return failure(Errc::invalid_input, fmt::format("'{}' can't be set for a {}, only for: {}", key,
                                                        name(layer), fmt::join(layers, ", ")));
    }
    KioskSettings scratch;
    return assign(*row, value, scratch);
}

Result<void> check_together(const Values& values) {
    KioskSettings settings;
    for (const auto& [key, value] : values)
        if (const auto* row = find_setting(key)) RETURN_IF_ERROR(assign(*row, value, settings));
    if (const auto clash = clashes(settings); !clash.empty())
        return failure(Errc::invalid_input, clash.front().why);
    return {};
}

}  // namespace storeside::settings
