// Settings as they travel and are kept, before anybody has asked whether they make sense.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace storeside::settings {

// Nothing stands for a kind of value that no setting has, so that its key can still be named.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string>;
using Values = std::map<std::string, Value, std::less<>>;

// A setting that could not be used, and why.
struct Problem {
    std::string key;
    std::string why;

    friend bool operator==(const Problem&, const Problem&) = default;
};

// Whom a setting is for. What is said for fewer kiosks goes over what is said for more.
enum class Layer { fleet, group, store, kiosk };
inline constexpr std::array<std::string_view, 4> kLayerNames = {"fleet", "group", "store", "kiosk"};
constexpr std::string_view name(Layer layer) { return kLayerNames[static_cast<std::size_t>(layer)]; }

}  // namespace storeside::settings
