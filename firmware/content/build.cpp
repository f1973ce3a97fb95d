#include "firmware/content/build.hpp"
#include "firmware/content/intent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "firmware/base/file.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/schema.hpp"
#include "firmware/db/database.hpp"
#include "firmware/search/writer.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kLargestPack = std::size_t{1} << 30;
constexpr std::size_t kMostHelped = 3;    // times that one past question counts; more would drown the others
constexpr std::size_t kAlignment = 4096;  // of an index: a page of memory

// What the index holds of a document, in all languages that show it.
struct Searchable {
    std::int64_t row = 0;
    std::string id;
    std::string language;
    std::string title;
    std::string name;  // its title, questions and tags
    std::string body;  // and what it has helped with
};

// One item a line, so that the last word of one and the first of the next stay two words.
std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all.append(text).append("\n");
    return all;
}

// What a document is called by its author.
template <class Shown>
std::string name_of(const Shown& shown, const std::vector<std::string>& questions,
                    const std::vector<std::string>& tags) {
    return shown.title + "\n" + joined(questions) + joined(tags);
}

std::string plain_text(const Article& article) {
    std::string text = article.lead;
    for (const auto& block : article.body) {
        for (const auto& cell : block.cells) {
            text += '\n';
            for (const auto& span : cell) text += span.text;
        }
        if (!block.picture.words.empty()) text.append("\n").append(block.picture.words);
    }
    return text;
}

std::string plain_text(const Guide& guide) {
    std::string text;
    for (const auto& step : guide.steps) {
        text.append(step.text).append("\n");
        for (const auto& picture : step.pictures) text.append(picture.words).append("\n");
        for (const auto& choice : step.choices) text.append(choice.label).append("\n");
    }
    return text;
}

class Writer {
public:
    Writer(const Source& source, db::Database& database) : source_(source), database_(database) {
        for (const auto& helped : source.helpful)
            helped_.emplace(std::pair(helped.finds, helped.language), &helped);
    }

    // Answers with what belongs behind the database.
    Result<std::string> write() {
        RETURN_IF_ERROR(write_head());
        RETURN_IF_ERROR(write_media());
        RETURN_IF_ERROR(write_store());
        RETURN_IF_ERROR(write_articles());
        RETURN_IF_ERROR(write_guides());
        RETURN_IF_ERROR(write_notices_and_replies());
        std::string indexes;
        for (const auto& language : source_.languages) RETURN_IF_ERROR(write_index(language, indexes));
        return indexes;
    }

private:
    Result<void> write_head() {
        ASSIGN_OR_RETURN(
            auto pack, database_.prepare("INSERT INTO pack VALUES(:name, :version, :accent, :logo, :photo)"));
        pack.bind(":name", source_.name)
            .bind(":version", source_.version)
            .bind(":accent", source_.brand.accent)
            .bind(":photo", source_.brand.photo.file);
        RETURN_IF_ERROR(pack.bind_blob(":logo", source_.brand.logo_png).run());

        ASSIGN_OR_RETURN(auto language,
                         database_.prepare("INSERT INTO language VALUES(:position, :code, :greeting)"));
        for (std::size_t i = 0; i < source_.languages.size(); ++i) {
            const auto greeting = source_.greetings.find(source_.languages[i]);
            language.bind(":position", i).bind(":code", source_.languages[i]);
            RETURN_IF_ERROR(
                language.bind(":greeting", greeting == source_.greetings.end() ? "" : greeting->second)
                    .run());
        }
        ASSIGN_OR_RETURN(auto category,
                         database_.prepare("INSERT INTO category VALUES(:position, :id, :icon)"));
        ASSIGN_OR_RETURN(
            auto title, database_.prepare("INSERT INTO category_title VALUES(:category, :language, :title)"));
        for (std::size_t i = 0; i < source_.categories.size(); ++i) {
            const auto& from = source_.categories[i];
            RETURN_IF_ERROR(
                category.bind(":position", i).bind(":id", from.id).bind(":icon", from.icon).run());
            for (const auto& [code, text] : from.titles)
                RETURN_IF_ERROR(
                    title.bind(":category", from.id).bind(":language", code).bind(":title", text).run());
        }
        ASSIGN_OR_RETURN(auto popular, database_.prepare("INSERT INTO popular VALUES(:position, :id)"));
        for (std::size_t i = 0; i < source_.popular.size(); ++i)
            RETURN_IF_ERROR(popular.bind(":position", i).bind(":id", source_.popular[i]).run());
        ASSIGN_OR_RETURN(auto intent, database_.prepare("INSERT INTO intent VALUES(:name, :id)"));
        for (const auto& [name, id] : source_.intents)
            RETURN_IF_ERROR(intent.bind(":name", name).bind(":id", id).run());
        if (!source_.privacy.empty())
            RETURN_IF_ERROR(intent.bind(":name", kPrivacy).bind(":id", source_.privacy).run());
        return {};
    }

    Result<void> write_media() {
        ASSIGN_OR_RETURN(auto media, database_.prepare("INSERT INTO media VALUES(:file, :bytes)"));
        for (const auto& [file, bytes] : source_.media)
            RETURN_IF_ERROR(media.bind(":file", file).bind_blob(":bytes", bytes).run());
        return {};
    }

    Result<void> write_store() {
        const auto& store = source_.store;
        ASSIGN_OR_RETURN(auto head, database_.prepare("INSERT INTO store VALUES(:phone, :article)"));
        RETURN_IF_ERROR(head.bind(":phone", store.phone).bind(":article", store.article).run());
        RETURN_IF_ERROR(write_texts("address", 0, store.address));
        for (std::size_t day = 0; day < store.week.size(); ++day)
            RETURN_IF_ERROR(write_hours(static_cast<int>(day) + 1, store.week[day]));
        ASSIGN_OR_RETURN(auto special, database_.prepare("INSERT INTO special_day VALUES(:date)"));
        for (const auto& day : store.special_days) {
            RETURN_IF_ERROR(special.bind(":date", day.date).run());
            RETURN_IF_ERROR(write_hours(day.date, day.hours));
            RETURN_IF_ERROR(write_texts("day", day.date, day.names));
        }
        ASSIGN_OR_RETURN(auto service,
                         database_.prepare("INSERT INTO service VALUES(:position, :icon, :article)"));
        for (std::size_t i = 0; i < store.services.size(); ++i) {
            const auto& from = store.services[i];
            const int position = static_cast<int>(i);
            service.bind(":position", position).bind(":icon", from.icon);
            RETURN_IF_ERROR(service.bind(":article", from.article).run());
            RETURN_IF_ERROR(write_texts("service", position, from.titles));
            RETURN_IF_ERROR(write_texts("where", position, from.where));
        }
        return {};
    }

    Result<void> write_hours(int day, const std::vector<OpenHours>& hours) {
        ASSIGN_OR_RETURN(auto row,
                         database_.prepare("INSERT INTO hours VALUES(:day, :position, :opens, :closes)"));
        for (std::size_t i = 0; i < hours.size(); ++i) {
            row.bind(":day", day).bind(":position", i).bind(":opens", hours[i].opens);
            RETURN_IF_ERROR(row.bind(":closes", hours[i].closes).run());
        }
        return {};
    }

    Result<void> write_texts(std::string_view what, int position, const Translations& texts) {
        ASSIGN_OR_RETURN(
            auto row, database_.prepare("INSERT INTO store_text VALUES(:what, :position, :language, :text)"));
        for (const auto& [language, text] : texts) {
            row.bind(":what", what).bind(":position", position).bind(":language", language);
            RETURN_IF_ERROR(row.bind(":text", text).run());
        }
        return {};
    }

    Result<void> write_document(DocumentKind kind, const Searchable& what, std::string_view category,
                                std::string_view lead) {
        ASSIGN_OR_RETURN(
            auto document,
            database_.prepare(
                "INSERT INTO document VALUES(:row, :kind, :id, :language, :category, :title, :lead)"));
        document.bind(":row", what.row)
            .bind(":kind", static_cast<int>(kind))
            .bind(":id", what.id)
            .bind(":language", what.language);
        return document.bind(":category", category).bind(":title", what.title).bind(":lead", lead).run();
    }

    Result<void> write_articles() {
        ASSIGN_OR_RETURN(auto span,
                         database_.prepare("INSERT INTO span VALUES(:document, :block, :cell, :position, "
                                           ":kind, :number, :depth, :callout, :strong, :article, :picture, "
                                           ":text)"));
        ASSIGN_OR_RETURN(auto related,
                         database_.prepare("INSERT INTO related VALUES(:document, :position, :id)"));
        for (const auto& from : source_.articles) {
            const auto& article = from.article;
            const auto row = next_row();
            documents_.push_back({row, article.id, article.language, article.title,
                                  name_of(article, from.questions, from.tags),
                                  plain_text(article) + "\n" + helped(article)});
            RETURN_IF_ERROR(
                write_document(DocumentKind::article, documents_.back(), article.category, article.lead));
            for (std::size_t i = 0; i < from.related.size(); ++i)
                RETURN_IF_ERROR(
                    related.bind(":document", row).bind(":position", i).bind(":id", from.related[i]).run());
            for (std::size_t b = 0; b < article.body.size(); ++b)
                RETURN_IF_ERROR(write_block(span, row, b, article.body[b]));
        }
        return {};
    }

    // A cell without words is one empty run; so is a callout, and a picture is its words.
    static Result<void> write_block(db::Statement& span, std::int64_t row, std::size_t number,
                                    const Block& block) {
        auto cells = block.cells;
        if (block.kind == Block::Kind::picture) cells = {{{block.picture.words, false, {}}}};
        if (cells.empty()) cells.emplace_back();
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (cells[c].empty()) cells[c].emplace_back();
            for (std::size_t s = 0; s < cells[c].size(); ++s) {
                span.bind(":document", row).bind(":block", number).bind(":cell", c).bind(":position", s);
                span.bind(":kind", static_cast<int>(block.kind)).bind(":number", block.number);
                span.bind(":depth", block.depth).bind(":callout", static_cast<int>(block.callout));
                span.bind(":strong", cells[c][s].strong ? 1 : 0).bind(":article", cells[c][s].article);
                RETURN_IF_ERROR(
                    span.bind(":picture", block.picture.file).bind(":text", cells[c][s].text).run());
            }
        }
        return {};
    }

    Result<void> write_guides() {
        ASSIGN_OR_RETURN(auto step,
                         database_.prepare("INSERT INTO step VALUES(:document, :position, :id, :text)"));
        ASSIGN_OR_RETURN(
            auto choice,
            database_.prepare(
                "INSERT INTO choice VALUES(:document, :step, :position, :label, :leads, :target)"));
        ASSIGN_OR_RETURN(
            auto picture,
            database_.prepare(
                "INSERT INTO step_picture VALUES(:document, :step, :position, :picture, :words)"));
        for (const auto& from : source_.guides) {
            const auto& guide = from.guide;
            const auto row = next_row();
            documents_.push_back({row, guide.id, guide.language, guide.title,
                                  name_of(guide, from.questions, from.tags),
                                  plain_text(guide) + "\n" + helped(guide)});
            RETURN_IF_ERROR(write_document(DocumentKind::guide, documents_.back(), guide.category,
                                           guide.steps.front().text));
            for (std::size_t s = 0; s < guide.steps.size(); ++s) {
                step.bind(":document", row).bind(":position", s).bind(":id", guide.steps[s].id);
                RETURN_IF_ERROR(step.bind(":text", guide.steps[s].text).run());
                for (std::size_t p = 0; p < guide.steps[s].pictures.size(); ++p) {
                    const auto& shown = guide.steps[s].pictures[p];
                    picture.bind(":document", row).bind(":step", s).bind(":position", p);
                    RETURN_IF_ERROR(picture.bind(":picture", shown.file).bind(":words", shown.words).run());
                }
                for (std::size_t c = 0; c < guide.steps[s].choices.size(); ++c) {
                    const auto& to = guide.steps[s].choices[c];
                    choice.bind(":document", row)
                        .bind(":step", s)
                        .bind(":position", c)
                        .bind(":label", to.label);
                    RETURN_IF_ERROR(
                        choice.bind(":leads", static_cast<int>(to.leads)).bind(":target", to.target).run());
                }
            }
        }
        return {};
    }

    Result<void> write_notices_and_replies() {
        ASSIGN_OR_RETURN(
            auto notice,
            database_.prepare("INSERT INTO notice VALUES(:id, :language, :title, :text, :article)"));
        for (const auto& from : source_.notices) {
            notice.bind(":id", from.notice.id)
                .bind(":language", from.language)
                .bind(":title", from.notice.title);
            RETURN_IF_ERROR(
                notice.bind(":text", from.notice.text).bind(":article", from.notice.article).run());
        }
        ASSIGN_OR_RETURN(auto reply,
                         database_.prepare("INSERT INTO reply VALUES(:id, :language, :title, :text)"));
        for (const auto& from : source_.replies) {
            reply.bind(":id", from.reply.id)
                .bind(":language", from.language)
                .bind(":title", from.reply.title);
            RETURN_IF_ERROR(reply.bind(":text", from.reply.text).run());
        }
        return {};
    }

    // Every document once: in this language, or in the one it falls back to.
    Result<void> write_index(const std::string& language, std::string& indexes) {
        const auto rank = [&](const Searchable& document) {
            return document.language == language
                       ? -1
                       : std::ranges::find(source_.languages, document.language) - source_.languages.begin();
        };
        std::map<std::string, const Searchable*> shown;
        for (const auto& document : documents_)
            if (auto& best = shown[document.id]; !best || rank(document) < rank(*best)) best = &document;

        std::vector<search::Document> documents;
        for (const auto& [id, document] : shown)
            documents.push_back({static_cast<std::uint32_t>(document->row), document->name, document->body});
        std::vector<search::SynonymGroup> synonyms;
        if (const auto own = source_.synonyms.find(language); own != source_.synonyms.end())
            synonyms = own->second;
        const auto index = search::build_index(documents, language, synonyms);

        ASSIGN_OR_RETURN(auto row,
                         database_.prepare("INSERT INTO search_index VALUES(:language, :at, :bytes)"));
        indexes.resize((indexes.size() + kAlignment - 1) / kAlignment * kAlignment);
        row.bind(":language", language).bind(":at", indexes.size()).bind(":bytes", index.size());
        indexes += index;
        return row.run();
    }

    // What shoppers asked whom it has helped.
    template <class Shown>
    std::string helped(const Shown& shown) const {
        std::string words;
        const auto [first, last] = helped_.equal_range({shown.id, shown.language});
        for (auto at = first; at != last; ++at)
            for (std::size_t i = 0; i < std::min(at->second->count, kMostHelped); ++i)
                words.append(at->second->words).append("\n");
        return words;
    }

    std::int64_t next_row() const { return static_cast<std::int64_t>(documents_.size()) + 1; }

    const Source& source_;
    db::Database& database_;
    std::multimap<std::pair<std::string, std::string>, const Helped*> helped_;  // by id and language
    std::vector<Searchable> documents_;
};

}  // namespace

Result<std::string> pack_bytes(const Source& source) {
    ASSIGN_OR_RETURN(auto database, db::Database::open(":memory:", db::Database::Mode::scratch));
    // Unused bytes of a page are zeroed: they must not depend on what was in memory.
    RETURN_IF_ERROR(
        database.execute(fmt::format("PRAGMA page_size=4096; PRAGMA temp_store=MEMORY; PRAGMA "
                                     "secure_delete=ON; PRAGMA application_id={}; PRAGMA user_version={}",
                                     kApplicationId, kFormat)));
    RETURN_IF_ERROR(create_tables(database));
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    ASSIGN_OR_RETURN(const auto indexes, Writer(source, database).write());
    RETURN_IF_ERROR(transaction.commit());
    ASSIGN_OR_RETURN(auto bytes, database.bytes());
    bytes += indexes;
    if (bytes.size() > kLargestPack)
        return failure(Errc::invalid_input,
                       fmt::format("the pack is larger than {} MB", kLargestPack >> 20U));
    return bytes;
}

Result<void> build_pack(const Source& source, const std::filesystem::path& out) {
    const auto findings = check_structure(source);
    if (const auto count = std::ranges::count(findings, Finding::Severity::error, &Finding::severity)) {
        const auto first = std::ranges::find(findings, Finding::Severity::error, &Finding::severity);
        return failure(Errc::invalid_input,
                       fmt::format("{}{}", to_string(*first),
                                   count > 1 ? fmt::format(" (and {} more errors)", count - 1) : ""));
    }
    ASSIGN_OR_RETURN(const auto bytes, pack_bytes(source));
    return write_file(out, bytes);
}

}  // namespace storeside::content
