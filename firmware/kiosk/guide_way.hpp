// How long a guide still is.
#pragma once
#include <cstddef>

#include "firmware/content/model.hpp"

namespace storeside::kiosk {

// Steps on the longest way that is left from this one, which counts as one; ways that come round again are
// followed once.
std::size_t longest_way(const content::Guide& guide, std::size_t step);

}  // namespace storeside::kiosk
