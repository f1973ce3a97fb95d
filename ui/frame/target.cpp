#include "ui/frame/target.hpp"

#include <fmt/format.h>

#include <ranges>

namespace storeside::frame {

std::string_view name(Role role) {
    switch (role) {
        case Role::button:
            return "button";
        case Role::link:
            return "link";
        case Role::row:
            return "row";
        case Role::card:
            return "card";
        case Role::choice:
            return "choice";
        case Role::field:
            return "field";
        case Role::key:
            return "key";
        case Role::backdrop:
            return "backdrop";
    }
    return "";
}

const Target* target_at(std::span<const Target> targets, Point point) {
    for (const Target& target : targets | std::views::reverse) {
        if (target.rect.contains(point)) return &target;
    }
    return nullptr;
}

const Target* target_labelled(std::span<const Target> targets, std::string_view label) {
    for (const Target& target : targets) {
        if (target.enabled && target.label == label) return &target;
    }
    return nullptr;
}

std::vector<std::string> check_targets(std::span<const Target> targets, Size screen, float minimum) {
    std::vector<std::string> problems;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Target& one = targets[i];
        if (one.label.empty()) problems.push_back(fmt::format("'{}' has no label", one.id));
        // A link is as high as its line: the words around it are not its own.
        if (!one.clipped && one.role != Role::link && (one.rect.w < minimum || one.rect.h < minimum)) {
            problems.push_back(fmt::format("'{}' is {:.0f} x {:.0f}, under {:.0f}", one.id, one.rect.w,
                                           one.rect.h, minimum));
        }
        const Rect seen = intersection(one.rect, {0, 0, screen.w, screen.h});
        if (one.rect.empty() || seen != one.rect)
            problems.push_back(fmt::format("'{}' is off the screen", one.id));
        for (const Target& other : targets.subspan(i + 1)) {
            if (one.id == other.id && one.role != Role::link) {
                problems.push_back(fmt::format("two targets are called '{}'", one.id));
            }
            if (one.role == Role::backdrop || other.role == Role::backdrop) continue;
            if (!intersection(one.rect, other.rect).empty()) {
                problems.push_back(fmt::format("'{}' and '{}' overlap", one.id, other.id));
            }
        }
    }
    return problems;
}

}  // namespace storeside::frame
