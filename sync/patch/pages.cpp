#include "sync/patch/pages.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sync/patch/record.hpp"

namespace storeside::patch {
namespace {

constexpr std::size_t kFileHeader = 100;     // before page 1's own
constexpr std::size_t kLongest = 2 * kPage;  // of a page, condensed; honest ones are shorter than the page
constexpr std::size_t kLeastCell = 4;        // bytes that a cell takes
constexpr std::size_t kNumber = 4;           // bytes of a page's number
constexpr std::uint64_t kFirst = 1, kLast = 2;
constexpr std::uint8_t kScattered = 1;  // the cells don't lie one before the other from the page's end

enum Kind : std::uint8_t { interior_index = 2, interior_table = 5, leaf_index = 10, leaf_table = 13 };

bool is_kind(std::uint8_t kind) {
    return kind == interior_index || kind == interior_table || kind == leaf_index || kind == leaf_table;
}
bool is_interior(std::uint8_t kind) { return kind == interior_index || kind == interior_table; }
bool is_table(std::uint8_t kind) { return kind == interior_table || kind == leaf_table; }
std::size_t header_bytes(std::uint8_t kind) { return is_interior(kind) ? 12 : 8; }

// Bytes of a payload that lie on the page itself; others follow on pages of their own.
std::size_t local_bytes(std::uint64_t payload, std::uint8_t kind) {
    const std::size_t most = is_table(kind) ? kPage - 35 : (kPage - 12) * 64 / 255 - 23;
    if (payload <= most) return static_cast<std::size_t>(payload);
    constexpr std::size_t kLeast = (kPage - 12) * 32 / 255 - 23;
    const auto fitting = kLeast + static_cast<std::size_t>((payload - kLeast) % (kPage - 4));
    return fitting <= most ? fitting : kLeast;
}

struct Cell {
    std::uint64_t child = 0;   // of an interior page
    std::uint64_t key = 0;     // of a table
    std::uint64_t size = 0;    // of the payload; all but interior pages of tables have one
    std::string payload = {};  // what of it lies here, and the number of the page that it goes on at
};

std::size_t held(std::uint64_t size, std::uint8_t kind) {
    const auto local = local_bytes(size, kind);
    return local == size ? local : local + kNumber;
}

Cell read_cell(ByteReader& reader, std::uint8_t kind) {
    Cell cell;
    if (is_interior(kind)) cell.child = big_endian(reader.bytes(kNumber));
    if (kind != interior_table) cell.size = take_number(reader);
    if (is_table(kind)) cell.key = take_number(reader);
    cell.payload = reader.bytes(held(cell.size, kind));
    return cell;
}

std::string written(const Cell& cell, std::uint8_t kind) {
    std::string bytes;
    if (is_interior(kind)) append_big_endian(bytes, cell.child, kNumber);
    if (kind != interior_table) append_number(bytes, cell.size);
    if (is_table(kind)) append_number(bytes, cell.key);
    return bytes + cell.payload;
}

// What the numbers of a cell are counted from: those of the cell before.
struct Before {
    std::uint64_t child, key = 0, first = 0, last = 0;
};

void condense_cell(const Cell& cell, std::uint8_t kind, Before& before, std::string& condensed) {
    if (is_interior(kind)) append_step(condensed, std::exchange(before.child, cell.child), cell.child);
    if (is_table(kind)) append_step(condensed, std::exchange(before.key, cell.key), cell.key);
    if (kind == interior_table) return;
    const bool may_be_record = !is_table(kind) && cell.payload.size() == cell.size;
    const Record record = may_be_record ? read_record(cell.payload) : Record();
    if (!record.has_first && !record.has_last) {
        append_varint(condensed, cell.size << 2U);
        condensed += cell.payload;
        return;
    }
    append_varint(condensed, (record.types.size() + record.values.size()) << 2U |
                                 (record.has_first ? kFirst : 0) | (record.has_last ? kLast : 0));
    append_varint(condensed, record.types.size());
    if (record.has_first) append_step(condensed, std::exchange(before.first, record.first), record.first);
    if (record.has_last) append_step(condensed, std::exchange(before.last, record.last), record.last);
    condensed.append(record.types).append(record.values);
}

Cell expand_cell(ByteReader& reader, std::uint8_t kind, Before& before) {
    Cell cell;
    if (is_interior(kind)) cell.child = before.child = reader.step(before.child);
    if (is_table(kind)) cell.key = before.key = reader.step(before.key);
    if (kind == interior_table) return cell;
    const auto head = reader.varint();
    const auto size = head >> 2U;
    Record record{(head & kFirst) != 0, (head & kLast) != 0, 0, 0, {}, {}};
    if (!record.has_first && !record.has_last) {
        cell.size = size;
        cell.payload = reader.bytes(held(size, kind));
        return cell;
    }
    const auto types = reader.varint();
    if (record.has_first) record.first = before.first = reader.step(before.first);
    if (record.has_last) record.last = before.last = reader.step(before.last);
    if (size > reader.left() || types > size) reader.fail();
    record.types = reader.bytes(reader.failed() ? 0 : static_cast<std::size_t>(types));
    record.values = reader.bytes(reader.failed() ? 0 : static_cast<std::size_t>(size - types));
    cell.payload = written(record);
    cell.size = cell.payload.size();
    return cell;
}

// Where each cell lies when one after the other is put before the last.
std::vector<std::size_t> usual_places(const std::vector<std::string>& cells) {
    std::vector<std::size_t> places;
    std::size_t at = kPage;
    for (const auto& cell : cells) places.push_back(at -= std::min(at, std::max(cell.size(), kLeastCell)));
    return places;
}

std::unexpected<Error> refused() { return failure(Errc::invalid_input, "this is no condensed page"); }

}  // namespace

bool condense_page(std::string_view page, std::uint32_t number, std::string& condensed) {
    const std::size_t at = number == 1 ? kFileHeader : 0;
    if (page.size() != kPage) return false;
    const auto kind = static_cast<std::uint8_t>(page[at]);
    if (!is_kind(kind)) return false;
    const auto count = static_cast<std::size_t>(big_endian(page.substr(at + 3, 2)));
    const auto pointers = at + header_bytes(kind);
    if (pointers + 2 * count > kPage) return false;
    std::vector<std::string> cells;
    std::vector<std::size_t> places;
    std::string text;
    Before before{number};
    for (std::size_t i = 0; i < count; ++i) {
        places.push_back(static_cast<std::size_t>(big_endian(page.substr(pointers + 2 * i, 2))));
        if (places.back() > kPage) return false;
        ByteReader reader(page.substr(places.back()));
        const auto cell = read_cell(reader, kind);
        if (reader.failed()) return false;
        condense_cell(cell, kind, before, text);
        if (text.size() > kLongest) return false;  // cells that lie over each other
        cells.push_back(written(cell, kind));
    }
    const bool scattered = places != usual_places(cells);

    const auto began = condensed.size();
    condensed += page.substr(0, at);
    condensed += static_cast<char>(kind);
    condensed += static_cast<char>(scattered ? kScattered : 0);
    append_varint(condensed, count);
    if (is_interior(kind)) append_step(condensed, number, big_endian(page.substr(at + 8, kNumber)));
    if (scattered)
        for (const auto place : places) append_varint(condensed, place);
    condensed += text;
    ByteReader again(std::string_view(condensed).substr(began));
    if (const auto same = expand_page(again, number); same && *same == page) return true;
    condensed.resize(began);
    return false;
}

Result<std::string> expand_page(ByteReader& reader, std::uint32_t number) {
    std::string head(reader.bytes(number == 1 ? kFileHeader : 0));
    const auto kind = reader.byte(), flags = reader.byte();
    const auto count = reader.varint();
    if (reader.failed() || !is_kind(kind) || count > kPage / 2) return refused();
    const auto right = is_interior(kind) ? reader.step(number) : 0;
    std::vector<std::size_t> places;
    if (flags == kScattered)
        for (std::uint64_t i = 0; i < count; ++i)
            places.push_back(static_cast<std::size_t>(std::min<std::uint64_t>(reader.varint(), kPage)));
    std::vector<std::string> cells;
    Before before{number};
    for (std::uint64_t i = 0; i < count && !reader.failed(); ++i)
        cells.push_back(written(expand_cell(reader, kind, before), kind));
    if (reader.failed()) return refused();
    if (flags != kScattered) places = usual_places(cells);

    const auto lowest = places.empty() ? kPage : std::ranges::min(places);
    head += static_cast<char>(kind);
    append_big_endian(head, 0, 2);  // no freed blocks
    append_big_endian(head, count, 2);
    append_big_endian(head, lowest, 2);
    append_big_endian(head, 0, 1);  // no freed bytes
    if (is_interior(kind)) append_big_endian(head, right, kNumber);
    for (const auto place : places) append_big_endian(head, place, 2);
    if (head.size() > lowest) return refused();
    std::string page = head;
    page.resize(kPage);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].size() > kPage - places[i]) return refused();
        page.replace(places[i], cells[i].size(), cells[i]);
    }
    return page;
}

}  // namespace storeside::patch
