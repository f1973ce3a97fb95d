// What can be touched on the screen right now: the accessibility tree, and what tests tap by label.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame/geometry.hpp"

namespace storeside::frame {

enum class Role {
    button,
    link,
    row,
    card,
    choice,
    field,
    key,
    backdrop,  // the whole screen ("Touch to begin"): other targets lie on it
};

std::string_view name(Role role);

struct Target {
    std::string id;     // unique on the screen, stable between frames
    std::string label;  // what a screen reader says
    Role role = Role::button;
    Rect rect;  // what can be touched of it, in pixels
    bool enabled = true;
    bool clipped = false;  // a scrolling region hides part of it
};

// The target a finger at `point` means: the topmost one; nullptr for none.
const Target* target_at(std::span<const Target> targets, Point point);

// nullptr when there is none, or only disabled ones.
const Target* target_labelled(std::span<const Target> targets, std::string_view label);

// What a person would trip over: a target under `minimum` pixels either way (unless clipped), two that
// overlap, one without a label, an id used twice, one off the screen. One sentence each; empty when all is
// well.
std::vector<std::string> check_targets(std::span<const Target> targets, Size screen, float minimum = 88);

}  // namespace storeside::frame
