// A pack in a form in which a small change of what it says is a small change of its bytes: rows don't know on
// which page they lie, nor words which number they have. docs/pack-format.md describes the bytes.
#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::patch {

// Takes the next bytes; its failures are passed on.
using Sink = std::function<Result<void>(std::string_view)>;

// The condensed form has at most so many times the bytes of what it stands for, and these.
inline constexpr std::size_t kCondensedTimes = 4, kCondensedMore = 1024;

// Any bytes will do: expand() gives the same back. What is no pack, or a part of one that is not as
// `storesidectl pack build` writes it, stays as it is.
Result<void> condense(std::string_view pack, const Sink& sink);

// Gives `size` bytes to the sink, or fails, after less: invalid_input for what condense() did not make, or
// what stands for another number of bytes. The bytes may come from anybody.
Result<void> expand(std::string_view condensed, std::size_t size, const Sink& sink);

}  // namespace storeside::patch
