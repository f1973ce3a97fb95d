// How far two words are apart, and the deletes by which near ones find each other (Garbe's SymSpell).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::search {

// Code points of valid UTF-8.
std::u32string code_points(std::string_view text);

// How many slips a word of so many letters is forgiven: none below four, one, and two from eight on.
int slips_allowed(std::size_t letters);

// Letters dropped, added, replaced or swapped with their neighbour to make one of the other; `most` + 1 for
// all that are further apart.
int distance(std::u32string_view a, std::u32string_view b, int most);

// The word, and what is left of it without up to `most` of its first seven letters; each once, what follows
// the seventh letter left out.
std::vector<std::string> deletes(std::u32string_view word, int most);

// Three letters each of "^word$", each once.
std::vector<std::string> grams(std::u32string_view word);

}  // namespace storeside::search
