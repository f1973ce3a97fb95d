// Reading the tables of a pack, whose bytes may come from anybody.
#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "firmware/base/result.hpp"
#include "firmware/content/text.hpp"
#include "firmware/db/database.hpp"

namespace storeside::content {

inline constexpr std::size_t kMostRows = 300'000;
inline constexpr std::size_t kLongestText = 1 << 20;  // bytes

// Our own SQL on tables of the right shape fails only when what is in them is damaged.
inline Error damaged(Error&& error) {
    if (error.code() != Errc::internal && error.code() != Errc::conflict && error.code() != Errc::denied)
        return std::move(error);
    return Error(Errc::corrupt, error.message());
}

// Walks the rows of a statement and distrusts their values: any that is too long, out of range or no text
// ends the walk.
class Rows {
public:
    explicit Rows(db::Statement& statement) : statement_(statement) {}

    bool next() {
        if (error_) return false;
        if (rows_++ == kMostRows) return complain("too many rows");
        auto row = statement_.step();
        if (!row) error_ = damaged(std::move(row.error()));
        return row && *row;
    }

    std::string text(int column) {
        const auto value = statement_.text(column);
        if (value.size() <= kLongestText && is_clean_text(value)) return std::string(value);
        complain("a text is too long or no text");
        return {};
    }

    std::string bytes(int column, std::size_t most) {
        const auto value = statement_.blob(column);
        if (value.size() <= most) return std::string(value);
        complain("a file is too large");
        return {};
    }

    std::int64_t number(int column, std::int64_t least, std::int64_t most) {
        const auto value = statement_.integer(column);
        if (value >= least && value <= most) return value;
        complain(fmt::format("{} is not within {} and {}", value, least, most));
        return least;
    }

    template <class Enum>
    Enum choice(int column, Enum last) {
        return static_cast<Enum>(number(column, 0, static_cast<std::int64_t>(last)));
    }

    double real(int column) const { return statement_.real(column); }

    template <class T>
    Result<T> finish(T value) {
        if (error_) return failure(std::move(*error_), "reading the pack");
        return value;
    }

    bool failed() const { return error_.has_value(); }

    bool complain(std::string text) {
        if (!error_) error_ = Error(Errc::corrupt, std::move(text));
        return false;
    }

private:
    db::Statement& statement_;
    std::size_t rows_ = 0;
    std::optional<Error> error_;
};

}  // namespace storeside::content
