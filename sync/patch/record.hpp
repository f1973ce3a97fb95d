// A row as SQLite writes it, and the numbers in it. https://www.sqlite.org/fileformat.html#record_format
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/byte_reader.hpp"

namespace storeside::patch {

// SQLite's own varint: the highest bits first, and eight of them in a ninth byte.
std::uint64_t take_number(ByteReader& reader);
void append_number(std::string& bytes, std::uint64_t value);

std::uint64_t big_endian(std::string_view bytes);
void append_big_endian(std::string& bytes, std::uint64_t value, std::size_t size);

// A row taken apart: the first and the last column where they are whole numbers, and the rest. They are a
// document's number, mostly: another one as soon as there is one document more.
struct Record {
    bool has_first = false, has_last = false;
    std::uint64_t first = 0, last = 0;
    std::string_view types, values;  // of the other columns
};

// Neither column for what is no record, or has too many columns.
Record read_record(std::string_view payload);

// The row again: what read_record() was given, if that was written as SQLite writes.
std::string written(const Record& record);

}  // namespace storeside::patch
