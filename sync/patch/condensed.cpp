#include "sync/patch/condensed.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "firmware/base/byte_reader.hpp"
#include "firmware/search/condensed.hpp"
#include "firmware/search/format.hpp"
#include "sync/patch/pages.hpp"
#include "sync/patch/record.hpp"

namespace storeside::patch {
namespace {

// What a part of a pack is written as.
enum Part : std::uint8_t {
    bytes = 0,      // a length, and the bytes
    page = 1,       // a page of the database, see expand_page()
    overflow = 2,   // one that is not of a tree and goes on on the next page: what follows that page's number
    index = 3,      // a length, and a condensed index
    emptiness = 4,  // a length: so many zeros
};

constexpr std::string_view kDatabase("SQLite format 3\0", 16);
constexpr std::size_t kPageSizeAt = 16, kPagesAt = 28, kNumber = 4;

std::uint32_t number_of(std::size_t offset) { return static_cast<std::uint32_t>(offset / kPage + 1); }

// Bytes of the database at the beginning of a pack, as far as it has pages of the usual size.
std::size_t database_bytes(std::string_view pack) {
    if (pack.size() < kPage || !pack.starts_with(kDatabase)) return 0;
    if (big_endian(pack.substr(kPageSizeAt, 2)) != kPage) return 0;
    const auto pages = static_cast<std::size_t>(big_endian(pack.substr(kPagesAt, 4)));
    return std::min(pages, pack.size() / kPage) * kPage;
}

// The index at the beginning of these bytes; empty when there is none.
std::string_view index_at(std::string_view bytes) {
    search::Header header;
    if (bytes.size() < sizeof header || !bytes.starts_with(search::kMagic)) return {};
    std::memcpy(&header, bytes.data(), sizeof header);
    const std::size_t size = header.starts[search::kSections];
    return size <= bytes.size() ? bytes.substr(0, size) : std::string_view();
}

void append_bytes(std::string& condensed, std::string_view plain) {
    condensed += static_cast<char>(Part::bytes);
    append_text(condensed, plain);
}

std::string condensed_page(std::string_view from, std::uint32_t number) {
    std::string condensed(1, static_cast<char>(Part::page));
    if (condense_page(from, number, condensed)) return condensed;
    condensed.clear();
    if (big_endian(from.substr(0, kNumber)) == std::uint64_t{number} + 1) {
        condensed += static_cast<char>(Part::overflow);
        condensed += from.substr(kNumber);
    } else {
        append_bytes(condensed, from);
    }
    return condensed;
}

std::string condensed_index(std::string_view from) {
    std::string condensed;
    const auto text = search::condense(from);
    if (!text || text->size() > from.size() * (kCondensedTimes - 1)) {
        append_bytes(condensed, from);
        return condensed;
    }
    condensed += static_cast<char>(Part::index);
    append_text(condensed, *text);
    return condensed;
}

// What lies behind the database up to the next index.
std::string condensed_rest(std::string_view from) {
    std::string condensed;
    if (std::ranges::all_of(from, [](char c) { return c == '\0'; })) {
        condensed += static_cast<char>(Part::emptiness);
        append_varint(condensed, from.size());
    } else {
        append_bytes(condensed, from);
    }
    return condensed;
}

std::unexpected<Error> refused() { return failure(Errc::invalid_input, "this is no condensed pack"); }

// The part that begins at the reader, which stands for no more than `limit` bytes; what has more is refused
// here or by the caller.
Result<std::string> expanded(ByteReader& reader, std::uint32_t number, std::size_t limit) {
    switch (reader.byte()) {
        case Part::bytes:
            return std::string(reader.text());
        case Part::page:
            return expand_page(reader, number);
        case Part::overflow: {
            std::string page;
            append_big_endian(page, std::uint64_t{number} + 1, kNumber);
            return page.append(reader.bytes(kPage - kNumber));
        }
        case Part::index:
            return search::expand(reader.text(), limit);
        case Part::emptiness: {
            const auto size = reader.varint();
            if (size > limit) return refused();
            return std::string(static_cast<std::size_t>(size), '\0');
        }
        default:
            return refused();
    }
}

}  // namespace

Result<void> condense(std::string_view pack, const Sink& sink) {
    const auto database = database_bytes(pack);
    for (std::size_t at = 0; at < database; at += kPage)
        RETURN_IF_ERROR(sink(condensed_page(pack.substr(at, kPage), number_of(at))));
    for (std::size_t at = database; at < pack.size();) {
        const auto index = index_at(pack.substr(at));
        if (!index.empty()) {
            RETURN_IF_ERROR(sink(condensed_index(index)));
            at += index.size();
            continue;
        }
        // Indexes begin where a page would.
        auto end = at + 1;
        do end = std::min((end / kPage + 1) * kPage, pack.size());
        while (end < pack.size() && index_at(pack.substr(end)).empty());
        RETURN_IF_ERROR(sink(condensed_rest(pack.substr(at, end - at))));
        at = end;
    }
    return {};
}

Result<void> expand(std::string_view condensed, std::size_t size, const Sink& sink) {
    ByteReader reader(condensed);
    std::size_t made = 0;
    while (!reader.at_end()) {
        ASSIGN_OR_RETURN(const auto part, expanded(reader, number_of(made), size - made));
        if (reader.failed() || part.size() > size - made) return refused();
        RETURN_IF_ERROR(sink(part));
        made += part.size();
    }
    if (made != size) return failure(Errc::invalid_input, "the condensed pack stands for another size");
    return {};
}

}  // namespace storeside::patch
