// Lists of what shoppers type, as authors keep them: what should be found, and what has helped before.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/content/finding.hpp"

namespace storeside::content {

// A question that an article or guide has answered before.
struct Helped {
    std::string language;
    std::string words;
    std::string finds;      // its id
    std::size_t count = 1;  // of the shoppers who said so

    friend bool operator==(const Helped&, const Helped&) = default;
};

// helpful.csv: language,words,finds,count.
Parsed<std::vector<Helped>> parse_helpful(std::string_view csv);

struct Expectation {
    int line = 0;
    std::string words;
    std::vector<std::string> finds;  // any of them will do; none: a person should be offered

    friend bool operator==(const Expectation&, const Expectation&) = default;
};

// try/<language>.csv: words,finds; ids in `finds` have spaces between.
Parsed<std::vector<Expectation>> parse_expectations(std::string_view csv);

}  // namespace storeside::content
