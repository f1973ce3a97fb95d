#include "firmware/content/picture.hpp"

#include <fmt/format.h>
#include <stb_image.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace storeside::content {

Result<Look> look_at(std::string_view bytes) {
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int size = static_cast<int>(std::min(bytes.size(), std::size_t{16} << 20));
    Look look;
    int channels = 0;
    // The size is read first: a few bytes may claim gigabytes.
    const bool known = bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.starts_with("\xff\xd8\xff");
    if (!known || stbi_info_from_memory(data, size, &look.width, &look.height, &channels) == 0)
        return failure(Errc::invalid_input, "neither PNG nor JPEG");
    if (look.width < 1 || look.height < 1 || look.width > kLongestSide || look.height > kLongestSide)
        return failure(Errc::invalid_input, fmt::format("{} x {} pixels; at most {} each way", look.width,
                                                        look.height, kLongestSide));
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
        stbi_load_from_memory(data, size, &look.width, &look.height, &channels, 4), stbi_image_free);
    if (!pixels) return failure(Errc::invalid_input, fmt::format("damaged: {}", stbi_failure_reason()));

    constexpr stbi_uc kOpaque = 128;
    std::array<std::uint64_t, 3> sum{};
    std::uint64_t count = 0;
    const auto* pixel = pixels.get();
    for (int left = look.width * look.height; left > 0; --left, pixel += 4) {
        if (pixel[3] < kOpaque) continue;
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += pixel[i];
        ++count;
    }
    if (count == 0) return look;
    const auto mean = [&](std::size_t i) { return static_cast<std::uint8_t>(sum[i] / count); };
    look.average = {mean(0), mean(1), mean(2), 255};
    return look;
}

}  // namespace storeside::content
