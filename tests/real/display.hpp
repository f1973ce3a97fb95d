// An X display of a test's own (Xvfb), with a finger on it and an eye.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::real {

class Display {
public:
    // unavailable when Xvfb is not installed.
    static Result<Display> start(int width, int height, const std::filesystem::path& log);
    // The display that is already there ($DISPLAY), for a demo that somebody watches.
    static Result<Display> present();
    Display(Display&&) noexcept;
    Display& operator=(Display&&) noexcept;
    ~Display();

    const std::string& name() const;  // ":99"

    // Real input events, through the XTEST extension. In pixels of the screen.
    void tap(int x, int y, std::chrono::milliseconds hold = std::chrono::milliseconds(30));

    // ASCII on a keyboard, or as a scanner that is one: "\n" is Enter, "\t" is Tab.
    void type(std::string_view text, std::chrono::milliseconds pace);

    // What the whole screen shows now, as a PNG.
    Result<void> screenshot(const std::filesystem::path& file);

private:
    struct Impl;
    explicit Display(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace storeside::real
