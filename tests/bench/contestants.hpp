// The two that are measured, ready to be started: the kiosk, and Chromium with the same screens as a web
// page.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"
#include "tests/bench/eye.hpp"
#include "tests/real/display.hpp"
#include "tests/real/site.hpp"

namespace storeside::bench {

// Where things stand: screen ("home", "search", "article"), id, place.
using Map = std::map<std::string, std::map<std::string, Place>>;

struct Contestant {
    std::string name, version;
    std::vector<std::string> command;
    std::vector<std::string> environment;
    std::filesystem::path leftovers;  // removed before each start; empty for none
    Place begin;                      // touched on the attract screen, it leads Home in English
    Map map;
};

// Walks through the kiosk once to learn where its things stand. The site's hub goes on running.
Result<Contestant> kiosk(real::Site& site, real::Display& display, const std::filesystem::path& programs);

// Starts with an empty profile each time, as a kiosk that forgets its shoppers must. Writes the page's texts
// from `pack` beside a copy of the page in `folder`. not_found without Chromium.
Result<Contestant> chromium(content::Pack& pack, const std::filesystem::path& page,
                            const std::filesystem::path& folder, const real::Display& display);

}  // namespace storeside::bench
