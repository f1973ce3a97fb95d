// One exhibit on a surface, at rest, as a PNG.
#pragma once
#include <filesystem>

#include "ui/gallery/exhibits.hpp"
#include "ui/text/texts.hpp"
#include "ui/window/surface.hpp"

namespace storeside::gallery {

// What a person would trip over (frame::check_targets) is printed to standard error.
Result<void> shoot(const Exhibit& exhibit, const text::Texts& texts, window::Surface& surface,
                   const std::filesystem::path& file);

}  // namespace storeside::gallery
