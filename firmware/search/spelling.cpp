#include "firmware/search/spelling.hpp"

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <iterator>

namespace storeside::search {
namespace {

constexpr std::size_t kPrefix =
    7;  // letters that deletes are made of: further ones make many, and add little
constexpr std::size_t kGram = 3;

using Utf8 = boost::locale::utf::utf_traits<char>;

std::string utf8(std::u32string_view text) {
    std::string bytes;
    for (const char32_t c : text) Utf8::encode(c, std::back_inserter(bytes));
    return bytes;
}

void sort_and_unite(std::vector<std::string>& words) {
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
}

void leave_out(const std::u32string& word, std::size_t from, int most, std::vector<std::string>& found) {
    found.push_back(utf8(word));
    if (most == 0 || word.size() < 2) return;
    for (std::size_t i = from; i < word.size(); ++i) {
        auto less = word;
        less.erase(i, 1);
        leave_out(less, i, most - 1, found);
    }
}

}  // namespace

std::u32string code_points(std::string_view text) {
    std::u32string points;
    for (const char* at = text.data(); at != text.data() + text.size();) {
        const auto c = Utf8::decode(at, text.data() + text.size());
        points += boost::locale::utf::is_valid_codepoint(c) ? static_cast<char32_t>(c) : U'\uFFFD';
    }
    return points;
}

int slips_allowed(std::size_t letters) { return letters < 4 ? 0 : letters < 8 ? 1 : 2; }

int distance(std::u32string_view a, std::u32string_view b, int most) {
    constexpr std::size_t kLongest = 64;
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > static_cast<std::size_t>(most) || a.size() >= kLongest || b.size() >= kLongest)
        return most + 1;
    int rows[3][kLongest + 1] = {};  // of the matrix: this one, and the two before
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int* row = rows[i % 3];
        const int* above = rows[(i + 2) % 3];
        const int* two_above = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two_above[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most) return most + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], most + 1);
}

std::vector<std::string> deletes(std::u32string_view word, int most) {
    std::vector<std::string> found;
    leave_out(std::u32string(word.substr(0, kPrefix)), 0, most, found);
    sort_and_unite(found);
    return found;
}

std::vector<std::string> grams(std::u32string_view word) {
    std::u32string bounded = U"^";
    bounded.append(word).append(U"$");
    std::vector<std::string> found;
    for (std::size_t i = 0; i + kGram <= bounded.size(); ++i)
        found.push_back(utf8(std::u32string_view(bounded).substr(i, kGram)));
    sort_and_unite(found);
    return found;
}

}  // namespace storeside::search
