#include "firmware/content/schema.hpp"

#include <fmt/format.h>

#include <map>

namespace storeside::content {
namespace {

constexpr std::size_t kMostObjects = 1000;

// `search_index` says where the index of a language lies behind the database, counted from its end.
// A document's `lead` is what a list shows beneath its title. Of `span`, those of one (block, cell) are one
// run of text. A day of `hours` is 1 to 7 (Monday to Sunday) or a date as 20261225. `store_text` holds what
// is translated: the address, the names of special days (position: the date), services and where they are.
// `intent` names what answers a question that "Ask" knows, and, as "privacy", the article behind privacy
// notices.
constexpr std::string_view kTables = R"sql(
CREATE TABLE pack(name TEXT NOT NULL, version TEXT NOT NULL, accent INTEGER NOT NULL, logo BLOB NOT NULL, photo TEXT NOT NULL);
CREATE TABLE language(position INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, greeting TEXT NOT NULL);
CREATE TABLE category(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, icon TEXT NOT NULL);
CREATE TABLE category_title(
    category TEXT, language TEXT, title TEXT NOT NULL,
    PRIMARY KEY(category, language)) WITHOUT ROWID;
CREATE TABLE document(
    row INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL, language TEXT NOT NULL,
    category TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL,
    UNIQUE(id, language));
CREATE TABLE span(
    document INTEGER, block INTEGER, cell INTEGER, position INTEGER,
    kind INTEGER NOT NULL, number INTEGER NOT NULL, depth INTEGER NOT NULL, callout INTEGER NOT NULL,
    strong INTEGER NOT NULL, article TEXT NOT NULL, picture TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(document, block, cell, position)) WITHOUT ROWID;
CREATE TABLE related(
    document INTEGER, position INTEGER, id TEXT NOT NULL,
    PRIMARY KEY(document, position)) WITHOUT ROWID;
CREATE TABLE step(
    document INTEGER, position INTEGER, id TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(document, position)) WITHOUT ROWID;
CREATE TABLE choice(
    document INTEGER, step INTEGER, position INTEGER, label TEXT NOT NULL, leads INTEGER NOT NULL, target TEXT NOT NULL,
    PRIMARY KEY(document, step, position)) WITHOUT ROWID;
CREATE TABLE step_picture(
    document INTEGER, step INTEGER, position INTEGER, picture TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY(document, step, position)) WITHOUT ROWID;
CREATE TABLE media(file TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE store(phone TEXT NOT NULL, article TEXT NOT NULL);
CREATE TABLE hours(
    day INTEGER, position INTEGER, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
    PRIMARY KEY(day, position)) WITHOUT ROWID;
CREATE TABLE special_day(date INTEGER PRIMARY KEY);
CREATE TABLE service(position INTEGER PRIMARY KEY, icon TEXT NOT NULL, article TEXT NOT NULL);
CREATE TABLE store_text(
    what TEXT, position INTEGER, language TEXT, text TEXT NOT NULL,
    PRIMARY KEY(what, position, language)) WITHOUT ROWID;
CREATE TABLE popular(position INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE intent(name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE search_index(language TEXT PRIMARY KEY, at INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE notice(
    id TEXT, language TEXT, title TEXT NOT NULL, text TEXT NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY(id, language)) WITHOUT ROWID;
CREATE TABLE reply(
    id TEXT, language TEXT, title TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(id, language)) WITHOUT ROWID;
)sql";

struct Object {
    std::string type;
    std::string table;
    std::string sql;

    friend bool operator==(const Object&, const Object&) = default;
};

Result<std::map<std::string, Object>> objects(db::Database& database) {
    ASSIGN_OR_RETURN(auto rows, database.prepare("SELECT name, type, tbl_name, sql FROM sqlite_schema"));
    std::map<std::string, Object> found;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, rows.step());
        if (!more) return found;
        if (found.size() == kMostObjects) return failure(Errc::corrupt, "it has too many tables");
        found[std::string(rows.text(0))] =
            Object{std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3))};
    }
}

Result<std::int64_t> header_number(db::Database& database, std::string_view pragma) {
    ASSIGN_OR_RETURN(auto row, database.prepare(fmt::format("PRAGMA {}", pragma)));
    ASSIGN_OR_RETURN(const bool there, row.step());
    return there ? row.integer(0) : 0;
}

}  // namespace

Result<void> create_tables(db::Database& database) { return database.execute(std::string(kTables)); }

Result<void> verify_tables(db::Database& database) {
    ASSIGN_OR_RETURN(const auto application, header_number(database, "application_id"));
    if (application != kApplicationId) return failure(Errc::invalid_input, "this is no Storeside pack");
    ASSIGN_OR_RETURN(const auto format, header_number(database, "user_version"));
    if (format > kFormat)
        return failure(Errc::too_new,
                       fmt::format("its format is {}, this program reads {}", format, kFormat));
    if (format < kFormat)
        return failure(
            Errc::invalid_input,
            fmt::format("its format is {}, this program reads {}; build it again", format, kFormat));

    ASSIGN_OR_RETURN(const auto found, objects(database));
    ASSIGN_OR_RETURN(auto model, db::Database::open(":memory:", db::Database::Mode::scratch));
    RETURN_IF_ERROR(create_tables(model));
    ASSIGN_OR_RETURN(const auto expected, objects(model));
    for (const auto& [name, object] : expected) {
        const auto at = found.find(name);
        if (at == found.end()) return failure(Errc::corrupt, fmt::format("it has no table '{}'", name));
        if (at->second != object)
            return failure(Errc::corrupt, fmt::format("its table '{}' is not as it should be", name));
    }
    if (found.size() != expected.size()) return failure(Errc::corrupt, "it has tables that no pack has");
    return {};
}

}  // namespace storeside::content
