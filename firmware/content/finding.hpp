// What is wrong with an author's files, said so that the author finds the place.
#pragma once
#include <expected>
#include <string>

namespace storeside::content {

struct Finding {
    enum class Severity { warning, error };
    Severity severity = Severity::error;
    std::string file;  // relative to the pack's folder
    int line = 0;      // from 1; 0 is the file as a whole
    std::string text;

    friend bool operator==(const Finding&, const Finding&) = default;
};

// Why one file could not be parsed.
struct Fault {
    int line = 0;
    std::string text;
};

template <class T>
using Parsed = std::expected<T, Fault>;

inline std::unexpected<Fault> fault(int line, std::string text) {
    return std::unexpected(Fault{line, std::move(text)});
}

}  // namespace storeside::content
