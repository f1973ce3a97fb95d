#include "firmware/content/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "firmware/base/file.hpp"
#include "firmware/content/picture.hpp"
#include "firmware/content/source_toml.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPackFile = "pack.toml";
constexpr std::string_view kPngMagic = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// One file of <kind>/<id>/<language>.<extension>.
struct Found {
    std::string file;
    std::string id;
    std::string language;
};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code))
        if (auto name = entry->path().filename().string(); !name.starts_with('.'))
            names.push_back(std::move(name));
    std::ranges::sort(names);
    return names;
}

int line_of(std::string_view text, std::size_t position) {
    return 1 + static_cast<int>(std::ranges::count(text.substr(0, position), '\n'));
}

class Reader {
public:
    Reader(const fs::path& folder, Source& source) : folder_(folder), source_(source) {}

    // Text as every editor means it: no byte order mark, lines that end with a line feed.
    std::optional<std::string> text(const std::string& file) {
        auto bytes = read_file(folder_ / file, kLargestArticle);
        if (!bytes) {
            complain(file, 0,
                     bytes.error().code() == Errc::invalid_input
                         ? fmt::format("larger than {} kB", kLargestArticle >> 10)
                         : bytes.error().message());
            return {};
        }
        if (bytes->starts_with(kByteOrderMark)) bytes->erase(0, kByteOrderMark.size());
        std::size_t kept = 0;
        for (std::size_t i = 0; i < bytes->size(); ++i)
            if ((*bytes)[i] != '\r' || i + 1 == bytes->size() || (*bytes)[i + 1] != '\n')
                (*bytes)[kept++] = (*bytes)[i];
        bytes->resize(kept);
        if (is_clean_text(*bytes)) return std::move(*bytes);
        std::size_t line_begins = 0;
        while (line_begins < bytes->size()) {
            const auto end = std::min(bytes->find('\n', line_begins), bytes->size());
            if (!is_clean_text(std::string_view(*bytes).substr(line_begins, end - line_begins))) break;
            line_begins = end + 1;
        }
        complain(file, line_of(*bytes, line_begins),
                 "not UTF-8, or control characters in it; save the file as UTF-8");
        return {};
    }

    // Reads all files of a kind and gives each that parses to `keep`.
    template <class Parse, class Keep>
    void each(const std::string& kind, std::string_view extension, Parse parse, Keep keep) {
        for (const auto& found : find(kind, extension)) {
            const auto read = text(found.file);
            if (!read) continue;
            auto parsed = parse(*read);
            if (parsed)
                keep(found, std::move(*parsed));
            else
                complain(found.file, parsed.error().line, std::move(parsed.error().text));
        }
    }

    void logo(const std::string& path) {
        if (path.empty()) return;
        const fs::path relative = fs::path(path).lexically_normal();
        if (relative.is_absolute() || *relative.begin() == "..")
            return complain(std::string(kPackFile), 0, "the logo is outside the folder");
        auto bytes = read_file(folder_ / relative, kLargestMedia);
        if (!bytes) return complain(path, 0, bytes.error().message());
        if (!bytes->starts_with(kPngMagic)) return complain(path, 0, "the logo is not a PNG file");
        source_.brand.logo_png = std::move(*bytes);
    }

    // Synonyms of the pack's own, and what has helped: both may be left out.
    void for_search() {
        std::error_code code;
        for (const auto& language : source_.languages) {
            const std::string file = "synonyms/" + language + ".txt";
            if (!fs::exists(folder_ / file, code)) continue;
            if (const auto read = text(file)) source_.synonyms[language] = search::parse_synonyms(*read);
        }
        const std::string file = "helpful.csv";
        if (!fs::exists(folder_ / file, code)) return;
        const auto read = text(file);
        if (!read) return;
        auto parsed = parse_helpful(*read);
        if (parsed)
            source_.helpful = std::move(*parsed);
        else
            complain(file, parsed.error().line, std::move(parsed.error().text));
    }

    // The bytes of every picture that something shows, each file once.
    void media() {
        const auto& photo = source_.brand.photo.file;
        if (!photo.empty()) picture(photo, std::string(kPackFile));
        for (const auto& each : source_.articles)
            for (const auto& block : each.article.body)
                if (block.kind == Block::Kind::picture) picture(block.picture.file, each.file);
        for (const auto& each : source_.guides)
            for (const auto& step : each.guide.steps)
                for (const auto& shown : step.pictures) picture(shown.file, each.file);
    }

    void complain(std::string file, int line, std::string text,
                  Finding::Severity severity = Finding::Severity::error) {
        source_.findings.push_back({severity, std::move(file), line, std::move(text)});
    }

private:
    void picture(const std::string& file, const std::string& shown_by) {
        if (source_.media.contains(file)) return;
        auto bytes = read_file(folder_ / file, kLargestPicture);
        if (!bytes && bytes.error().code() == Errc::not_found)
            return complain(shown_by, 0, fmt::format("there is no picture {}", file));
        if (!bytes)
            complain(file, 0,
                     bytes.error().code() == Errc::invalid_input
                         ? fmt::format("larger than {} kB", kLargestPicture >> 10)
                         : bytes.error().message());
        else if (auto seen = look_at(*bytes); !seen)
            complain(file, 0, seen.error().message());
        else if (std::max(seen->width, seen->height) > kComfortableSide)
            complain(file, 0,
                     fmt::format("{} x {} pixels: more than any kiosk shows; {} are plenty", seen->width,
                                 seen->height, kComfortableSide),
                     Finding::Severity::warning);
        auto& kept = source_.media[file];
        if (!bytes) return;
        media_size_ += bytes->size();
        if (media_size_ > kLargestPictures)
            complain(file, 0,
                     fmt::format("all pictures together are larger than {} MB", kLargestPictures >> 20));
        else
            kept = std::move(*bytes);
    }

    std::vector<Found> find(const std::string& kind, std::string_view extension) {
        std::vector<Found> found;
        std::error_code code;
        for (const auto& id : names_in(folder_ / kind)) {
            const std::string inside = kind + "/" + id;
            if (!is_id(id) || !fs::is_directory(folder_ / inside, code)) {
                complain(inside, 0, "not read: folders here are named by an id of a-z, 0-9 and -",
                         Finding::Severity::warning);
                continue;
            }
            const auto names = names_in(folder_ / inside);
            std::size_t known = 0;
            for (const auto& language : source_.languages) {
                const std::string name = language + std::string(extension);
                if (!std::ranges::count(names, name) || !fs::is_regular_file(folder_ / inside / name, code))
                    continue;
                found.push_back({inside + "/" + name, id, language});
                ++known;
            }
            if (known < names.size())
                complain(inside, 0,
                         fmt::format("{} of its files not read: their names are no <language>{} of this pack",
                                     names.size() - known, extension),
                         Finding::Severity::warning);
        }
        documents_ += found.size();
        if (documents_ <= kMostDocuments) return found;
        complain(kind, 0, fmt::format("a pack holds at most {} files", kMostDocuments));
        return {};
    }

    const fs::path& folder_;
    Source& source_;
    std::size_t documents_ = 0;
    std::size_t media_size_ = 0;
};

}  // namespace

Result<Source> read_source(const fs::path& folder) {
    std::error_code code;
    if (!fs::is_directory(folder, code))
        return failure(Errc::not_found, fmt::format("there is no folder {}", folder.string()));
    if (!fs::exists(folder / kPackFile, code))
        return failure(Errc::not_found, fmt::format("{} holds no {}", folder.string(), kPackFile));

    Source source;
    Reader reader(folder, source);
    const auto head = reader.text(std::string(kPackFile));
    if (!head) return source;
    auto pack = parse_pack_file(*head);
    if (!pack) {
        reader.complain(std::string(kPackFile), pack.error().line, std::move(pack.error().text));
        return source;
    }
    source = std::move(pack->source);
    reader.logo(pack->logo);
    reader.each("articles", ".md", parse_article, [&](const Found& found, ArticleSource article) {
        article.file = found.file;
        article.article.id = found.id;
        article.article.language = found.language;
        source.articles.push_back(std::move(article));
    });
    reader.each("guides", ".toml", parse_guide, [&](const Found& found, GuideSource guide) {
        guide.file = found.file;
        guide.guide.id = found.id;
        guide.guide.language = found.language;
        source.guides.push_back(std::move(guide));
    });
    reader.each("notices", ".toml", parse_notice, [&](const Found& found, Notice notice) {
        notice.id = found.id;
        source.notices.push_back({found.file, found.language, std::move(notice)});
    });
    reader.each("replies", ".toml", parse_reply, [&](const Found& found, Reply reply) {
        reply.id = found.id;
        source.replies.push_back({found.file, found.language, std::move(reply)});
    });
    reader.for_search();
    reader.media();
    return source;
}

}  // namespace storeside::content
