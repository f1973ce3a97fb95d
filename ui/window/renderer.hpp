// Puts what a Frame drew on the screen with OpenGL 3.3, through Dear ImGui's own back end.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "firmware/base/result.hpp"
#include "ui/frame/frame.hpp"
#include "ui/window/damage.hpp"

struct ImDrawCmd;
struct ImGuiContext;

namespace storeside::window {

// Lives while its OpenGL context is current.
class Renderer {
public:
    static Result<std::unique_ptr<Renderer>> create();
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    // Draws what differs from the frame before and gives the areas; all of it when that one is not kept in
    // the buffer that is drawn into. None when the frames look the same.
    std::span<const Area> render(const frame::Frame& frame, bool last_frame_is_kept);

    // What is on the screen is not known any more: the next frame is drawn whole.
    void forget_last_frame() { damage_.forget(); }

    // The frame, drawn whole, as a PNG; the screen stays as it is.
    Result<void> save(const frame::Frame& frame, const std::filesystem::path& path);

private:
    Renderer() = default;
    void upload_atlas(const frame::Atlas& atlas);
    void upload_pictures(const frame::Pictures& pictures);
    // Nothing for a picture that is not held any more.
    std::optional<unsigned> texture_of(const ImDrawCmd& command) const;

    Damage damage_;
    ImGuiContext* context_ = nullptr;
    int uploaded_generation_ = 0;  // of the atlas
    std::size_t uploaded_patches_ = 0;
    unsigned atlas_ = 0;
    std::map<std::uintptr_t, unsigned> pictures_;
};

}  // namespace storeside::window
