#include "firmware/content/pack.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/content/intent.hpp"
#include "firmware/content/picture.hpp"
#include "firmware/content/rows.hpp"
#include "firmware/content/schema.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kLargestLogo = 4 << 20;  // bytes
constexpr std::size_t kMostSteps = 200;        // of a guide
constexpr std::size_t kMostPictures = 64;      // of an article or guide, each file counted as often as shown
constexpr std::int64_t kMinutesOfADay = 24 * 60;

// The translation of `outer` to show: the asked one, else the first language's that has one.
constexpr std::string_view kBestOf = R"sql(
    (SELECT d.row FROM document AS d JOIN language AS l ON l.code = d.language WHERE d.id = {}
     ORDER BY d.language = :language DESC, l.position LIMIT 1))sql";

constexpr std::string_view kHit = "found.kind, found.id, found.title, found.lead, found.language";

std::string best_of(std::string_view id) { return fmt::format(kBestOf, id); }

struct Document {
    std::int64_t row = 0;
    std::string language;
    std::string title;
    std::string lead;
    std::string category;
};

Result<Document> find_document(db::Database& database, DocumentKind kind, std::string_view id,
                               std::string_view language) {
    ASSIGN_OR_RETURN(
        auto query,
        database.prepare(fmt::format(
            "SELECT row, language, title, lead, category FROM document WHERE kind = :kind AND row = {}",
            best_of(":id"))));
    query.bind(":kind", static_cast<int>(kind)).bind(":id", id).bind(":language", language);
    Rows rows(query);
    if (rows.next())
        return rows.finish(
            Document{query.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    RETURN_IF_ERROR(rows.finish(true));
    return failure(Errc::not_found,
                   fmt::format("the pack has no {} '{}'", kind == DocumentKind::article ? "article" : "guide",
                               is_id(id) ? id : "?"));
}

Result<std::vector<Block>> read_body(db::Database& database, std::int64_t document) {
    ASSIGN_OR_RETURN(
        auto query,
        database.prepare("SELECT block, cell, kind, number, strong, article, text, depth, callout, "
                         "picture FROM span "
                         "WHERE document = :document ORDER BY block, cell, position"));
    query.bind(":document", document);
    Rows rows(query);
    std::vector<Block> body;
    std::int64_t block = -1;
    std::int64_t cell = -1;
    std::size_t pictures = 0;
    while (rows.next()) {
        if (body.empty() || query.integer(0) != block) {
            body.push_back({.kind = rows.choice(2, Block::Kind::callout),
                            .number = static_cast<int>(rows.number(3, 0, 1'000'000)),
                            .depth = static_cast<int>(rows.number(7, 0, 3)),
                            .callout = rows.choice(8, Callout::warning),
                            .picture = {rows.text(9), {}, nullptr}});
            block = query.integer(0);
            cell = -1;
        }
        if (body.back().kind == Block::Kind::picture) {
            body.back().picture.words = rows.text(6);
            if (++pictures > kMostPictures) rows.complain("too many pictures");
            continue;
        }
        if (body.back().kind == Block::Kind::callout) continue;
        if (body.back().cells.empty() || query.integer(1) != cell) body.back().cells.emplace_back();
        cell = query.integer(1);
        // An empty cell of a table is stored as one empty run.
        if (Span span{rows.text(6), query.integer(4) != 0, rows.text(5)}; !span.text.empty())
            body.back().cells.back().push_back(std::move(span));
    }
    return rows.finish(std::move(body));
}

}  // namespace

Result<Pack> Pack::open(const std::filesystem::path& path) {
    auto file = PackFile::open(path);
    if (!file) return failure(std::move(file.error()), "opening " + path.string());
    auto pack = open(std::move(*file));
    if (!pack) return failure(std::move(pack.error()), "opening " + path.string());
    return pack;
}

Result<Pack> Pack::open_bytes(std::string bytes) {
    ASSIGN_OR_RETURN(auto file, PackFile::open_bytes(std::move(bytes)));
    return open(std::move(file));
}

Result<Pack> Pack::open(PackFile file) {
    if (auto verified = verify_tables(file.database()); !verified)
        return std::unexpected(damaged(std::move(verified.error())));
    Pack pack(std::move(file));
    if (auto loaded = pack.load(); !loaded) return std::unexpected(damaged(std::move(loaded.error())));
    if (auto loaded = pack.load_indexes(); !loaded)
        return std::unexpected(damaged(std::move(loaded.error())));
    return pack;
}

Result<void> Pack::load() {
    ASSIGN_OR_RETURN(auto head, database().prepare("SELECT name, version, accent, logo, photo FROM pack"));
    Rows rows(head);
    if (!rows.next()) {
        RETURN_IF_ERROR(rows.finish(true));
        return failure(Errc::corrupt, "it has no name");
    }
    name_ = rows.text(0);
    version_ = rows.text(1);
    brand_.accent = static_cast<std::uint32_t>(rows.number(2, 0, 0xffffff));
    brand_.logo_png = rows.bytes(3, kLargestLogo);
    brand_.photo.file = rows.text(4);
    RETURN_IF_ERROR(rows.finish(true));
    ASSIGN_OR_RETURN(brand_.photo.media, media(brand_.photo.file));

    ASSIGN_OR_RETURN(auto query, database().prepare("SELECT code FROM language ORDER BY position"));
    Rows codes(query);
    while (codes.next()) languages_.push_back(codes.text(0));
    RETURN_IF_ERROR(codes.finish(true));
    if (languages_.empty()) return failure(Errc::corrupt, "it has no languages");
    for (const auto& code : languages_)
        if (!is_language(code)) return failure(Errc::corrupt, "one of its languages is no language");

    ASSIGN_OR_RETURN(auto intents, database().prepare("SELECT name, id FROM intent ORDER BY name"));
    Rows named(intents);
    while (named.next())
        for (const auto& [intent, name] : kIntentNames)
            if (named.text(0) == name) intents_[intent] = named.text(1);
    RETURN_IF_ERROR(named.finish(true));
    return {};
}

std::string_view Pack::available(std::string_view language) const {
    return std::ranges::count(languages_, language) ? language : std::string_view(languages_.front());
}

Result<std::vector<Hit>> Pack::hits(db::Statement& statement) {
    Rows rows(statement);
    std::vector<Hit> found;
    while (rows.next())
        found.push_back({rows.choice(0, Hit::Kind::guide), rows.text(1), rows.text(2), rows.text(3),
                         rows.text(4), rows.real(5)});
    return rows.finish(std::move(found));
}

Result<Storefront> Pack::storefront(std::string_view language) {
    Storefront front{std::string(available(language)), name_, {}, {}, {}, {}};
    {
        ASSIGN_OR_RETURN(auto query, database().prepare("SELECT greeting FROM language WHERE greeting <> '' "
                                                        "ORDER BY code = :language DESC, position LIMIT 1"));
        query.bind(":language", front.language);
        Rows rows(query);
        if (rows.next()) front.greeting = rows.text(0);
        RETURN_IF_ERROR(rows.finish(true));
    }
    {
        ASSIGN_OR_RETURN(auto query,
                         database().prepare("SELECT c.id, ifnull((SELECT t.title FROM category_title AS t "
                                            "JOIN language AS l ON l.code = t.language "
                                            "WHERE t.category = c.id ORDER BY t.language = :language DESC, "
                                            "l.position LIMIT 1), c.id), c.icon "
                                            "FROM category AS c ORDER BY c.position"));
        query.bind(":language", front.language);
        Rows rows(query);
        while (rows.next()) front.categories.push_back({rows.text(0), rows.text(1), rows.text(2)});
        RETURN_IF_ERROR(rows.finish(true));
    }
    {
        ASSIGN_OR_RETURN(auto query,
                         database().prepare(
                             "SELECT id, title, text, article FROM notice AS shown WHERE language = (SELECT "
                             "n.language FROM notice AS n "
                             "JOIN language AS l ON l.code = n.language WHERE n.id = shown.id "
                             "ORDER BY n.language = :language DESC, l.position LIMIT 1) ORDER BY id"));
        query.bind(":language", front.language);
        Rows rows(query);
        while (rows.next()) front.notices.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
        RETURN_IF_ERROR(rows.finish(true));
    }
    ASSIGN_OR_RETURN(
        auto query,
        database().prepare(fmt::format(
            "SELECT {}, 0 FROM popular JOIN document AS found ON found.row = {} ORDER BY popular.position",
            kHit, best_of("popular.id"))));
    query.bind(":language", front.language);
    ASSIGN_OR_RETURN(front.popular, hits(query));
    ASSIGN_OR_RETURN(front.store, store(front.language));
    ASSIGN_OR_RETURN(auto named, database().prepare("SELECT id FROM intent WHERE name = :name"));
    named.bind(":name", kPrivacy);
    Rows rows(named);
    if (rows.next()) front.privacy = rows.text(0);
    RETURN_IF_ERROR(rows.finish(true));
    return front;
}

Result<std::string> Pack::store_text(std::string_view what, std::int64_t position,
                                     std::string_view language) {
    ASSIGN_OR_RETURN(auto query,
                     database().prepare(
                         "SELECT t.text FROM store_text AS t JOIN language AS l ON l.code = t.language WHERE "
                         "t.what = :what AND t.position = :position ORDER BY t.language = :language DESC, "
                         "l.position LIMIT 1"));
    query.bind(":what", what).bind(":position", position).bind(":language", language);
    Rows rows(query);
    std::string text;
    if (rows.next()) text = rows.text(0);
    return rows.finish(std::move(text));
}

Result<StoreInfo> Pack::store(std::string_view language) {
    StoreInfo store;
    {
        ASSIGN_OR_RETURN(auto query, database().prepare("SELECT phone, article FROM store"));
        Rows rows(query);
        if (rows.next()) {
            store.phone = rows.text(0);
            store.article = rows.text(1);
        }
        RETURN_IF_ERROR(rows.finish(true));
    }
    ASSIGN_OR_RETURN(store.address, store_text("address", 0, language));
    std::map<std::int64_t, std::vector<OpenHours>> hours;
    {
        ASSIGN_OR_RETURN(auto query,
                         database().prepare("SELECT day, opens, closes FROM hours ORDER BY day, position"));
        Rows rows(query);
        while (rows.next())
            hours[query.integer(0)].push_back({static_cast<int>(rows.number(1, 0, kMinutesOfADay)),
                                               static_cast<int>(rows.number(2, 0, kMinutesOfADay))});
        RETURN_IF_ERROR(rows.finish(true));
    }
    // A week in which no day has hours is one that nobody wrote down.
    constexpr std::int64_t kSunday = 7;
    if (!hours.empty() && hours.begin()->first <= kSunday)
        for (std::int64_t day = 1; day <= kSunday; ++day) store.week.push_back(hours[day]);
    {
        ASSIGN_OR_RETURN(auto query, database().prepare("SELECT date FROM special_day ORDER BY date"));
        Rows rows(query);
        while (rows.next()) {
            const auto date = rows.number(0, 1970'01'01, 9999'12'31);
            ASSIGN_OR_RETURN(auto name, store_text("day", date, language));
            store.special_days.push_back({static_cast<int>(date), std::move(name), hours[date]});
        }
        RETURN_IF_ERROR(rows.finish(true));
    }
    ASSIGN_OR_RETURN(auto query,
                     database().prepare("SELECT position, icon, article FROM service ORDER BY position"));
    Rows rows(query);
    while (rows.next()) {
        ASSIGN_OR_RETURN(auto title, store_text("service", query.integer(0), language));
        ASSIGN_OR_RETURN(auto where, store_text("where", query.integer(0), language));
        store.services.push_back({rows.text(1), std::move(title), std::move(where), rows.text(2)});
    }
    return rows.finish(std::move(store));
}

Result<std::shared_ptr<const Media>> Pack::media(const std::string& file) {
    if (file.empty()) return nullptr;
    auto& kept = media_[file];
    if (auto shown = kept.lock()) return shown;
    ASSIGN_OR_RETURN(auto query, database().prepare("SELECT bytes FROM media WHERE file = :file"));
    query.bind(":file", file);
    Rows rows(query);
    std::shared_ptr<const Media> found;
    if (rows.next()) {
        auto bytes = rows.bytes(0, kLargestPicture);
        auto key = fmt::format("{}-{:016x}", file, std::hash<std::string>{}(bytes));
        found = std::make_shared<const Media>(Media{std::move(key), std::move(bytes)});
    }
    RETURN_IF_ERROR(rows.finish(true));
    kept = found;
    return found;
}

Result<void> Pack::add_pictures(std::int64_t document, Guide& guide) {
    ASSIGN_OR_RETURN(auto query,
                     database().prepare("SELECT step, picture, words FROM step_picture WHERE document = "
                                        ":document ORDER BY step, position"));
    query.bind(":document", document);
    Rows rows(query);
    std::size_t count = 0;
    while (rows.next()) {
        const auto step = rows.number(0, 0, static_cast<std::int64_t>(guide.steps.size()) - 1);
        if (++count > kMostPictures) rows.complain("too many pictures");
        const auto file = rows.text(1);
        if (rows.failed()) break;
        ASSIGN_OR_RETURN(auto bytes, media(file));
        guide.steps[static_cast<std::size_t>(step)].pictures.push_back(
            {file, rows.text(2), std::move(bytes)});
    }
    RETURN_IF_ERROR(rows.finish(true));
    return {};
}

Result<Article> Pack::article(std::string_view id, std::string_view language) {
    const auto asked = available(language);
    ASSIGN_OR_RETURN(auto found, find_document(database(), DocumentKind::article, id, asked));
    ASSIGN_OR_RETURN(auto body, read_body(database(), found.row));
    for (auto& block : body) {
        ASSIGN_OR_RETURN(block.picture.media, media(block.picture.file));
    }
    ASSIGN_OR_RETURN(auto query,
                     database().prepare(fmt::format("SELECT {}, 0 FROM related JOIN document AS found ON "
                                                    "found.row = {} WHERE related.document = :document "
                                                    "ORDER BY related.position",
                                                    kHit, best_of("related.id"))));
    query.bind(":document", found.row).bind(":language", asked);
    ASSIGN_OR_RETURN(auto related, hits(query));
    return Article{std::string(id),       std::move(found.language), std::move(found.title),
                   std::move(found.lead), std::move(found.category), std::move(body),
                   std::move(related)};
}

Result<Guide> Pack::guide(std::string_view id, std::string_view language) {
    ASSIGN_OR_RETURN(auto found, find_document(database(), DocumentKind::guide, id, available(language)));
    ASSIGN_OR_RETURN(
        auto query,
        database().prepare(
            "SELECT s.position, s.id, s.text, c.label, c.leads, c.target FROM step AS s JOIN choice AS c "
            "ON c.document = s.document AND c.step = s.position WHERE s.document = :document ORDER BY "
            "s.position, c.position"));
    query.bind(":document", found.row);
    Guide guide{
        std::string(id), std::move(found.language), std::move(found.title), std::move(found.category), {}};
    Rows rows(query);
    for (std::int64_t position = -1; rows.next();) {
        if (guide.steps.empty() || query.integer(0) != position)
            guide.steps.push_back({rows.text(1), rows.text(2), {}});
        if (guide.steps.size() > kMostSteps) rows.complain("too many steps");
        position = query.integer(0);
        guide.steps.back().choices.push_back(
            {rows.text(3), rows.choice(4, Choice::Leads::agent), rows.text(5)});
    }
    RETURN_IF_ERROR(rows.finish(true));
    RETURN_IF_ERROR(add_pictures(found.row, guide));
    return guide;
}

Result<std::vector<Hit>> Pack::browse(std::string_view category, std::string_view language) {
    ASSIGN_OR_RETURN(
        auto query, database().prepare(fmt::format("SELECT {}, 0 FROM document AS found WHERE found.category "
                                                   "= :category AND found.row = {} ORDER BY found.id",
                                                   kHit, best_of("found.id"))));
    query.bind(":category", category).bind(":language", available(language));
    return hits(query);
}

Result<std::vector<Hit>> Pack::documents(std::string_view language) {
    ASSIGN_OR_RETURN(auto query,
                     database().prepare(fmt::format(
                         "SELECT {}, 0 FROM document AS found WHERE found.row = {} ORDER BY found.id", kHit,
                         best_of("found.id"))));
    query.bind(":language", available(language));
    return hits(query);
}

Result<std::vector<Reply>> Pack::replies(std::string_view language) {
    ASSIGN_OR_RETURN(
        auto query,
        database().prepare(
            "SELECT id, title, text FROM reply AS shown WHERE language = (SELECT r.language FROM reply AS r "
            "JOIN language AS l ON l.code = r.language WHERE r.id = shown.id "
            "ORDER BY r.language = :language DESC, l.position LIMIT 1) ORDER BY id"));
    query.bind(":language", available(language));
    Rows rows(query);
    std::vector<Reply> found;
    while (rows.next()) found.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return rows.finish(std::move(found));
}

// The document that pack.toml names for the intent; none when it names none.
Result<std::vector<Hit>> Pack::answering(Intent intent, std::string_view language) {
    const auto named = intents_.find(intent);
    if (named == intents_.end()) return std::vector<Hit>{};
    ASSIGN_OR_RETURN(
        auto query, database().prepare(fmt::format("SELECT {}, 0 FROM document AS found WHERE found.row = {}",
                                                   kHit, best_of(":id"))));
    query.bind(":id", named->second).bind(":language", language);
    return hits(query);
}

}  // namespace storeside::content
