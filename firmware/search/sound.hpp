// Words typed in the wrong letters: Greek and Russian in Latin ones, and what the keys of another layout give.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace storeside::search {

// How a folded word sounds, in Latin letters, so that "επιστροφη", "epistrofi" and "epistrophh" meet, as
// "vozvrat" and "возврат" do. Empty where the language has no such key, or the word has other letters.
std::string sound_key(std::string_view folded, std::string_view language);

// The folded word as it would have been on the other layout of who speaks the language: "djpdhfn" is
// "возврат" in Russian, "κευσ" is "keys" in English. Nothing when it has letters of neither.
std::vector<std::string> on_other_layouts(std::string_view folded, std::string_view language);

}  // namespace storeside::search
