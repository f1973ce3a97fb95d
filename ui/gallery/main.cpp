// storeside-gallery: a PNG of every screen, in every language, in portrait and landscape, and a page to look
// at them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "ui/gallery/exhibits.hpp"
#include "ui/gallery/shoot.hpp"
#include "ui/screens/screens.hpp"
#include "ui/theme/theme.hpp"
#include "ui/window/window.hpp"

namespace {

using namespace storeside;

struct Options {
    std::filesystem::path out, pack, translations;
    std::string only;  // exhibits whose name begins with this
    std::string language;
};

struct Orientation {
    const char* name;
    frame::Size size;
};
constexpr Orientation kOrientations[] = {{"portrait", {1080, 1920}}, {"landscape", {1920, 1080}}};

Result<void> run(const Options& options) {
    std::filesystem::create_directories(options.out);
    ASSIGN_OR_RETURN(auto pack, content::Pack::open(options.pack));
    ASSIGN_OR_RETURN(auto texts, text::Texts::open(options.translations, "en", "UTC"));
    auto languages = pack.languages();
    for (const auto& language : texts.languages())
        if (std::ranges::find(languages, language) == languages.end()) languages.push_back(language);
    std::string page =
        "<!doctype html><meta charset=utf-8><title>Storeside: every screen</title><style>body{font:16px "
        "sans-serif}"
        "figure{display:inline-block;margin:8px}img{height:420px;box-shadow:0 1px 6px #0004}</style>\n";
    for (const auto& orientation : kOrientations) {
        ASSIGN_OR_RETURN(const auto window,
                         window::Window::open({.size = orientation.size, .accent = pack.brand().accent}));
        for (const auto& language : languages) {
            if (!options.language.empty() && language != options.language) continue;
            RETURN_IF_ERROR(texts.switch_to(language));
            ASSIGN_OR_RETURN(const auto exhibits, gallery::exhibits(pack, language, texts.languages()));
            page += fmt::format("<h2>{} · {}</h2>\n", text::own_name(language), orientation.name);
            for (const auto& exhibit : exhibits) {
                if (!exhibit.name.starts_with(options.only)) continue;
                const auto name = fmt::format("{}-{}-{}.png", exhibit.name, language, orientation.name);
                RETURN_IF_ERROR(gallery::shoot(exhibit, texts, *window, options.out / name));
                page += fmt::format(
                    "<figure><img loading=lazy src=\"{0}\"><figcaption>{1}</figcaption></figure>\n", name,
                    exhibit.name);
            }
            fmt::print("{} {}: {} screens\n", language, orientation.name, exhibits.size());
        }
    }
    return write_file(options.out / "index.html", page);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Draws every screen of the kiosk into PNGs.");
    Options options;
    cli.add_option("DIR", options.out, "Folder for the pictures")->required();
    cli.add_option("--pack", options.pack, "The pack whose words are shown")->required();
    cli.add_option("--translations", options.translations, "Folder with the translated texts")->required();
    cli.add_option("--only", options.only, "Only screens whose name begins with this");
    cli.add_option("--language", options.language, "Only this language");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    start_log("warning");
    if (const auto done = run(options); !done) {
        fmt::print(stderr, "storeside-gallery: {}\n{}\n", done.error().message(),
                   remedy(done.error().code()));
        return 1;
    }
    return 0;
}
