// Finding in a pack: Pack's functions for words.
#include <fmt/format.h>

#include <algorithm>

#include "firmware/content/intent.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/content/rows.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kMostLeadWords = 100;
constexpr std::size_t kJudged = 8;       // hits among which an answer is looked for
constexpr std::size_t kMostAnswers = 3;  // the answer, and two others that may have been meant

bool among(const search::Token& word, const std::vector<search::Token>& text) {
    return std::ranges::any_of(text, [&](const auto& other) { return share_a_stem(word, other); });
}

bool names(const search::Found& found, const std::vector<search::QueryWord>& query,
           const search::Token& word) {
    for (std::size_t i = 0; i < query.size(); ++i)
        if (query[i].typed == word.word && (found.named >> i & 1U)) return true;
    return false;
}

std::vector<Mark> marks(const std::vector<search::Range>& ranges) {
    std::vector<Mark> all;
    for (const auto& range : ranges) all.push_back({range.begin, range.end});
    return all;
}

void mark_hits(search::Searcher& searcher, const std::vector<search::QueryWord>& query,
               std::vector<Hit>& hits) {
    for (auto& hit : hits) {
        hit.title_marks = marks(searcher.highlights(query, hit.title));
        hit.lead_marks = marks(searcher.highlights(query, hit.lead));
    }
}

}  // namespace

Result<void> Pack::load_indexes() {
    ASSIGN_OR_RETURN(auto query, database().prepare("SELECT language, at, bytes FROM search_index"));
    Rows rows(query);
    while (rows.next()) {
        const auto language = rows.text(0);
        ASSIGN_OR_RETURN(const auto bytes, file_.behind(query.integer(1), query.integer(2)));
        ASSIGN_OR_RETURN(const auto index, search::Index::open(bytes));
        indexes_.emplace(language, index);
    }
    RETURN_IF_ERROR(rows.finish(true));
    for (const auto& language : languages_)
        if (!indexes_.contains(language))
            return failure(Errc::corrupt, fmt::format("it has no index for '{}'", language));
    return {};
}

search::Searcher& Pack::searcher(std::string_view language) {
    const auto asked = available(language);
    auto at = searchers_.find(asked);
    if (at == searchers_.end())
        at = searchers_.try_emplace(std::string(asked), indexes_.find(asked)->second, asked).first;
    return at->second;
}

Result<std::vector<Hit>> Pack::documents_at(const std::vector<search::Found>& found) {
    if (!document_at_) {
        ASSIGN_OR_RETURN(
            document_at_,
            database().prepare("SELECT kind, id, title, lead, language FROM document WHERE row = :row"));
    }
    std::vector<Hit> hits;
    for (const auto& each : found) {
        document_at_->bind(":row", each.row);
        {
            Rows rows(*document_at_);
            if (!rows.next()) rows.complain("its search index finds what it doesn't hold");
            Hit hit{rows.choice(0, Hit::Kind::guide),
                    rows.text(1),
                    rows.text(2),
                    rows.text(3),
                    rows.text(4),
                    each.score};
            RETURN_IF_ERROR(rows.finish(true));
            hits.push_back(std::move(hit));
        }
        document_at_->reset();
    }
    return hits;
}

Result<std::vector<Hit>> Pack::search(std::string_view words, std::string_view language, std::size_t limit,
                                      const search::Weights& weights) {
    auto& searcher = this->searcher(language);
    return documents_at(searcher.rank(searcher.read(words, weights), limit, weights));
}

Result<Searched> Pack::look_up(std::string_view words, std::string_view language, std::size_t limit) {
    auto& searcher = this->searcher(language);
    const auto query = searcher.read(words);
    ASSIGN_OR_RETURN(auto hits, documents_at(searcher.rank(query, limit)));
    mark_hits(searcher, query, hits);
    return Searched{std::move(hits), searcher.corrected(query)};
}

void Pack::mark(std::string_view words, std::string_view language, std::vector<Hit>& hits) {
    auto& searcher = this->searcher(language);
    mark_hits(searcher, searcher.read(words), hits);
}

std::string Pack::corrected(std::string_view words, std::string_view language) {
    auto& searcher = this->searcher(language);
    return searcher.corrected(searcher.read(words));
}

Result<std::vector<search::Explanation>> Pack::explain(std::string_view words, std::string_view language,
                                                       const std::vector<Hit>& hits) {
    auto& searcher = this->searcher(language);
    const auto query = searcher.read(words);
    ASSIGN_OR_RETURN(auto row_of,
                     database().prepare("SELECT row FROM document WHERE id = :id AND language = :language"));
    std::vector<search::Explanation> all;
    for (const auto& hit : hits) {
        row_of.bind(":id", hit.id).bind(":language", hit.language);
        ASSIGN_OR_RETURN(const bool there, row_of.step());
        all.push_back(searcher.explain(query, there ? static_cast<std::uint32_t>(row_of.integer(0)) : 0));
        row_of.reset();
    }
    return all;
}

Result<Answer> Pack::answer(std::string_view words, std::string_view language) {
    const auto asked = available(language);
    Answer answer = recognise(words, asked);
    const auto meant = subject(words, asked, search::kMostQueryWords);
    auto& searcher = this->searcher(asked);
    const auto query = searcher.read(words);
    const auto ranked = searcher.rank(query, kJudged);
    ASSIGN_OR_RETURN(auto found, documents_at(ranked));
    std::map<std::string, std::size_t> held;  // how many of the meant words each hit has
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto lead = search::tokens(found[i].lead, asked, kMostLeadWords);
        for (const auto& word : meant)
            if (names(ranked[i], query, word) || among(word, lead)) ++held[found[i].id];
    }
    // Who asks for a person is shown an article only if it is about just that.
    const std::size_t enough = answer.intent == Intent::person ? meant.size() : (meant.size() + 1) / 2;
    std::erase_if(found, [&](const Hit& hit) { return held[hit.id] == 0 || held[hit.id] < enough; });

    // What the author names for the intent comes first. Returns are many things: what has every word of the
    // question knows better.
    ASSIGN_OR_RETURN(auto named, answering(answer.intent, asked));
    for (auto& hit : named) {
        const bool better = answer.intent == Intent::returns && !found.empty() &&
                            held[found.front().id] == meant.size() && found.front().id != hit.id;
        std::erase_if(found, [&](const Hit& other) { return other.id == hit.id; });
        found.insert(found.begin() + (better ? 1 : 0), std::move(hit));
    }
    if (found.size() > kMostAnswers) found.resize(kMostAnswers);
    answer.hits = std::move(found);
    return answer;
}

}  // namespace storeside::content
