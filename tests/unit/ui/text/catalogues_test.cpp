// Every text that a screen says is translated, into every language, with the same places to fill in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>

namespace storeside::text {
namespace {

const std::filesystem::path kSource = STORESIDE_SOURCE_DIR;

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    std::string text;
    char part[4096];
    while (const std::size_t count = fread(part, 1, sizeof part, pipe.get())) text.append(part, count);
    return text;
}

struct Entry {
    std::vector<std::string> english;  // msgid, and msgid_plural if there is one
    std::vector<std::string> translations;
    bool fuzzy = false;
};

std::string quoted(std::string_view line) {
    const std::size_t first = line.find('"');
    return std::string(line.substr(first + 1, line.rfind('"') - first - 1));
}

// Reads a PO file's text; entries by msgid. The header, under "", is left out.
std::map<std::string, Entry> parse_po(const std::string& text) {
    std::map<std::string, Entry> entries;
    Entry entry;
    std::vector<std::string>* open = nullptr;
    const auto finish = [&] {
        if (!entry.english.empty() && !entry.english[0].empty()) entries[entry.english[0]] = entry;
        entry = {};
        open = nullptr;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        if (line.empty()) {
            finish();
        } else if (line.starts_with("#~")) {
            continue;  // an obsolete entry
        } else if (line.starts_with("#,")) {
            entry.fuzzy = line.find("fuzzy") != std::string_view::npos;
        } else if (line.starts_with("msgid")) {
            open = &entry.english;
            open->push_back(quoted(line));
        } else if (line.starts_with("msgstr")) {
            open = &entry.translations;
            open->push_back(quoted(line));
        } else if (line.starts_with('"') && open != nullptr) {
            open->back() += quoted(line);
        }
    }
    finish();
    return entries;
}

// "{}" and "{:…}", in order of their names, so that numbered ones may change places.
std::vector<std::string> placeholders(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        found.push_back(text.substr(at, text.find('}', at) - at + 1));
    }
    std::ranges::sort(found);
    return found;
}

std::map<std::string, Entry> said_on_screens() {
    std::string command =
        "xgettext --language=C++ --from-code=UTF-8 --keyword --keyword=t:1 --keyword=t_:1 --keyword=texts:1 "
        "--keyword=format:1 "
        "--keyword=plural:1,2 --no-wrap -o -";
    for (const char* folder : {"ui/screens", "ui/keyboard", "ui/narrator"}) {
        if (!std::filesystem::exists(kSource / folder)) continue;
        for (const auto& file : std::filesystem::recursive_directory_iterator(kSource / folder)) {
            const auto extension = file.path().extension();
            if (extension == ".cpp" || extension == ".hpp") command += " '" + file.path().string() + "'";
        }
    }
    return parse_po(output_of(command));
}

class Catalogue : public testing::TestWithParam<const char*> {
protected:
    std::map<std::string, Entry> entries() const {
        const auto path = kSource / "config/translations" / (std::string(GetParam()) + ".po");
        return parse_po(output_of("cat '" + path.string() + "'"));
    }
};

TEST(CatalogueSource, NamesWhatTheKeyboardSays) {
    const auto said = said_on_screens();
    EXPECT_THAT(said, testing::Contains(testing::Key("Shift")));
    EXPECT_THAT(said, testing::Contains(testing::Key("Space")));
}

TEST_P(Catalogue, TranslatesEverythingTheScreensSay) {
    const auto translated = entries();
    std::vector<std::string> missing;
    for (const auto& [english, source] : said_on_screens()) {
        const auto found = translated.find(english);
        const bool complete = found != translated.end() && !found->second.fuzzy &&
                              std::ranges::none_of(found->second.translations, &std::string::empty) &&
                              found->second.english.size() == source.english.size();
        if (!complete) missing.push_back(english);
    }
    EXPECT_THAT(missing, testing::IsEmpty());
}

TEST_P(Catalogue, KeepsThePlacesToFillIn) {
    for (const auto& [english, entry] : entries()) {
        const auto wanted = placeholders(entry.english.back());
        for (const std::string& translation : entry.translations) {
            EXPECT_EQ(placeholders(translation), wanted) << english << " -> " << translation;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EveryLanguage, Catalogue, testing::Values("de", "el", "es", "hr", "ru", "tr"),
                         [](const auto& language) { return std::string(language.param); });

}  // namespace
}  // namespace storeside::text
