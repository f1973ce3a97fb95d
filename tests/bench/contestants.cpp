#include "tests/bench/contestants.hpp"

#include <signal.h>

#include <boost/json.hpp>
#include <thread>

#include "firmware/base/file.hpp"
#include "tests/real/process.hpp"

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

}  // namespace

Result<std::string> version_of(const fs::path& program, const std::vector<std::string>& environment) {
    ASSIGN_OR_RETURN(auto words, real::output_of({program.string(), "--version"}, {}, environment));
    words.erase(words.find_last_not_of(" \n") + 1);
    return words;
}

Result<Contestant> kiosk(real::Site& site, real::Display& display, const fs::path& programs) {
    RETURN_IF_ERROR(site.start_kiosk(display));
    RETURN_IF_ERROR(site.wait_for_words("Touch to begin"));
    Contestant ours{
        .name = "Storeside",
        .command = {{(programs / "storeside-kiosk").string(), "--data", (site.folder() / "kiosk").string(),
                     "--config", (site.folder() / "kiosk.toml").string()},
                    {"DISPLAY=" + display.name(), "LIBGL_ALWAYS_SOFTWARE=1"}}};
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

}  // namespace storeside::bench
