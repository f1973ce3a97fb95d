// Looks for words that must not lie on a disk, however they are written down.
#pragma once
#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "firmware/base/file.hpp"

namespace storeside {

// `word` as UTF-8, UTF-16 in either order of bytes, and inside base64 at each of its three positions.
inline std::vector<std::string> spellings(const std::string& word) {
    std::string little, big;
    for (const char c : word) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    std::vector<std::string> all{word, little, big};
    for (std::size_t before = 0; before != 3; ++before) {
        const auto bytes = std::string(before, '\0') + word;
        std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING),
                         '\0');
        sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                          bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
        // Characters that hold bits of what stands before or after the word say nothing of it.
        const auto first = (before * 8 + 5) / 6, last = bytes.size() * 8 / 6;
        all.push_back(text.substr(first, last - first));
    }
    return all;
}

// Those of the words that lie in a file of this folder, or of one in it.
inline std::set<std::string> words_found(const std::filesystem::path& folder,
                                         const std::vector<std::string>& words) {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = read_file(entry.path(), std::size_t{1} << 30).value();
        for (const auto& word : words)
            if (std::ranges::any_of(spellings(word), [&](const auto& s) { return bytes.contains(s); }))
                found.insert(word);
    }
    return found;
}

}  // namespace storeside
