#define GL_GLEXT_PROTOTYPES
#include "ui/window/renderer.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/file.hpp"
#include "ui/frame/atlas.hpp"
#include "ui/frame/painter.hpp"
#include "ui/frame/pictures.hpp"

namespace storeside::window {
namespace {

GLuint new_texture() {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

// A picture half as wide and high; what can't be seen lends it no colour.
frame::Decoded halved(const frame::Decoded& whole) {
    frame::Decoded half{std::max(1, whole.width / 2), std::max(1, whole.height / 2), {}};
    half.rgba.reserve(static_cast<std::size_t>(half.width) * static_cast<std::size_t>(half.height) * 4);
    for (int y = 0; y < half.height; ++y)
        for (int x = 0; x < half.width; ++x) {
            std::array<unsigned, 4> sum{};
            for (const int dy : {0, 1})
                for (const int dx : {0, 1}) {
                    const auto column = std::min(2 * x + dx, whole.width - 1);
                    const auto row = std::min(2 * y + dy, whole.height - 1);
                    const auto* pixel =
                        whole.rgba.data() + (static_cast<std::ptrdiff_t>(row) * whole.width + column) * 4;
                    for (std::size_t channel = 0; channel < 3; ++channel)
                        sum[channel] += static_cast<unsigned>(pixel[channel] * pixel[3]);
                    sum[3] += pixel[3];
                }
            for (std::size_t channel = 0; channel < 3; ++channel)
                half.rgba.push_back(static_cast<std::uint8_t>(sum[3] == 0 ? 0 : sum[channel] / sum[3]));
            half.rgba.push_back(static_cast<std::uint8_t>(sum[3] / 4));
        }
    return half;
}

// Photographs are larger than where they stand. Halved here: OpenGL's own way takes llvmpipe a tenth of a
// second the first time, in which it compiles a shader for it.
void upload_with_halves(const frame::Decoded& picture) {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    frame::Decoded half;
    const frame::Decoded* level = &picture;
    for (int number = 0;; ++number) {
        glTexImage2D(GL_TEXTURE_2D, number, GL_RGBA8, level->width, level->height, 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, level->rgba.data());
        if (level->width == 1 && level->height == 1) return;
        half = halved(*level);
        level = &half;
    }
}

void append(void* to, void* bytes, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace

Result<std::unique_ptr<Renderer>> Renderer::create() {
    std::unique_ptr<Renderer> renderer(new Renderer);
    renderer->context_ = ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    if (!ImGui_ImplOpenGL3_Init("#version 330"))
        return failure(Errc::unavailable, "OpenGL 3.3 does not start");
    ImGui_ImplOpenGL3_NewFrame();  // makes its shaders
    return renderer;
}

Renderer::~Renderer() {
    for (const auto& [number, texture] : pictures_) glDeleteTextures(1, &texture);
    if (atlas_ != 0) glDeleteTextures(1, &atlas_);
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

void Renderer::upload_atlas(const frame::Atlas& atlas) {
    const frame::Atlas::Texture texture = atlas.texture();
    if (uploaded_generation_ != texture.generation) {
        if (atlas_ != 0) glDeleteTextures(1, &atlas_);
        atlas_ = new_texture();
        // Glyphs stand on whole pixels, and looking at one texel takes a software rasteriser half as long as
        // four.
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        // One byte of coverage per pixel, a quarter of what RGBA takes; the shader sees white.
        constexpr std::array<GLint, 4> kWhiteWithCoverage = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
        glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kWhiteWithCoverage.data());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.width, texture.height, 0, GL_RED, GL_UNSIGNED_BYTE,
                     nullptr);
        uploaded_generation_ = texture.generation;
        uploaded_patches_ = 0;
    }
    const auto added = texture.patches.subspan(uploaded_patches_);
    if (added.empty()) return;
    uploaded_patches_ = texture.patches.size();
    // Whole rows from the highest patch to the lowest, at once.
    int top = texture.height, bottom = 0;
    for (const auto& patch : added) {
        top = std::min(top, patch.y);
        bottom = std::max(bottom, patch.y + patch.h + 1);  // with the pixel of air below it
    }
    bottom = std::min(bottom, texture.height);
    glBindTexture(GL_TEXTURE_2D, atlas_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, top, texture.width, bottom - top, GL_RED, GL_UNSIGNED_BYTE,
                    texture.pixels.data() + static_cast<std::ptrdiff_t>(top) * texture.width);
}

void Renderer::upload_pictures(const frame::Pictures& pictures) {
    std::map<std::uintptr_t, unsigned> kept;
    for (const auto& [key, entry] : pictures.all()) {
        if (!entry.shows()) continue;
        if (const auto found = pictures_.find(entry.texture); found != pictures_.end()) {
            kept.insert(pictures_.extract(found));
            continue;
        }
        const GLuint texture = new_texture();
        upload_with_halves(entry.decoded);
        kept.emplace(entry.texture, texture);
    }
    for (const auto& [number, texture] : pictures_) glDeleteTextures(1, &texture);
    pictures_ = std::move(kept);
}

std::span<const Area> Renderer::render(const frame::Frame& frame, bool last_frame_is_kept) {
    upload_atlas(frame.atlas());
    upload_pictures(frame.pictures());
    const frame::Painter& painter = frame.painter();
    ImDrawList& list = painter.list();
    // A picture forgotten since it was drawn is left out.
    for (ImDrawCmd& command : list.CmdBuffer)
        if (!texture_of(command)) command.ElemCount = 0;
    auto areas =
        damage_.find(list, {painter.size(), painter.background(), frame.atlas().texture().generation});
    if (areas.empty()) return areas;
    if (!last_frame_is_kept) areas = damage_.whole();

    const frame::Size size = painter.size();
    const theme::Colour ground = painter.background();
    const auto part_of = [](std::uint8_t channel) { return static_cast<float>(channel) / 255.0F; };
    const int height = static_cast<int>(size.h);
    glViewport(0, 0, static_cast<GLsizei>(size.w), height);
    glClearColor(part_of(ground.r), part_of(ground.g), part_of(ground.b), 1);
    glEnable(GL_SCISSOR_TEST);
    for (const Area& area : areas) {
        glScissor(area.x, height - area.y - area.h, area.w, area.h);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glDisable(GL_SCISSOR_TEST);

    ImDrawList part(nullptr);
    damage_.cut(list, part);
    for (ImDrawCmd& command : part.CmdBuffer)
        command.TextureId = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(*texture_of(command)));
    part.VtxBuffer.swap(list.VtxBuffer);
    ImDrawList* lists = &part;
    ImDrawData data;
    data.Valid = true;
    data.CmdLists = &lists;
    data.CmdListsCount = 1;
    data.TotalIdxCount = part.IdxBuffer.Size;
    data.TotalVtxCount = part.VtxBuffer.Size;
    data.DisplaySize = {size.w, size.h};
    data.FramebufferScale = {1, 1};
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    part.VtxBuffer.swap(list.VtxBuffer);
    return areas;
}

std::optional<unsigned> Renderer::texture_of(const ImDrawCmd& command) const {
    const auto number = reinterpret_cast<std::uintptr_t>(command.TextureId);
    if (number == frame::Painter::kAtlasTexture) return atlas_;
    const auto found = pictures_.find(number);
    return found == pictures_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> Renderer::save(const frame::Frame& frame, const std::filesystem::path& path) {
    // What a swap leaves in either buffer is not defined, so the frame is drawn again and not shown.
    damage_.forget();
    render(frame, true);
    const frame::Size size = frame.painter().size();
    const int width = static_cast<int>(size.w);
    const int height = static_cast<int>(size.h);
    constexpr int kChannels = 3;
    const int row = width * kChannels;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(row) * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadBuffer(GL_BACK);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    // OpenGL's first row is the lowest: the picture is written from its last row upwards.
    const std::uint8_t* last = pixels.data() + static_cast<std::ptrdiff_t>(row) * (height - 1);
    std::string png;
    if (stbi_write_png_to_func(append, &png, width, height, kChannels, last, -row) == 0) {
        return failure(Errc::internal, "a PNG of the screen can't be made");
    }
    return write_file(path, png);
}

}  // namespace storeside::window
