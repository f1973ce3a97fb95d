#include <fmt/format.h>
#include <xapian.h>

#include <array>

#include "tests/bench/knowledge_base.hpp"
#include "tests/bench/searcher.hpp"

namespace storeside::bench {
namespace {

constexpr unsigned kHeadingWeight = 4;  // of title and questions; the same as in the others

Result<void> failed(const Xapian::Error& error) {
    return failure(Errc::internal, "xapian: " + error.get_description());
}

// What is shown of a hit, a line each.
std::string shown(const content::Article& article) {
    return fmt::format("{}\n{}\n{}", article.id, article.title, article.lead);
}

void fill(Xapian::WritableDatabase& database, const content::Source& source) {
    Xapian::TermGenerator terms;
    terms.set_stemmer(Xapian::Stem("english"));
    terms.set_database(database);
    terms.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
    for (const auto& each : source.articles) {
        Xapian::Document document;
        terms.set_document(document);
        terms.index_text_without_positions(each.article.title, kHeadingWeight);
        for (const auto& question : each.questions)
            terms.index_text_without_positions(question, kHeadingWeight);
        terms.index_text_without_positions(each.article.lead);
        terms.index_text_without_positions(body_of(each));
        document.set_data(shown(each.article));
        database.add_document(document);
    }
    database.commit();
}

// Compacted into one file, as its manual advises for what is not written any more.
Result<void> build(const content::Source& source, const std::filesystem::path& file) {
    const auto loose = file.string() + ".loose";
    try {
        Xapian::WritableDatabase database(loose, Xapian::DB_CREATE_OR_OVERWRITE);
        fill(database, source);
        database.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
    } catch (const Xapian::Error& error) {
        return failed(error);
    }
    std::filesystem::remove_all(loose);
    return {};
}

class XapianSearcher final : public Searcher {
public:
    explicit XapianSearcher(const std::filesystem::path& file)
        : database_(file.string()), enquire_(database_) {
        parser_.set_stemmer(Xapian::Stem("english"));
        parser_.set_database(database_);
    }

    Result<std::vector<content::Hit>> search(const std::string& words) override {
        try {
            enquire_.set_query(query(words));
            const auto found = enquire_.get_mset(0, kHits);
            std::vector<content::Hit> hits;
            for (auto at = found.begin(); at != found.end(); ++at)
                hits.push_back(hit(at.get_document().get_data()));
            return hits;
        } catch (const Xapian::Error& error) {
            return std::unexpected(failed(error).error());
        }
    }

private:
    // It only says how it would correct the words; who wants that asks again.
    Xapian::Query query(const std::string& words) {
        auto asked = parser_.parse_query(words, Xapian::QueryParser::FLAG_SPELLING_CORRECTION);
        const auto corrected = parser_.get_corrected_query_string();
        return corrected.empty() ? asked : parser_.parse_query(corrected, 0);
    }

    static content::Hit hit(const std::string& data) {
        const auto title = data.find('\n') + 1;
        const auto lead = data.find('\n', title) + 1;
        return {.id = data.substr(0, title - 1),
                .title = data.substr(title, lead - 1 - title),
                .lead = data.substr(lead)};
    }

    Xapian::Database database_;
    Xapian::QueryParser parser_;
    Xapian::Enquire enquire_;
};

Result<std::unique_ptr<Searcher>> open(const std::filesystem::path& file) {
    try {
        return std::make_unique<XapianSearcher>(file);
    } catch (const Xapian::Error& error) {
        return std::unexpected(failed(error).error());
    }
}

}  // namespace

Engine xapian_engine() {
    return {"xapian", fmt::format("Xapian, spelling ({})", Xapian::version_string()), build, open};
}

}  // namespace storeside::bench
