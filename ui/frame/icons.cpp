#include <algorithm>
#include <string_view>

#include "ui/frame/atlas.hpp"

namespace storeside::frame {
namespace {

struct Icon {
    std::string_view name;
    char16_t code_point;
};

// Sorted by name; generated from the icon font's own style sheet.
constexpr Icon kIcons[] = {
#include "ui/frame/icon_table.inc"
};
static_assert(std::ranges::is_sorted(kIcons, {}, &Icon::name));

constexpr char16_t kUnknown = 0xF625;  // help-circle-outline

}  // namespace

char16_t icon_code_point(std::string_view name) {
    const auto* found = std::ranges::lower_bound(kIcons, name, {}, &Icon::name);
    return found != std::end(kIcons) && found->name == name ? found->code_point : kUnknown;
}

}  // namespace storeside::frame
