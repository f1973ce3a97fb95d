// Words typed in the wrong letters: Greek and Russian in Latin ones, and what the keys of another layout
// give.
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

// A whole text that was typed on the Latin layout, as the keys would have written it on the language's own,
// in lower case: "j,vty" is "обмен", for commas and brackets are letters there. Empty for languages whose
// layout is Latin, and for texts with other letters.
std::string on_own_layout(std::string_view text, std::string_view language);

}  // namespace storeside::search
