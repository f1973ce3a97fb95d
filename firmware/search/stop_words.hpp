// Words that a question has whatever it is about, and that therefore tell little of it.
#pragma once
#include <string_view>

namespace storeside::search {

// Whether the folded word is one of the language's. Languages without a list have none.
bool is_stop_word(std::string_view folded, std::string_view language);

}  // namespace storeside::search
