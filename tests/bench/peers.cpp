#include "tests/bench/peers.hpp"

#include <boost/json.hpp>

#include "firmware/base/file.hpp"
#include "tests/bench/shop_script.hpp"
#include "tests/real/process.hpp"

namespace storeside::bench {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

// The program itself: the script that Debian puts before it would count as its own time.
constexpr auto kChromium = "/usr/lib/chromium/chromium";
constexpr auto kQml = "/usr/lib/qt6/bin/qml";
constexpr auto kProfile = "profile";

Command chromium(std::vector<std::string> rest) {
    Command command{{kChromium, "--no-sandbox",
                     "--test-type",  // or else a bar warns of the flag before it
                     "--disable-gpu", "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-translate",
                     "--disable-features=Translate", "--noerrdialogs", "--disable-session-crashed-bubble",
                     "--password-store=basic", "--lang=en", "--window-size=1080,1920"},
                    {}};
    command.words.insert(command.words.end(), rest.begin(), rest.end());
    return command;
}

std::string url(const fs::path& folder) { return "file://" + (folder / "index.html").string(); }

// With an empty profile each time, as a kiosk that forgets its shoppers must.
Command chromium_showing(const fs::path& folder) {
    return chromium(
        {"--kiosk", "--window-position=0,0", "--user-data-dir=" + (folder / kProfile).string(), url(folder)});
}

Command chromium_asking(const fs::path& folder) {
    return chromium({"--headless", "--user-data-dir=" + (folder / "asking").string(), "--dump-dom",
                     url(folder) + "?where"});
}

// As Qt comes: on OpenGL. What it compiles stays from start to start, as an appliance would ship it.
Command qml_showing(const fs::path& folder) {
    return {{kQml, (folder / "main.qml").string()},
            {"QML_DISK_CACHE_PATH=" + (folder / "compiled").string()}};
}

// As somebody has it who knows that there is no graphics card: the fastest and smallest of its renderers.
Command qml_software_showing(const fs::path& folder) {
    auto command = qml_showing(folder);
    command.environment.emplace_back("QT_QUICK_BACKEND=software");
    return command;
}

// The page speaks on standard error.
Command qml_asking(const fs::path& folder) {
    auto command = qml_software_showing(folder);
    command.words.insert(command.words.begin(), {"sh", "-c", R"(exec "$@" 2>&1)", "sh"});
    command.words.insert(command.words.end(), {"--", "where"});
    command.environment.emplace_back("QT_QPA_PLATFORM=offscreen");
    return command;
}

constexpr Peer kPeers[] = {
    {.name = "Chromium",
     .key = "chromium",
     .prefix = "",
     .page = "page",
     .program = kChromium,
     .package = "chromium",
     .how = "kiosk mode",
     .leftovers = kProfile,
     .showing = chromium_showing,
     .asking = chromium_asking},
    {.name = "Qt/QML",
     .key = "qml",
     .prefix = "qml_",
     .page = "qml",
     .program = kQml,
     .package = "qml-qt6",
     .how = "as it comes, on OpenGL",
     .leftovers = nullptr,
     .showing = qml_showing,
     .asking = qml_asking},
    {.name = "Qt software",
     .key = "qml_software",
     .prefix = "qml_software_",
     .page = "qml",
     .program = kQml,
     .package = "qml-qt6",
     .how = "Qt Quick's software renderer",
     .leftovers = nullptr,
     .showing = qml_software_showing,
     .asking = qml_asking},
};

Result<Map> read_map(const std::string& page) {
    const auto begin = page.find("WHERE{"), end = page.find("}END");
    if (begin == std::string::npos || end == std::string::npos)
        return failure(Errc::internal, "the page does not say where its things stand");
    Map map;
    const auto screens = json::parse(page.substr(begin + 5, end + 1 - begin - 5));
    for (const auto& [screen, things] : screens.as_object())
        for (const auto& [id, rect] : things.as_object()) {
            const auto at = [&](std::size_t i) { return static_cast<int>(rect.at(i).to_number<double>()); };
            map[std::string(screen)][std::string(id)] = {at(0), at(1), at(2), at(3)};
        }
    return map;
}

}  // namespace

std::span<const Peer> peers() { return kPeers; }

Result<Contestant> open(const Peer& peer, content::Pack& pack, const fs::path& bench, const fs::path& folder,
                        const real::Display& display) {
    if (!fs::exists(peer.program))
        return failure(Errc::not_found, std::string(peer.program) + ": install Debian's " + peer.package);
    fs::create_directories(folder);
    fs::copy(bench / peer.page, folder, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    ASSIGN_OR_RETURN(const auto script, shop_script(pack));
    RETURN_IF_ERROR(write_file(folder / "shop.js", script));

    const auto asking = peer.asking(folder);
    ASSIGN_OR_RETURN(const auto answer, real::output_of(asking.words, {}, asking.environment));
    Contestant contestant{
        .name = peer.name, .command = peer.showing(folder), .begin = {.w = 1080, .h = 1920}};
    contestant.command.environment.push_back("DISPLAY=" + display.name());
    if (peer.leftovers != nullptr) contestant.leftovers = folder / peer.leftovers;
    ASSIGN_OR_RETURN(contestant.map, read_map(answer));
    ASSIGN_OR_RETURN(contestant.version, version_of(peer.program, asking.environment));
    return contestant;
}

}  // namespace storeside::bench
