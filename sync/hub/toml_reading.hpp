// Reading an operator's TOML: what is wrong names its key.
#pragma once
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "firmware/base/file.hpp"
#include "firmware/base/result.hpp"

namespace storeside::hub::toml_reading {

inline Error wrong(std::string_view key, std::string_view why) {
    return {Errc::invalid_input, "'" + std::string(key) + "' " + std::string(why)};
}

inline Result<void> only(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : table) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            return std::unexpected(wrong(key.str(), "is not a key the hub knows"));
        }
    }
    return {};
}

inline Result<void> read(const toml::table& table, std::string_view key, std::string& out) {
    const auto* node = table.get(key);
    if (!node) return {};
    const auto text = node->value_exact<std::string>();
    if (!text) return std::unexpected(wrong(key, "is not a text"));
    out = *text;
    return {};
}

inline Result<void> read(const toml::table& table, std::string_view key, bool& out) {
    const auto* node = table.get(key);
    if (!node) return {};
    const auto value = node->value_exact<bool>();
    if (!value) return std::unexpected(wrong(key, "is neither true nor false"));
    out = *value;
    return {};
}

inline Result<void> read(const toml::table& table, std::string_view key, std::int64_t most,
                         std::int64_t& out) {
    const auto* node = table.get(key);
    if (!node) return {};
    const auto number = node->value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > most) {
        return std::unexpected(wrong(key, "is not a number from 1 to " + std::to_string(most)));
    }
    out = *number;
    return {};
}

// What is in a file that only the hub's user may read, without the line breaks at its end.
inline Result<std::string> read_secret(const std::filesystem::path& folder, std::string_view key,
                                       const std::string& file) {
    ASSIGN_OR_RETURN(auto secret, read_file(folder / file, 4096));
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    if (secret.empty()) return std::unexpected(wrong(key, "is an empty file"));
    return secret;
}

}  // namespace storeside::hub::toml_reading
