#define GL_GLEXT_PROTOTYPES
#include "ui/window/renderer.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <array>
#include <memory>
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
    if (uploaded_ == texture.pixels.data()) return;
    uploaded_ = texture.pixels.data();
    if (atlas_ != 0) glDeleteTextures(1, &atlas_);
    atlas_ = new_texture();
    // One byte of coverage per pixel, a quarter of what RGBA takes; the shader sees white.
    constexpr std::array<GLint, 4> kWhiteWithCoverage = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kWhiteWithCoverage.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.width, texture.height, 0, GL_RED, GL_UNSIGNED_BYTE,
                 texture.pixels.data());
}

void Renderer::upload_pictures(const frame::Pictures& pictures) {
    std::map<std::uintptr_t, unsigned> kept;
    for (const auto& [key, entry] : pictures.all()) {
        if (entry.decoded.rgba.empty()) continue;
        if (const auto found = pictures_.find(entry.texture); found != pictures_.end()) {
            kept.insert(pictures_.extract(found));
            continue;
        }
        const GLuint texture = new_texture();
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, entry.decoded.width, entry.decoded.height, 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, entry.decoded.rgba.data());
        // Photographs are larger than where they stand.
        glGenerateMipmap(GL_TEXTURE_2D);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
        kept.emplace(entry.texture, texture);
    }
    for (const auto& [number, texture] : pictures_) glDeleteTextures(1, &texture);
    pictures_ = std::move(kept);
}

void Renderer::render(const frame::Frame& frame) {
    upload_atlas(frame.atlas());
    upload_pictures(frame.pictures());
    const frame::Painter& painter = frame.painter();
    ImDrawList* list = &painter.list();
    const ImVector<ImDrawCmd> commands = list->CmdBuffer;  // with the frame's own texture numbers
    for (ImDrawCmd& command : list->CmdBuffer) {
        const auto number = reinterpret_cast<std::uintptr_t>(command.TextureId);
        GLuint texture = atlas_;
        if (number != frame::Painter::kAtlasTexture) {
            const auto found = pictures_.find(number);
            // A picture forgotten since it was drawn is left out.
            if (found == pictures_.end()) command.ElemCount = 0;
            texture = found == pictures_.end() ? atlas_ : found->second;
        }
        command.TextureId = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture));
    }
    const frame::Size size = painter.size();
    const theme::Colour ground = painter.background();
    const auto part = [](std::uint8_t channel) { return static_cast<float>(channel) / 255.0F; };
    glViewport(0, 0, static_cast<GLsizei>(size.w), static_cast<GLsizei>(size.h));
    glClearColor(part(ground.r), part(ground.g), part(ground.b), 1);
    glClear(GL_COLOR_BUFFER_BIT);

    ImDrawData data;
    data.Valid = true;
    data.CmdLists = &list;
    data.CmdListsCount = 1;
    data.TotalIdxCount = list->IdxBuffer.Size;
    data.TotalVtxCount = list->VtxBuffer.Size;
    data.DisplaySize = {size.w, size.h};
    data.FramebufferScale = {1, 1};
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    list->CmdBuffer = commands;
}

Result<void> Renderer::save(const frame::Frame& frame, const std::filesystem::path& path) {
    // What a swap leaves in either buffer is not defined, so the frame is drawn again and not shown.
    render(frame);
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
