#include "ui/frame/pictures.hpp"

#include <fmt/format.h>
#include <stb_image.h>

#include <memory>

namespace storeside::frame {
namespace {

constexpr std::size_t kLargestFile = 16U << 20U;
constexpr int kLongestSide = 4096;
constexpr std::size_t kMostHeld = 192U << 20U;

}  // namespace

Result<Decoded> decode_picture(std::string_view bytes) {
    if (bytes.size() > kLargestFile) return failure(Errc::invalid_input, "picture: larger than 16 MB");
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int size = static_cast<int>(bytes.size());
    int width = 0;
    int height = 0;
    int channels = 0;
    // The size is read first: a few bytes may claim gigabytes.
    if (stbi_info_from_memory(data, size, &width, &height, &channels) == 0) {
        return failure(Errc::invalid_input, "picture: neither PNG nor JPEG");
    }
    if (width < 1 || height < 1 || width > kLongestSide || height > kLongestSide) {
        return failure(Errc::invalid_input,
                       fmt::format("picture: {} x {} pixels, at most 4096 each", width, height));
    }
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
        stbi_load_from_memory(data, size, &width, &height, &channels, 4), stbi_image_free);
    if (pixels == nullptr) {
        return failure(Errc::invalid_input, fmt::format("picture: {}", stbi_failure_reason()));
    }
    const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
    return Decoded{width, height, {pixels.get(), pixels.get() + count}};
}

const Pictures::Entry& Pictures::get(std::string_view key, std::string_view bytes) {
    if (const auto found = entries_.find(key); found != entries_.end()) return found->second;
    if (held_ > kMostHeld) forget();
    Entry entry;
    if (auto decoded = decode_picture(bytes)) {
        entry.texture = ++last_;
        entry.decoded = std::move(*decoded);
        held_ += entry.decoded.rgba.size();
    }
    return entries_.emplace(key, std::move(entry)).first->second;
}

void Pictures::forget() {
    entries_.clear();
    held_ = 0;
}

void Pictures::let_go_of_pixels() {
    for (auto& [key, entry] : entries_) entry.decoded.rgba = std::vector<std::uint8_t>();
}

}  // namespace storeside::frame
