// Forty screens as they should look, in tests/real/goldens at a quarter of their size; a real window draws
// them. After a change that was meant, and looked at: STORESIDE_WRITE_GOLDENS=1 ./dev test -R Goldens
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stb_image_write.h>

#include <array>
#include <cstdlib>

#include "firmware/base/file.hpp"
#include "firmware/content/build.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/display.hpp"
#include "ui/frame/pictures.hpp"
#include "ui/gallery/exhibits.hpp"
#include "ui/gallery/shoot.hpp"
#include "ui/window/window.hpp"

namespace storeside {
namespace {

constexpr int kShrink = 4;
// Of a quarter-size picture: a block whose mean differs by more than this looks different...
constexpr int kBlock = 6;
constexpr double kSeen = 16;  // of 255
// ...and so many of them are not the hinting of one letter.
constexpr double kMostDifferent = 0.004;

struct Golden {
    const char* exhibit;
    const char* language;
    bool portrait;
};

// Each screen once, each language, both ways round, and the states that are easily broken.
constexpr std::array kGoldens = {
    Golden{"attract", "en", true},
    Golden{"attract", "el", false},
    Golden{"home", "en", true},
    Golden{"home", "ru", true},
    Golden{"home", "el", false},
    Golden{"home-large-text", "el", true},
    Golden{"home-high-contrast", "en", true},
    Golden{"home-low-reach", "ru", true},
    Golden{"home-every-aid", "el", true},
    Golden{"home-new-answer", "tr", true},
    Golden{"languages", "en", true},
    Golden{"accessibility", "en", true},
    Golden{"accessibility-speech", "ru", false},
    Golden{"idle-warning", "hr", true},
    Golden{"search-empty", "en", true},
    Golden{"search-results", "en", true},
    Golden{"search-results", "ru", false},
    Golden{"search-results-low-reach", "el", true},
    Golden{"search-nothing", "tr", true},
    Golden{"browse", "hr", true},
    Golden{"article", "en", true},
    Golden{"article", "el", false},
    Golden{"article-large-text", "ru", true},
    Golden{"article-with-table", "hr", true},
    Golden{"article-not-translated", "en", true},
    Golden{"guide-faulty-tool-1", "en", true},
    Golden{"guide-choose-paint-2", "ru", false},
    Golden{"order-entry", "en", true},
    Golden{"order-entry-no-match", "el", true},
    Golden{"order-entry-filled", "tr", false},
    Golden{"order-ready", "en", true},
    Golden{"order-shipped", "ru", false},
    Golden{"call", "en", true},
    Golden{"call-offline", "el", true},
    Golden{"waiting-chat", "en", true},
    Golden{"chat", "hr", false},
    Golden{"rating", "ru", true},
    Golden{"thanks", "tr", true},
    Golden{"pin-wrong", "en", true},
    Golden{"staff-offline", "en", false},
};
static_assert(kGoldens.size() == 40);

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

Picture shrunk(const frame::Decoded& whole) {
    Picture small{whole.width / kShrink, whole.height / kShrink, {}};
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int i = 0; i < kShrink * kShrink; ++i) {
                    const int at = (y * kShrink + i / kShrink) * whole.width + x * kShrink + i % kShrink;
                    sum += whole.rgba[static_cast<std::size_t>(at * 4 + channel)];
                }
                small.rgb.push_back(static_cast<std::uint8_t>(sum / (kShrink * kShrink)));
            }
        }
    }
    return small;
}

Picture read_png(const std::filesystem::path& file) {
    const auto bytes = read_file(file, 16U << 20U);
    if (!bytes) return {};
    const auto decoded = frame::decode_picture(*bytes).value();
    Picture picture{decoded.width, decoded.height, {}};
    for (std::size_t i = 0; i < decoded.rgba.size(); ++i)
        if (i % 4 != 3) picture.rgb.push_back(decoded.rgba[i]);
    return picture;
}

void write_png(const Picture& picture, const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    stbi_write_png(file.c_str(), picture.width, picture.height, 3, picture.rgb.data(), 0);
}

// The part of the blocks that look different; 1 for pictures of different sizes.
double difference(const Picture& a, const Picture& b) {
    if (a.width != b.width || a.height != b.height) return 1;
    int blocks = 0, different = 0;
    for (int top = 0; top + kBlock <= a.height; top += kBlock) {
        for (int left = 0; left + kBlock <= a.width; left += kBlock) {
            double sum = 0;
            for (int y = top; y < top + kBlock; ++y)
                for (int i = (y * a.width + left) * 3; i < (y * a.width + left + kBlock) * 3; ++i)
                    sum += std::abs(a.rgb[static_cast<std::size_t>(i)] - b.rgb[static_cast<std::size_t>(i)]);
            ++blocks;
            if (sum / (kBlock * kBlock * 3) > kSeen) ++different;
        }
    }
    return static_cast<double>(different) / blocks;
}

std::optional<gallery::Exhibit> exhibit_of(content::Pack& pack, const text::Texts& texts,
                                           const Golden& golden) {
    auto all = gallery::exhibits(pack, golden.language, texts.languages()).value();
    for (auto& exhibit : all)
        if (exhibit.name == golden.exhibit) return std::move(exhibit);
    return std::nullopt;
}

TEST(Goldens, FortyScreensLookAsTheyShould) {
    const std::filesystem::path source = STORESIDE_SOURCE_DIR;
    const std::filesystem::path seen = std::filesystem::path(STORESIDE_BIN_DIR).parent_path() / "goldens";
    const bool write = std::getenv("STORESIDE_WRITE_GOLDENS") != nullptr;
    const TemporaryFolder folder;
    const auto display = real::Display::start(1920, 1920, folder.path() / "xvfb.log");
    ASSERT_TRUE(display) << display.error().message();
    ::setenv("DISPLAY", display->name().c_str(), 1);
    const auto pack_file = folder.path() / "demo.pack";
    content::build_pack(content::read_source(source / "config" / "demo").value(), pack_file).value();
    auto pack = content::Pack::open(pack_file).value();
    auto texts = text::Texts::open(STORESIDE_LOCALE_DIR, "en", "UTC").value();
    for (const bool portrait : {true, false}) {
        const auto window =
            window::Window::open({.size = portrait ? frame::Size{1080, 1920} : frame::Size{1920, 1080}})
                .value();
        for (const Golden& golden : kGoldens) {
            if (golden.portrait != portrait) continue;
            const auto name = fmt::format("{}-{}-{}.png", golden.exhibit, golden.language,
                                          portrait ? "portrait" : "landscape");
            SCOPED_TRACE(name);
            texts.switch_to(golden.language).value();
            const auto exhibit = exhibit_of(pack, texts, golden);
            ASSERT_TRUE(exhibit) << "the gallery has no such exhibit";
            const auto shot = folder.path() / name;
            gallery::shoot(*exhibit, texts, *window, shot).value();
            const Picture now = shrunk(frame::decode_picture(read_file(shot, 64U << 20U).value()).value());
            const auto golden_file = source / "tests" / "real" / "goldens" / name;
            if (write) {
                write_png(now, golden_file);
                continue;
            }
            const double different = difference(now, read_png(golden_file));
            if (different > kMostDifferent) write_png(now, seen / name);
            EXPECT_LE(different, kMostDifferent) << "what was drawn is in " << (seen / name).string();
        }
    }
}

TEST(Goldens, ALineThatMovedIsSeen) {
    Picture page{270, 480, std::vector<std::uint8_t>(270 * 480 * 3, 250)};
    Picture moved = page;
    const auto line = [](Picture& picture, int y) {
        for (int x = 20; x < 200; ++x)
            for (int dy = 0; dy < 6; ++dy)
                for (int c = 0; c < 3; ++c)
                    picture.rgb[static_cast<std::size_t>(((y + dy) * 270 + x) * 3 + c)] = 60;
    };
    line(page, 100);
    line(moved, 112);
    EXPECT_GT(difference(page, moved), kMostDifferent);
    EXPECT_EQ(difference(page, page), 0);
}

}  // namespace
}  // namespace storeside
