// What drawing costs the processor before the rasteriser: the list of shapes of each screen of the gallery.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"

namespace storeside::bench {

struct FrameCost {
    double ms = 0;       // of the thread's processor time, the median over many frames
    std::string screen;  // the heaviest
};

// Over every screen in every language of the pack at 1080 x 1920, at rest.
Result<FrameCost> heaviest_frame(content::Pack& pack, const std::filesystem::path& translations);

}  // namespace storeside::bench
