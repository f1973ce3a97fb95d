#include <fmt/format.h>
#include <sqlite3.h>

#include "firmware/db/database.hpp"
#include "tests/bench/knowledge_base.hpp"
#include "tests/bench/searcher.hpp"

namespace storeside::bench {
namespace {

// Sorting by `rank` is what SQLite's manual advises: sorting by bm25() reads every row that matches.
constexpr const char* kSearch =
    "SELECT id, title, lead FROM article WHERE article MATCH :words ORDER BY rank LIMIT :limit";
constexpr const char* kTable = R"sql(
    PRAGMA synchronous=NORMAL;
    CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, questions, lead, body, tokenize='porter unicode61');
    INSERT INTO article(article, rank) VALUES('rank', 'bm25(0.0, 4.0, 4.0, 1.0, 1.0)');
)sql";

Result<void> build(const content::Source& source, const std::filesystem::path& file) {
    ASSIGN_OR_RETURN(auto database, db::Database::open(file, db::Database::Mode::scratch));
    RETURN_IF_ERROR(database.execute(kTable));
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    ASSIGN_OR_RETURN(auto insert,
                     database.prepare("INSERT INTO article VALUES(:id, :title, :questions, :lead, :body)"));
    for (const auto& each : source.articles) {
        std::string questions;
        for (const auto& question : each.questions) questions.append(question).append("\n");
        insert.bind(":id", each.article.id).bind(":title", each.article.title);
        insert.bind(":questions", questions).bind(":lead", each.article.lead);
        RETURN_IF_ERROR(insert.bind(":body", body_of(each)).run());
    }
    RETURN_IF_ERROR(database.execute("INSERT INTO article(article) VALUES('optimize')"));
    return transaction.commit();
}

// Each word in quotes, so that none is an operator.
std::string any_of(std::string_view words) {
    std::string expression;
    while (!words.empty()) {
        const auto word = words.substr(0, words.find(' '));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        if (word.empty()) continue;
        expression += expression.empty() ? "\"" : " OR \"";
        for (const char c : word) expression.append(c == '"' ? "\"\"" : std::string(1, c));
        expression += '"';
    }
    return expression;
}

class Fts5Searcher final : public Searcher {
public:
    Fts5Searcher(db::Database database, db::Statement query)
        : database_(std::move(database)), query_(std::move(query)) {}

    Result<std::vector<content::Hit>> search(const std::string& words) override {
        query_.reset();
        query_.bind(":words", any_of(words)).bind(":limit", kHits);
        std::vector<content::Hit> hits;
        for (;;) {
            ASSIGN_OR_RETURN(const bool more, query_.step());
            if (!more) return hits;
            hits.push_back({.id = std::string(query_.text(0)),
                            .title = std::string(query_.text(1)),
                            .lead = std::string(query_.text(2))});
        }
    }

private:
    db::Database database_;
    db::Statement query_;
};

Result<std::unique_ptr<Searcher>> open(const std::filesystem::path& file) {
    ASSIGN_OR_RETURN(auto database, db::Database::open(file, db::Database::Mode::immutable));
    ASSIGN_OR_RETURN(auto query, database.prepare(kSearch));
    return std::make_unique<Fts5Searcher>(std::move(database), std::move(query));
}

}  // namespace

Engine fts5_engine() {
    return {"fts5_porter_or", fmt::format("FTS5 porter, OR ({})", sqlite3_libversion()), build, open};
}

}  // namespace storeside::bench
