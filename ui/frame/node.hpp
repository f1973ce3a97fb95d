// The screen in reading order, for those who don't see it: what can be touched and the words between, also
// what a scrolling region hides at present.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/frame/target.hpp"

namespace storeside::frame {

struct Node {
    std::string id;            // a target's own; of words a number of this pass
    std::string label;         // what is said first
    std::string more;          // what is said after it: the second line of a row, what stands in a field
    std::optional<Role> role;  // nothing for words
    Rect rect;                 // in pixels, as if nothing hid it
    std::string region;        // the scrolling region it is in; "" for none
    bool enabled = true;
    std::optional<bool> chosen;  // of a choice or a switch
    bool typing = false;         // the field that is typed in
    bool masked = false;         // a field whose characters are not shown
    bool personal = false;       // for the shopper alone: a headset may say it, a loudspeaker never
    bool live = false;           // said when it appears, without being asked for
    int section = 0;             // content, what is pinned below it, the bar: in this order

    bool is_target() const { return role.has_value(); }
};

enum class Arrow { up, down, left, right };

// Where an arrow leads from the node called `from` ("" for none yet): along the reading order, but among the
// keys of a keyboard as they lie. With `words` it stops at words, too. nullptr: nothing further that way.
const Node* next_node(std::span<const Node> nodes, std::string_view from, Arrow arrow, bool words);

// nullptr for none.
const Node* node_called(std::span<const Node> nodes, std::string_view id);

// The topmost node under a finger, targets before words; nullptr for none.
const Node* node_at(std::span<const Node> nodes, Point point);

}  // namespace storeside::frame
