// Numbers and texts in a row of bytes, and reading them back, whoever wrote them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace storeside {

// LEB128: seven bits a byte, the lowest first.
inline void append_varint(std::string& bytes, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes += static_cast<char>(value | 0x80U);
    bytes += static_cast<char>(value);
}

// How far `to` is from `from`, short in either direction; they may be as far apart as numbers are.
inline void append_step(std::string& bytes, std::uint64_t from, std::uint64_t to) {
    const std::uint64_t step = to - from;
    append_varint(bytes, (step << 1U) ^ (0 - (step >> 63U)));
}

// Its length, and the text.
inline void append_text(std::string& bytes, std::string_view text) {
    append_varint(bytes, text.size());
    bytes += text;
}

// Reads nothing outside of the bytes: what is missing reads as 0 or nothing, and is remembered.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    bool failed() const { return failed_; }
    bool at_end() const { return left_.empty(); }
    std::size_t left() const { return left_.size(); }

    std::string_view bytes(std::size_t size) {
        if (size > left_.size()) return fail();
        const auto taken = left_.substr(0, size);
        left_.remove_prefix(size);
        return taken;
    }
    std::uint8_t byte() {
        const auto taken = bytes(1);
        return taken.empty() ? 0 : static_cast<std::uint8_t>(taken[0]);
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= std::uint64_t{next & 0x7FU} << shift;
            if (next < 0x80) return value;
        }
        fail();
        return 0;
    }
    // As append_step wrote it.
    std::uint64_t step(std::uint64_t from) {
        const auto value = varint();
        return from + ((value >> 1U) ^ (0 - (value & 1U)));
    }
    std::string_view text() {
        const auto size = varint();
        return size > left_.size() ? fail() : bytes(static_cast<std::size_t>(size));
    }
    // What stands before the next `end`, which is taken, too.
    std::string_view until(char end) {
        const auto at = left_.find(end);
        if (at == std::string_view::npos) return fail();
        const auto taken = left_.substr(0, at);
        left_.remove_prefix(at + 1);
        return taken;
    }
    // The next byte, which stays.
    char peek() const { return left_.empty() ? '\0' : left_.front(); }
    std::string_view fail() {
        failed_ = true;
        left_ = {};
        return {};
    }

private:
    std::string_view left_;
    bool failed_ = false;
};

}  // namespace storeside
