// What is measured, ready to be started: the kiosk, and (peers.hpp) others with the same screens.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "tests/bench/eye.hpp"
#include "tests/real/display.hpp"
#include "tests/real/site.hpp"

namespace storeside::bench {

// Where things stand: screen ("home", "search", "article"), id, place.
using Map = std::map<std::string, std::map<std::string, Place>>;

struct Command {
    std::vector<std::string> words;
    std::vector<std::string> environment;
};

struct Contestant {
    std::string name, version;
    Command command;
    std::filesystem::path leftovers;  // removed before each start; empty for none
    Place begin;                      // touched on the attract screen, it leads Home in English
    Map map;
};

// What the program says of itself when asked with --version.
Result<std::string> version_of(const std::filesystem::path& program,
                               const std::vector<std::string>& environment = {});

// Walks through the kiosk once to learn where its things stand. The site's hub goes on running.
Result<Contestant> kiosk(real::Site& site, real::Display& display, const std::filesystem::path& programs);

}  // namespace storeside::bench
