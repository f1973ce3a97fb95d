// The accessibility tree while it is drawn, and the focus that moves through it.
#include <algorithm>
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

constexpr float kMostAtOnce = 0.7F;  // of a region's height: what is scrolled past was seen before

// The node that the focus starts from again: the first, or the last when it goes up.
const Node* end_of(std::span<const Node> nodes, bool up, bool words) {
    return next_node(nodes, "", up ? Arrow::up : Arrow::down, words);
}

}  // namespace

void State::tell(std::string_view words, const Rect& rect, bool at_once) {
    if (words.empty()) return;
    nodes.push_back({.id = "words/" + std::to_string(nodes.size()),
                     .label = std::string(words),
                     .rect = rect,
                     .region = region,
                     .personal = personal,
                     .live = live || at_once,
                     .section = section});
}

void State::focus_at(Point point) {
    const Node* node = node_at(shown_nodes, point);
    if (node == nullptr) return;
    focus.id = node->id;
    focus.shown = true;
    stirred = true;
}

void State::move_focus(Arrow arrow) {
    stirred = true;
    const bool appears = !std::exchange(focus.shown, true);
    const Node* from = node_called(shown_nodes, focus.id);
    // The first arrow shows where the focus is; it does not move it as well.
    if (appears && from != nullptr && !reader) return;
    const Node* to = next_node(shown_nodes, focus.id, arrow, reader);
    const bool up = arrow == Arrow::up || arrow == Arrow::left;
    std::string here = from != nullptr ? from->region : std::string();
    if (from == nullptr && !up) {
        const auto first = std::ranges::find_if(shown_nodes, [](const Node& n) { return !n.region.empty(); });
        if (first != shown_nodes.end()) here = first->region;
    } else if (here.empty() && to != nullptr) {
        here = to->region;
    }
    const auto scroll = [this](ScrollArea& area, float by) {
        area.velocity = 0;
        area.offset = std::clamp(area.offset + by, 0.0F, area.furthest);
        unsettled = true;
    };
    // A region with more to read is scrolled through before the focus leaves it.
    if (!reader && !here.empty() && (to == nullptr || to->region != here)) {
        ScrollArea& area = gestures.area(here);
        const float left = up ? area.offset : area.furthest - area.offset;
        if (left > 1) return scroll(area, (up ? -1 : 1) * std::min(left, area.view.h * kMostAtOnce));
    }
    // After the last comes the first.
    if (to == nullptr) to = end_of(shown_nodes, up, reader);
    if (to == nullptr) return;
    if (!to->region.empty()) {
        ScrollArea& area = gestures.area(to->region);
        const float margin = std::min(px(24), area.view.h / 8);
        const float above = area.view.y + margin - to->rect.y;
        const float below = to->rect.bottom() - (area.view.bottom() - margin);
        // What is higher than the view begins at its top.
        const float by = above > 0 || to->rect.h > area.view.h ? -above : std::max(0.0F, below);
        if (!reader && std::abs(by) > area.view.h)
            return scroll(area, std::copysign(area.view.h * kMostAtOnce, by));
        if (by != 0) scroll(area, by);
    }
    focus.id = to->id;
}

void State::activate() {
    stirred = true;
    const Node* node = node_called(shown_nodes, focus.id);
    if (node == nullptr || !node->is_target() || !node->enabled) return;
    taken.tapped = node->id;
    unsettled = true;
}

void State::settle_focus() {
    std::ranges::stable_sort(nodes, {}, &Node::section);
    const auto typed = std::ranges::find_if(nodes, &Node::typing);
    const std::string typed_in = typed == nodes.end() ? "" : typed->id;
    const bool new_field = typed_in != focus.typed_in && !typed_in.empty();
    if (modal != shown_modal && !modal.empty()) {
        const auto first = std::ranges::find_if(nodes, &Node::is_target);
        focus.id = first == nodes.end() ? "" : first->id;
        focus.shown = focus.shown || reader;
    }
    const auto here = std::ranges::find(nodes, focus.id, &Node::id);
    if (new_field && (here == nodes.end() || here->role == Role::field)) {
        focus.id = typed_in;
    } else if (here == nodes.end() && !focus.id.empty()) {
        focus.id = nodes.empty() ? "" : nodes[std::min(focus.index, nodes.size() - 1)].id;
    }
    focus.typed_in = typed_in;
    const auto now_at = std::ranges::find(nodes, focus.id, &Node::id);
    if (now_at != nodes.end()) focus.index = static_cast<std::size_t>(now_at - nodes.begin());
}

void State::draw_focus() {
    if (!focus.shown) return;
    const Node* node = node_called(nodes, focus.id);
    if (node == nullptr) return;
    Rect rect = node->rect;
    const float outside = px(6);
    if (!node->region.empty()) {
        const Rect view = gestures.area(node->region).view;
        rect = intersection(rect,
                            {view.x - outside, view.y - outside, view.w + 2 * outside, view.h + 2 * outside});
        if (rect.empty()) return;
    }
    rect = intersection(rect.inset(-outside), {0, 0, size.w, size.h});
    const float radius = px(theme.radius.button) + outside;
    // Two rings, one light and one dark, so that one of them is seen on every ground.
    painter.stroke(rect, colour().surface_raised, px(9), radius);
    painter.stroke(rect.inset(px(2)), colour().focus, px(5), radius - px(2));
}

}  // namespace storeside::frame
