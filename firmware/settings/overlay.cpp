#include "firmware/settings/overlay.hpp"

#include <algorithm>

namespace storeside::settings {
namespace {

Result<void> lay(const OwnFile& file, const std::string& key, const Value& value, KioskSettings& out,
                 const std::function<Result<void>(const Setting&, const Value&)>& also) {
    const auto* row = find_setting(key);
    if (!row) return failure(Errc::invalid_input, "this kiosk's program knows no such setting");
    if (row->file_wins && file.keys.contains(key) && value != value_of(*row, file.settings))
        return failure(Errc::conflict, "the kiosk's own file says " + to_text(value_of(*row, file.settings)));
    KioskSettings with = out;
    RETURN_IF_ERROR(assign(*row, value, with));
    if (also) RETURN_IF_ERROR(also(*row, value));
    out = std::move(with);
    return {};
}

}  // namespace

Overlaid overlay(const OwnFile& file, const Values& desired,
                 const std::function<Result<void>(const Setting&, const Value&)>& also) {
    Overlaid out{file.settings, {}};
    Values laid;
    for (const auto& [key, value] : desired) {
        if (auto done = lay(file, key, value, out.settings, also))
            laid.emplace(key, value);
        else
            out.problems.push_back({key, done.error().message()});
    }
    // Each round leaves a key out; the file alone has no clash, or it would not have been loaded.
    for (auto found = clashes(out.settings); !found.empty() && !laid.empty(); found = clashes(out.settings)) {
        for (const auto key : found.front().keys) {
            const auto* row = find_setting(key);
            if (!row || laid.erase(std::string(key)) == 0) continue;
            (void)assign(*row, value_of(*row, file.settings), out.settings);
            out.problems.push_back({std::string(key), found.front().why});
        }
    }
    std::ranges::sort(out.problems, {}, &Problem::key);
    return out;
}

std::vector<std::string> after_restart(const KioskSettings& running, const KioskSettings& wanted) {
    std::vector<std::string> keys;
    for (const auto& row : kiosk_table())
        if (row.takes_effect == TakesEffect::after_restart && value_of(row, running) != value_of(row, wanted))
            keys.emplace_back(row.key);
    return keys;
}

}  // namespace storeside::settings
