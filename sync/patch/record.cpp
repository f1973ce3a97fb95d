#include "sync/patch/record.hpp"

#include <array>
#include <optional>

namespace storeside::patch {
namespace {

// Column types, 0 to 9.
constexpr std::array<std::optional<std::size_t>, 10> kIntegerBytes = {std::nullopt, 1, 2, 3, 4, 6, 8,
                                                                      std::nullopt, 0, 0};
constexpr std::uint8_t kZero = 8, kOne = 9, kLongest = 6;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

// Nothing for a type that is no whole number.
std::optional<std::size_t> integer_bytes(std::uint8_t type) {
    return type < kIntegerBytes.size() ? kIntegerBytes[type] : std::nullopt;
}

std::uint64_t integer_of(std::uint8_t type, std::string_view bytes) {
    if (type == kZero || type == kOne) return type - std::uint64_t{kZero};
    const auto unused = 64 - 8 * bytes.size();
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(big_endian(bytes) << unused) >> unused);
}

// The shortest that holds it, as SQLite chooses.
std::uint8_t type_of(std::uint64_t value) {
    if (value <= 1) return static_cast<std::uint8_t>(kZero + value);
    const auto number = static_cast<std::int64_t>(value);
    for (std::uint8_t type = 1; type < kLongest; ++type) {
        const auto most = std::int64_t{1} << (8 * *integer_bytes(type) - 1);
        if (number >= -most && number < most) return type;
    }
    return kLongest;
}

void append_integer(std::string& bytes, std::uint64_t value) {
    append_big_endian(bytes, value, *integer_bytes(type_of(value)));
}

}  // namespace

std::uint64_t take_number(ByteReader& reader) {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) {
        const auto next = reader.byte();
        value = value << 7U | (next & 0x7FU);
        if (next < 0x80) return value;
    }
    return value << 8U | reader.byte();
}

void append_number(std::string& bytes, std::uint64_t value) {
    const auto seven = [&](unsigned shift) { return static_cast<char>((value >> shift & 0x7FU) | 0x80U); };
    if (value >> 56U) {
        for (unsigned i = 8; i-- > 0;) bytes += seven(8 + 7 * i);
        bytes += static_cast<char>(value);
        return;
    }
    unsigned shift = 49;
    while (shift > 0 && !(value >> shift)) shift -= 7;
    for (; shift > 0; shift -= 7) bytes += seven(shift);
    bytes += static_cast<char>(value & 0x7FU);
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<std::uint8_t>(c);
    return value;
}

void append_big_endian(std::string& bytes, std::uint64_t value, std::size_t size) {
    for (std::size_t i = size; i-- > 0;) bytes += static_cast<char>(value >> (8 * i));
}

Record read_record(std::string_view payload) {
    Record record;
    // One byte that says how long the header is, and a type for each column.
    const std::size_t header = payload.empty() ? 0 : byte_at(payload, 0);
    if (header < 3 || header >= 0x80 || header > payload.size()) return record;
    auto types = payload.substr(1, header - 1), values = payload.substr(header);
    const auto first = byte_at(types, 0), last = byte_at(types, types.size() - 1);
    if (const auto size = integer_bytes(first); size && *size <= values.size()) {
        record.has_first = true;
        record.first = integer_of(first, values.substr(0, *size));
        types.remove_prefix(1);
        values.remove_prefix(*size);
    }
    // The end of a longer type may look like one of a whole number: the bytes before say which.
    const bool whole = types.size() < 2 || byte_at(types, types.size() - 2) < 0x80;
    if (const auto size = integer_bytes(last); whole && size && *size <= values.size()) {
        record.has_last = true;
        record.last = integer_of(last, values.substr(values.size() - *size));
        types.remove_suffix(1);
        values.remove_suffix(*size);
    }
    record.types = types;
    record.values = values;
    return record;
}

std::string written(const Record& record) {
    std::string payload(1, '\0');
    if (record.has_first) payload += static_cast<char>(type_of(record.first));
    payload += record.types;
    if (record.has_last) payload += static_cast<char>(type_of(record.last));
    payload[0] = static_cast<char>(payload.size());
    if (record.has_first) append_integer(payload, record.first);
    payload += record.values;
    if (record.has_last) append_integer(payload, record.last);
    return payload;
}

}  // namespace storeside::patch
