#include "tests/bench/contestants.hpp"

#include <signal.h>

#include <boost/json.hpp>
#include <thread>

#include "firmware/base/file.hpp"

namespace storeside::bench {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr auto kSlide = std::chrono::milliseconds(400);  // what moves is at rest after it
constexpr std::size_t kLargestDescription = 1 << 20;

Result<std::map<std::string, Place>> places(const real::Site& site) {
    std::this_thread::sleep_for(kSlide);
    ASSIGN_OR_RETURN(const auto text, read_file(site.folder() / "screen.json", kLargestDescription));
    std::map<std::string, Place> found;
    const auto screen = json::parse(text);
    for (const auto& target : screen.at("targets").as_array()) {
        const auto at = [&](std::size_t i) {
            return static_cast<int>(target.at("rect").at(i).to_number<double>());
        };
        found[std::string(target.at("id").as_string())] = {at(0), at(1), at(2), at(3)};
    }
    return found;
}

// What the page needs of the pack, as a script: a page from a file may load scripts, but no data.
Result<std::string> shop_script(content::Pack& pack) {
    ASSIGN_OR_RETURN(const auto storefront, pack.storefront("en"));
    ASSIGN_OR_RETURN(const auto documents, pack.documents("en"));
    const auto brief = [](const content::Hit& hit) {
        return json::object{{"id", hit.id}, {"title", hit.title}, {"lead", hit.lead}};
    };
    json::array popular, articles;
    for (const auto& hit : storefront.popular) popular.push_back(brief(hit));
    for (const auto& hit : documents) {
        if (hit.kind != content::Hit::Kind::article) continue;
        ASSIGN_OR_RETURN(const auto article, pack.article(hit.id, "en"));
        json::array body;
        for (const auto& block : article.body) {
            std::string text;
            for (const auto& cell : block.cells)
                for (const auto& span : cell) text += span.text + (block.cells.size() > 1 ? " " : "");
            body.emplace_back(std::move(text));
        }
        auto whole = brief(hit);
        whole["body"] = std::move(body);
        articles.push_back(std::move(whole));
    }
    return "const shop = " +
           json::serialize(json::object{{"name", storefront.store_name},
                                        {"greeting", storefront.greeting},
                                        {"popular", std::move(popular)},
                                        {"articles", std::move(articles)}}) +
           ";\n";
}

Result<std::string> version_of(const fs::path& program) {
    ASSIGN_OR_RETURN(auto words, real::output_of({program.string(), "--version"}));
    words.erase(words.find_last_not_of(" \n") + 1);
    return words;
}

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

Result<Contestant> kiosk(real::Site& site, real::Display& display, const fs::path& programs) {
    RETURN_IF_ERROR(site.start_kiosk(display));
    RETURN_IF_ERROR(site.wait_for_words("Touch to begin"));
    Contestant ours{
        .name = "Storeside",
        .command = {(programs / "storeside-kiosk").string(), "--data", (site.folder() / "kiosk").string(),
                    "--config", (site.folder() / "kiosk.toml").string()},
        .environment = {"DISPLAY=" + display.name(), "LIBGL_ALWAYS_SOFTWARE=1"}};
    ASSIGN_OR_RETURN(const auto attract, places(site));
    ours.begin = attract.at("language-en");
    RETURN_IF_ERROR(site.tap("language-en"));
    RETURN_IF_ERROR(site.wait_for_words("Often asked"));
    ASSIGN_OR_RETURN(ours.map["home"], places(site));
    RETURN_IF_ERROR(site.tap("find-answer"));
    RETURN_IF_ERROR(site.wait_for_place("Search"));
    ASSIGN_OR_RETURN(ours.map["search"], places(site));
    RETURN_IF_ERROR(site.tap("home"));
    RETURN_IF_ERROR(site.tap("hit-return-without-receipt"));
    RETURN_IF_ERROR(site.wait_for_words("Did this help?"));
    ASSIGN_OR_RETURN(ours.map["article"], places(site));
    site.end_kiosk(SIGTERM);
    ASSIGN_OR_RETURN(ours.version, version_of(programs / "storeside-kiosk"));
    return ours;
}

Result<Contestant> chromium(content::Pack& pack, const fs::path& page, const fs::path& folder,
                            const real::Display& display) {
    // The program itself: the script that Debian puts before it would count as its own time.
    const fs::path program = "/usr/lib/chromium/chromium";
    if (!fs::exists(program))
        return failure(Errc::not_found, program.string() + ": install Debian's chromium");
    fs::create_directories(folder);
    fs::copy(page, folder, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    ASSIGN_OR_RETURN(const auto script, shop_script(pack));
    RETURN_IF_ERROR(write_file(folder / "shop.js", script));

    const std::vector<std::string> common = {program.string(),
                                             "--no-sandbox",
                                             "--test-type",  // or else a bar warns of the flag before it
                                             "--disable-gpu",
                                             "--no-first-run",
                                             "--disable-background-networking",
                                             "--disable-component-update",
                                             "--disable-sync",
                                             "--disable-quic",
                                             "--disable-translate",
                                             "--disable-features=Translate",
                                             "--noerrdialogs",
                                             "--disable-session-crashed-bubble",
                                             "--password-store=basic",
                                             "--lang=en"};
    const auto url = "file://" + (folder / "index.html").string();
    auto asking = common;
    asking.insert(asking.end(),
                  {"--headless", "--window-size=1080,1920", "--user-data-dir=" + (folder / "asking").string(),
                   "--dump-dom", url + "?where"});
    ASSIGN_OR_RETURN(const auto answer, real::output_of(asking));
    Contestant peer{.name = "Chromium", .command = common, .environment = {"DISPLAY=" + display.name()}};
    ASSIGN_OR_RETURN(peer.map, read_map(answer));
    peer.leftovers = folder / "profile";
    peer.begin = {.w = 1080, .h = 1920};
    peer.command.insert(peer.command.end(), {"--kiosk", "--window-position=0,0", "--window-size=1080,1920",
                                             "--user-data-dir=" + peer.leftovers.string(), url});
    ASSIGN_OR_RETURN(peer.version, version_of(program));
    return peer;
}

}  // namespace storeside::bench
