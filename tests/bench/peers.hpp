// The peers: the kiosk's screens as pages that other programs show.
#pragma once
#include <filesystem>
#include <span>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"
#include "tests/bench/contestants.hpp"

namespace storeside::bench {

struct Peer {
    const char* name;
    const char* key;      // in the report
    const char* prefix;   // of its figures; none for the first, which all runs must have
    const char* page;     // folder in tests/bench
    const char* program;  // of Debian's `package`
    const char* package;
    const char* how;        // it is run or draws: said beside its version
    const char* leftovers;  // in the page's folder, removed before each start; null for none
    // What shows the page of a folder on the display, and what prints where its things stand, as
    // "WHERE{…}END".
    Command (*showing)(const std::filesystem::path& folder);
    Command (*asking)(const std::filesystem::path& folder);
};

std::span<const Peer> peers();

// Copies the page out of `bench` (tests/bench) into `folder`, writes the pack's texts beside it and asks
// where its things stand. not_found without the program.
Result<Contestant> open(const Peer& peer, content::Pack& pack, const std::filesystem::path& bench,
                        const std::filesystem::path& folder, const real::Display& display);

}  // namespace storeside::bench
