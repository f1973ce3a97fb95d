// Which parts of the screen a list of shapes draws differently from the list before it, so that only those
// need to be drawn and shown. A software rasteriser pays for every pixel, and a finger waits for it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/frame/geometry.hpp"
#include "ui/theme/theme.hpp"

struct ImDrawList;

namespace storeside::window {

// Whole pixels, y downward.
struct Area {
    int x = 0, y = 0, w = 0, h = 0;
    friend bool operator==(const Area&, const Area&) = default;
};

class Damage {
public:
    // What all shapes depend on beside themselves.
    struct Ground {
        frame::Size size;  // of the screen
        theme::Colour background;
        int atlas = 0;  // its generation
        friend bool operator==(const Ground&, const Ground&) = default;
    };

    // The areas in which `list` looks different from the list of the last call; they do not overlap. None
    // when it looks the same, the whole screen the first time and after a change of the ground. A texture's
    // number always stands for the same picture.
    std::span<const Area> find(const ImDrawList& list, const Ground& ground);

    // The same as one area: all of the screen.
    std::span<const Area> whole();

    // What is on the screen is not known any more: the next list differs everywhere.
    void forget() { known_ = false; }

    // Puts into `part` what of `list`, as it was given to find(), touches the areas found, clipped to them.
    // The vertices stay in `list`.
    void cut(const ImDrawList& list, ImDrawList& part) const;

private:
    struct Bounds {
        int left, top, right, bottom;
    };
    struct Shape {  // a triangle, or a rectangle of two
        int command;
        unsigned first, count;  // indices
        Bounds bounds;
    };

    std::size_t tile(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }
    void collect(const ImDrawList& list);
    void sign(const ImDrawList& list);
    void compare();

    Ground ground_;
    bool known_ = false;
    int columns_ = 0, rows_ = 0;  // of tiles
    std::vector<Shape> shapes_;
    std::vector<std::uint64_t> tiles_, before_;  // what is drawn on each tile, and in which order
    std::vector<Area> areas_;
};

}  // namespace storeside::window
