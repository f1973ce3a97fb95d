// Words that mean the same to who asks in a shop, language by language.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace storeside::search {

// Words and phrases of which each stands for the others: {"refund", "reimbursement", "money back"}.
using SynonymGroup = std::vector<std::string>;

// One group a line, commas between; what follows "#" is a remark.
std::vector<SynonymGroup> parse_synonyms(std::string_view text);

// What Storeside knows of a language; none for one that it has no list of.
std::vector<SynonymGroup> common_synonyms(std::string_view language);

}  // namespace storeside::search
