// A page of an SQLite database, written so that it hardly changes when rows move to other pages or get other
// numbers. The format of the database: https://www.sqlite.org/fileformat.html
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/byte_reader.hpp"
#include "firmware/base/result.hpp"

namespace storeside::patch {

inline constexpr std::size_t kPage = 4096;

// Appends the page to `condensed`, unless expand_page() would not give the same bytes back: then nothing is
// appended and it is false. Pages are numbered from 1.
bool condense_page(std::string_view page, std::uint32_t number, std::string& condensed);

// The page that begins at the reader; invalid_input when there is none.
Result<std::string> expand_page(ByteReader& reader, std::uint32_t number);

}  // namespace storeside::patch
