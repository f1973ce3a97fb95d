// What an author should mend before publishing: what can't be built, and what a shopper would stumble over.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/content/queries.hpp"
#include "firmware/content/source.hpp"

namespace storeside::content {

// "articles/returns/en.md:12: the text"
std::string to_string(const Finding& finding);

// The findings of reading, then dead links, unreachable steps, missing translations, unwieldy titles. Errors
// are what a pack can't be built with; what is missing in one language is a warning, since it is shown in
// another.
std::vector<Finding> check_structure(const Source& source);

struct Disappointment {
    Expectation expected;
    std::vector<Hit> found;  // the first ones
};

inline constexpr std::size_t kLookedAt = 3;  // hits that a shopper looks at

// The expectations that the pack doesn't meet among the first hits.
Result<std::vector<Disappointment>> disappointments(Pack& pack, std::string_view language,
                                                    const std::vector<Expectation>& expected);

// Warnings for articles and guides that their own questions don't find among the first three. For sources
// without errors.
Result<std::vector<Finding>> check_findability(const Source& source);

}  // namespace storeside::content
