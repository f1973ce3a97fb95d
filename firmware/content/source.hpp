// An author's folder as values: what `storesidectl pack` checks and builds from. The format is
// docs/pack-format.md.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/finding.hpp"
#include "firmware/content/model.hpp"
#include "firmware/content/queries.hpp"
#include "firmware/search/synonyms.hpp"

namespace storeside::content {

inline constexpr std::size_t kLargestArticle = 256 << 10;     // bytes of one source file
inline constexpr std::size_t kLargestFrontMatter = 32 << 10;  // bytes
inline constexpr std::size_t kLargestMedia = 4 << 20;         // bytes
inline constexpr std::size_t kMostDocuments = 200'000;        // articles and guides, each language counted
inline constexpr std::size_t kMostLanguages = 32;

struct ArticleSource {
    std::string file;
    Article article;  // its `related` stays empty
    std::vector<std::string> tags;
    std::vector<std::string> questions;  // other ways to ask for it
    std::vector<std::string> related;    // ids
};

struct GuideSource {
    std::string file;
    Guide guide;
    std::vector<std::string> tags;
    std::vector<std::string> questions;
};

struct NoticeSource {
    std::string file;
    std::string language;
    Notice notice;
};

struct ReplySource {
    std::string file;
    std::string language;
    Reply reply;
};

// A text for each language that has one.
using Translations = std::map<std::string, std::string>;

struct CategorySource {
    std::string id;
    std::string icon;
    Translations titles;
};

struct SpecialDaySource {
    int date = 0;  // 20261225
    std::vector<OpenHours> hours;
    Translations names;
};

struct ServiceSource {
    std::string icon;
    std::string article;
    Translations titles;
    Translations where;
};

struct StoreSource {
    Translations address;
    std::string phone;
    std::string article;
    std::vector<std::vector<OpenHours>> week;  // as in StoreInfo
    std::vector<SpecialDaySource> special_days;
    std::vector<ServiceSource> services;
};

struct Source {
    std::string name;
    std::string version;
    std::vector<std::string> languages;  // the first is the fallback
    std::vector<std::string> popular;
    Brand brand;
    Translations greetings;
    std::vector<CategorySource> categories;
    StoreSource store;
    std::string privacy;                         // the article behind every privacy notice; may be empty
    std::map<std::string, std::string> intents;  // by name (intent.hpp), the id of what answers it
    // Each sorted by id, then in the order of `languages`.
    std::vector<ArticleSource> articles;
    std::vector<GuideSource> guides;
    std::vector<NoticeSource> notices;
    std::vector<ReplySource> replies;
    std::map<std::string, std::vector<search::SynonymGroup>>
        synonyms;                              // by language, of synonyms/<language>.txt
    std::vector<Helped> helpful;               // of helpful.csv
    std::map<std::string, std::string> media;  // bytes of every picture that is shown, by its file
    std::vector<Finding> findings;             // the files that could not be read, and why
};

// not_found when there is no folder, or no pack.toml in it. Whatever is wrong further in is a finding, so
// that an author sees all of it at once.
Result<Source> read_source(const std::filesystem::path& folder);

}  // namespace storeside::content
