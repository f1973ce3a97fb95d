// Puts what a Frame drew on the screen with OpenGL 3.3, through Dear ImGui's own back end.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>

#include "firmware/base/result.hpp"
#include "ui/frame/frame.hpp"

struct ImGuiContext;

namespace storeside::window {

// Lives while its OpenGL context is current.
class Renderer {
public:
    static Result<std::unique_ptr<Renderer>> create();
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    void render(const frame::Frame& frame);

    // The frame as a PNG; the screen stays as it is.
    Result<void> save(const frame::Frame& frame, const std::filesystem::path& path);

private:
    Renderer() = default;
    void upload_atlas(const frame::Atlas& atlas);
    void upload_pictures(const frame::Pictures& pictures);

    ImGuiContext* context_ = nullptr;
    const void* uploaded_ = nullptr;  // the pixels the atlas texture was made from
    unsigned atlas_ = 0;
    std::map<std::uintptr_t, unsigned> pictures_;
};

}  // namespace storeside::window
