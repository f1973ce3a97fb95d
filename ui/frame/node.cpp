#include "ui/frame/node.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace storeside::frame {
namespace {

bool is_key(const Node& node) { return node.role == Role::key; }

// How far `to` is from `from` that way, nearer in the same column; nothing when it lies elsewhere.
std::optional<float> distance(const Rect& from, const Rect& to, Arrow arrow) {
    const float dx = to.centre().x - from.centre().x;
    const float dy = to.centre().y - from.centre().y;
    const bool sideways = arrow == Arrow::left || arrow == Arrow::right;
    const float along = sideways ? std::abs(dx) : std::abs(dy);
    const float across = sideways ? std::abs(dy) : std::abs(dx);
    const bool that_way = arrow == Arrow::left    ? to.right() <= from.x + 1
                          : arrow == Arrow::right ? to.x >= from.right() - 1
                          : arrow == Arrow::up    ? to.bottom() <= from.y + 1
                                                  : to.y >= from.bottom() - 1;
    if (!that_way || (sideways && across > from.h / 2)) return std::nullopt;
    return 3 * along + across;
}

const Node* next_key(std::span<const Node> nodes, const Node& from, Arrow arrow) {
    const Node* best = nullptr;
    float nearest = 0;
    for (const Node& node : nodes) {
        if (!is_key(node)) continue;
        const auto far = distance(from.rect, node.rect, arrow);
        if (!far || (best != nullptr && *far >= nearest)) continue;
        best = &node;
        nearest = *far;
    }
    return best;
}

}  // namespace

const Node* node_called(std::span<const Node> nodes, std::string_view id) {
    const auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

const Node* node_at(std::span<const Node> nodes, Point point) {
    const Node* words = nullptr;
    const Node* backdrop = nullptr;
    for (const Node& node : nodes | std::views::reverse) {
        if (!node.rect.contains(point)) continue;
        if (node.role == Role::backdrop) {
            backdrop = &node;
        } else if (node.is_target()) {
            return &node;
        } else if (words == nullptr) {
            words = &node;
        }
    }
    return words != nullptr ? words : backdrop;
}

const Node* next_node(std::span<const Node> nodes, std::string_view from, Arrow arrow, bool words) {
    const Node* here = node_called(nodes, from);
    const bool among_keys = here != nullptr && is_key(*here);
    if (among_keys) {
        if (const Node* key = next_key(nodes, *here, arrow)) return key;
        if (arrow == Arrow::left || arrow == Arrow::right) return nullptr;
    }
    const bool onward = arrow == Arrow::down || arrow == Arrow::right;
    // A keyboard is left as a whole, not through each of its keys.
    const auto stops = [&](const Node& node) {
        return (node.is_target() || words) && !(among_keys && is_key(node));
    };
    const auto none = onward ? nodes.begin() : nodes.end();
    const auto at = here == nullptr ? none : nodes.begin() + (here - nodes.data());
    if (onward) {
        const auto found = std::find_if(here == nullptr ? at : at + 1, nodes.end(), stops);
        return found == nodes.end() ? nullptr : &*found;
    }
    const auto before = std::span(nodes.begin(), at) | std::views::reverse;
    const auto found = std::ranges::find_if(before, stops);
    return found == before.end() ? nullptr : &*found;
}

}  // namespace storeside::frame
