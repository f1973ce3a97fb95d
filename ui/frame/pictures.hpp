// Pictures decoded once, kept until forgotten, and the numbers the draw list knows them by.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"

namespace storeside::frame {

struct Decoded {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

// PNG or JPEG of at most 16 MB and 4096 x 4096 pixels.
Result<Decoded> decode_picture(std::string_view bytes);

class Pictures {
public:
    struct Entry {
        std::uintptr_t texture = 0;  // its number in the draw list; never used again for another
        Decoded decoded;             // its size stays when its pixels are let go

        bool shows() const { return texture != 0; }  // it could be decoded
    };

    const Entry& get(std::string_view key, std::string_view bytes);

    // What a window holds textures of. A window keeps those and frees all others.
    const std::map<std::string, Entry, std::less<>>& all() const { return entries_; }
    void forget();

    // A window has a texture of each: the pixels, as many megabytes again, are let go.
    void let_go_of_pixels();

private:
    std::map<std::string, Entry, std::less<>> entries_;
    std::size_t held_ = 0;  // bytes of pixels, here or in a window
    std::uintptr_t last_ = 1;
};

}  // namespace storeside::frame
