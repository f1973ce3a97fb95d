// An index without what follows from the rest of it: words in their letters instead of by number, so that a
// new word changes nothing but its own line. docs/pack-format.md describes the bytes.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::search {

// Nothing for bytes that expand() would not give back: of what build_index() made, it gives back all.
std::optional<std::string> condense(std::string_view index);

// The index; invalid_input for what condense() did not make, or when it has more than `limit` bytes. The
// bytes may come from anybody: they take at most some ten times the limit of memory.
Result<std::string> expand(std::string_view condensed, std::size_t limit);

}  // namespace storeside::search
