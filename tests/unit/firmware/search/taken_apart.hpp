// An index as its sections, to change one and put them together again.
#pragma once
#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "firmware/search/format.hpp"

namespace storeside::search {

class TakenApart {
public:
    explicit TakenApart(std::string_view bytes) {
        std::memcpy(&header, bytes.data(), sizeof header);
        for (std::size_t i = 0; i < kSections; ++i)
            sections_[i] = bytes.substr(header.starts[i], header.starts[i + 1] - header.starts[i]);
    }

    std::string& operator[](Section section) { return sections_[static_cast<std::size_t>(section)]; }

    void set(Section section, std::size_t place, std::uint32_t number) {
        std::memcpy((*this)[section].data() + place * sizeof number, &number, sizeof number);
    }
    void set_all(Section section, std::uint32_t number) {
        for (std::size_t i = 0; i < (*this)[section].size() / sizeof number; ++i) set(section, i, number);
    }
    std::uint32_t get(Section section, std::size_t place) {
        std::uint32_t number = 0;
        std::memcpy(&number, (*this)[section].data() + place * sizeof number, sizeof number);
        return number;
    }

    // The sections behind each other, as large as they are now; the counts stay as they are in `header`.
    std::string joined() {
        auto at = static_cast<std::uint32_t>(sizeof header);
        std::string all;
        for (std::size_t i = 0; i < kSections; ++i) {
            header.starts[i] = at;
            at += static_cast<std::uint32_t>(sections_[i].size());
            all += sections_[i];
        }
        header.starts[kSections] = at;
        return std::string(reinterpret_cast<const char*>(&header), sizeof header) + all;
    }

    Header header = {};

private:
    std::array<std::string, kSections> sections_;
};

}  // namespace storeside::search
