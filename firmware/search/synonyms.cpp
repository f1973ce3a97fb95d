#include "firmware/search/synonyms.hpp"

#include <algorithm>

#include "firmware/search/fold.hpp"
#include "firmware/search/synonym_lists.hpp"

namespace storeside::search {
namespace {

// Calls with each part of `text` between separators, without the spaces around it.
template <class Visit>
void split(std::string_view text, char separator, Visit visit) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        constexpr std::string_view kSpace = " \t\r";
        const auto first = part.find_first_not_of(kSpace);
        if (first == part.npos) continue;
        visit(part.substr(first, part.find_last_not_of(kSpace) - first + 1));
    }
}

}  // namespace

std::vector<SynonymGroup> parse_synonyms(std::string_view text) {
    std::vector<SynonymGroup> groups;
    split(text, '\n', [&](std::string_view line) {
        SynonymGroup group;
        split(line.substr(0, line.find('#')), ',', [&](std::string_view word) { group.emplace_back(word); });
        if (group.size() > 1) groups.push_back(std::move(group));
    });
    return groups;
}

std::vector<SynonymGroup> common_synonyms(std::string_view language) {
    for (const auto& list : synonym_lists())
        if (list.language == base_language(language)) return parse_synonyms(list.groups);
    return {};
}

}  // namespace storeside::search
