// A published pack, open for reading: an immutable SQLite file whose bytes may come from anybody.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/model.hpp"
#include "firmware/content/pack_file.hpp"
#include "firmware/db/database.hpp"
#include "firmware/search/index.hpp"
#include "firmware/search/searcher.hpp"

namespace storeside::content {

// What a shopper's words find, with what was asked for marked in each hit, and the words themselves with the
// mistyped ones spelled as the pack spells them; empty when none is.
struct Searched {
    std::vector<Hit> hits;
    std::string corrected;
};

// One Pack belongs to one thread. What has no translation is given in the first of the pack's languages that
// has one, and says so in its `language`; asking in a language that the pack doesn't have is asking in its
// first one. A damaged pack gives `corrupt` when it is opened or when the damaged part is read.
class Pack {
public:
    // not_found: no such file; invalid_input: not a pack, or one of an older format; too_new: one of a newer
    // format; corrupt: a pack that is not as `storesidectl pack build` writes them.
    static Result<Pack> open(const std::filesystem::path& path);

    // The same for bytes in memory.
    static Result<Pack> open_bytes(std::string bytes);

    const std::string& name() const { return name_; }
    const std::string& version() const { return version_; }
    const std::vector<std::string>& languages() const {
        return languages_;
    }  // never empty; the first is the fallback
    const Brand& brand() const { return brand_; }

    Result<Storefront> storefront(std::string_view language);

    // not_found when the pack has none of that id.
    Result<Article> article(std::string_view id, std::string_view language);
    Result<Guide> guide(std::string_view id, std::string_view language);

    // The articles and guides that answer `words`, best first; none when the best one speaks of too little of
    // what was asked. Words may be mistyped, and the last one unfinished. Any bytes will do: those that are
    // no words find nothing.
    Result<std::vector<Hit>> search(std::string_view words, std::string_view language, std::size_t limit,
                                    const search::Weights& weights = {});

    // All that a screen shows of a search, at once: the words are looked up in the index only once.
    Result<Searched> look_up(std::string_view words, std::string_view language, std::size_t limit);

    // Marks what was asked for in hits that were found in another way.
    void mark(std::string_view words, std::string_view language, std::vector<Hit>& hits);

    // The words with the mistyped ones spelled as the pack does; empty when none is, or is still being typed.
    std::string corrected(std::string_view words, std::string_view language);

    // Why each of these hits stands where it stands, in their order.
    Result<std::vector<search::Explanation>> explain(std::string_view words, std::string_view language,
                                                     const std::vector<Hit>& hits);

    // What the pack says to a question in a shopper's own words. An article or guide is given only when at
    // least half of what the question is about stands in its title, questions, tags or lead: nothing is
    // better than something else. Any bytes will do as words.
    Result<Answer> answer(std::string_view words, std::string_view language);

    // All articles and guides of a category, in the same order in every language; none for an unknown
    // category.
    Result<std::vector<Hit>> browse(std::string_view category, std::string_view language);

    // Every article and guide of the pack, by id.
    Result<std::vector<Hit>> documents(std::string_view language);

    Result<std::vector<Reply>> replies(std::string_view language);

private:
    explicit Pack(PackFile file) : file_(std::move(file)) {}

    static Result<Pack> open(PackFile file);

    db::Database& database() { return file_.database(); }
    Result<void> load();
    Result<void> load_indexes();
    search::Searcher& searcher(std::string_view language);
    Result<std::vector<Hit>> documents_at(const std::vector<search::Found>& found);
    Result<StoreInfo> store(std::string_view language);
    Result<std::string> store_text(std::string_view what, std::int64_t position, std::string_view language);
    Result<void> add_pictures(std::int64_t document, Guide& guide);
    // Null when the pack has no such file; the same bytes for as long as somebody shows them.
    Result<std::shared_ptr<const Media>> media(const std::string& file);
    std::string_view available(std::string_view language) const;
    Result<std::vector<Hit>> hits(db::Statement& statement);
    Result<std::vector<Hit>> answering(Intent intent, std::string_view language);

    PackFile file_;
    std::string name_;
    std::string version_;
    std::vector<std::string> languages_;
    Brand brand_;
    std::map<std::string, std::weak_ptr<const Media>> media_;
    std::map<Intent, std::string> intents_;                           // to the document that answers each
    std::map<std::string, search::Index, std::less<>> indexes_;       // by language
    std::map<std::string, search::Searcher, std::less<>> searchers_;  // of the languages that were asked in
    std::optional<db::Statement> document_at_;                        // kept ready: each key asks for ten
};

}  // namespace storeside::content
