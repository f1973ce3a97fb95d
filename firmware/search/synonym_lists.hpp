// The lists of synonyms.cpp: data, and nothing else.
#pragma once
#include <span>
#include <string_view>

namespace storeside::search {

struct SynonymList {
    std::string_view language;
    std::string_view groups;  // as parse_synonyms() takes them
};

std::span<const SynonymList> synonym_lists();

}  // namespace storeside::search
