// Builds the index of one language: all that ranking needs, ready to be mapped.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/synonyms.hpp"

namespace storeside::search {

// What an index holds of a document. Its name is its title, what shoppers ask for it by, its tags, and the
// words of those whom it has helped.
struct Document {
    std::uint32_t row = 0;  // what its pack calls it
    std::string name;       // one a line
    std::string body;
};

// The same documents always give the same bytes.
std::string build_index(std::span<const Document> documents, std::string_view language,
                        std::span<const SynonymGroup> own_synonyms);

}  // namespace storeside::search
