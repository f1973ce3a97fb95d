// A full-text search that is measured: ours, and those that a builder would reach for instead.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/model.hpp"
#include "firmware/content/source.hpp"

namespace storeside::bench {

// An index that is open.
class Searcher {
public:
    virtual ~Searcher() = default;

    // The ten best with id, title and lead: what a list of results shows.
    virtual Result<std::vector<content::Hit>> search(const std::string& words) = 0;
};

inline constexpr std::size_t kHits = 10;

struct Engine {
    std::string key;   // its figures begin with it
    std::string name;  // for people, with its version
    // Writes an index of the articles into one new file and makes it durable.
    Result<void> (*build)(const content::Source& source, const std::filesystem::path& file);
    Result<std::unique_ptr<Searcher>> (*open)(const std::filesystem::path& file);
};

Engine storeside_engine();  // content::Pack
// SQLite's, with its Porter stemmer: the words OR-ed. It knows no stop words, so a "the" among them makes it
// rank nearly every article; without them its median falls to a fifth
// with 10,000 articles and to an eighth with 100,000.
Engine fts5_engine();
Engine xapian_engine();  // with its English stemmer and its spelling correction: the words OR-ed

}  // namespace storeside::bench
