#include "firmware/content/check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "firmware/base/colour.hpp"
#include "firmware/content/build.hpp"
#include "firmware/content/picture.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kComfortableTitle = 60;  // characters
constexpr const char* kPackFile = "pack.toml";

class Checker {
public:
    explicit Checker(const Source& source) : source_(source), findings_(source.findings) {
        for (const auto& each : source.articles) articles_.insert(each.article.id);
        for (const auto& each : source.guides) guides_.insert(each.guide.id);
        for (const auto& each : source.categories) categories_.insert(each.id);
    }

    std::vector<Finding> run() {
        // Without a readable pack.toml everything else would look wrong.
        if (source_.languages.empty()) return std::move(findings_);
        check_pack_file();
        check_brand();
        check_store();
        check_helpful();
        for (const auto& each : source_.articles) check_article(each);
        for (const auto& each : source_.guides) check_guide(each);
        for (const auto& each : source_.notices)
            if (!each.notice.article.empty()) check_article_id(each.file, "article", each.notice.article);
        check_translations("articles", source_.articles,
                           [](const auto& each) -> const Article& { return each.article; });
        check_translations("guides", source_.guides,
                           [](const auto& each) -> const Guide& { return each.guide; });
        check_translations("notices", source_.notices, [](const auto& each) {
            return Named{each.notice.id, each.language};
        });
        check_translations("replies", source_.replies, [](const auto& each) {
            return Named{each.reply.id, each.language};
        });
        return std::move(findings_);
    }

private:
    struct Named {
        std::string id;
        std::string language;
    };

    void error(std::string file, std::string text) {
        findings_.push_back({Finding::Severity::error, std::move(file), 0, std::move(text)});
    }
    void warning(std::string file, std::string text) {
        findings_.push_back({Finding::Severity::warning, std::move(file), 0, std::move(text)});
    }

    void check_pack_file() {
        const std::string file = kPackFile;
        std::set<std::string> seen;
        for (const auto& category : source_.categories) {
            if (!seen.insert(category.id).second)
                error(file, fmt::format("the category '{}' is there twice", category.id));
            missing(file, fmt::format("the title of the category '{}'", category.id), category.titles);
        }
        missing(file, "the greeting", source_.greetings);
        if (!source_.privacy.empty()) check_article_id(file, "privacy", source_.privacy);
        for (const auto& id : source_.popular)
            if (!articles_.contains(id) && !guides_.contains(id))
                error(file, fmt::format("popular: there is no '{}'", id));
        for (const auto& [name, id] : source_.intents)
            if (!articles_.contains(id) && !guides_.contains(id))
                error(file, fmt::format("intents: '{}' is answered by '{}', which is not there", name, id));
        for (const auto& id : guides_)
            if (articles_.contains(id))
                error("guides/" + id, "an article has the same id; ids are unique in a pack");
    }

    // What a brand's colours do to those who have to read them. The kiosk helps itself, and says how here.
    void check_brand() {
        const auto& brand = source_.brand;
        const auto accent = rgb(brand.accent);
        if (const auto ratio = contrast(accent, kOnAccent); ratio < kReadable)
            warning(kPackFile,
                    fmt::format("accent: white words on #{:06X} have a contrast of {:.1f}:1, {}:1 is needed; "
                                "a kiosk will show it as #{:06X}",
                                brand.accent, ratio, kReadable,
                                value_of(darkened_until_readable(accent, kOnAccent))));
        if (brand.logo_png.empty()) return;
        const auto logo = look_at(brand.logo_png);
        if (!logo) return error(kPackFile, fmt::format("logo: {}", logo.error().message()));
        if (const auto ratio = contrast(logo->average, kPageGround); ratio < kVisible)
            warning(kPackFile,
                    fmt::format("logo: its colours have a contrast of {:.1f}:1 on the page's ground "
                                "#{:06X}, {}:1 is needed; take a darker one",
                                ratio, value_of(kPageGround), kVisible));
    }

    void check_store() {
        const auto& store = source_.store;
        if (!store.article.empty()) check_article_id(kPackFile, "store", store.article);
        if (!store.address.empty()) missing(kPackFile, "the address of the store", store.address);
        std::set<int> dates;
        for (const auto& day : store.special_days) {
            if (!dates.insert(day.date).second)
                error(kPackFile, fmt::format("the special day {} is there twice", day.date));
            missing(kPackFile, fmt::format("the name of the special day {}", day.date), day.names);
        }
        for (const auto& service : store.services) {
            const auto name = service.titles.empty() ? std::string() : service.titles.begin()->second;
            if (!service.article.empty()) check_article_id(kPackFile, "service", service.article);
            missing(kPackFile, fmt::format("the title of the service '{}'", name), service.titles);
            missing(kPackFile, fmt::format("where '{}' is", name), service.where);
        }
    }

    void check_helpful() {
        const std::string file = "helpful.csv";
        std::set<std::string> gone, foreign;  // each is said once
        for (const auto& helped : source_.helpful) {
            if (!articles_.contains(helped.finds) && !guides_.contains(helped.finds) &&
                gone.insert(helped.finds).second)
                warning(file, fmt::format("there is no '{}'", helped.finds));
            if (!std::ranges::count(source_.languages, helped.language) &&
                foreign.insert(helped.language).second)
                warning(file, fmt::format("'{}' is not among the pack's languages", helped.language));
        }
    }

    void missing(const std::string& file, std::string_view what, const Translations& translations) {
        for (const auto& language : source_.languages)
            if (!translations.contains(language))
                warning(file, fmt::format("{} is missing in '{}'", what, language));
        for (const auto& [language, text] : translations)
            if (!std::ranges::count(source_.languages, language))
                error(file,
                      fmt::format("{} is in '{}', which is not among the pack's languages", what, language));
    }

    void check_document(const std::string& file, const std::string& title, const std::string& category,
                        const std::vector<std::string>& questions) {
        if (!categories_.contains(category))
            error(file, fmt::format("category: there is no '{}' in pack.toml", category));
        if (characters(title) > kComfortableTitle)
            warning(file, fmt::format("the title is longer than {} characters", kComfortableTitle));
        if (questions.empty()) warning(file, "no questions: only its own words will find it");
    }

    void check_article(const ArticleSource& source) {
        check_document(source.file, source.article.title, source.article.category, source.questions);
        for (const auto& id : source.related) {
            check_article_id(source.file, "related", id);
            if (id == source.article.id) error(source.file, "related: the article names itself");
        }
        for (const auto& block : source.article.body)
            for (const auto& cell : block.cells)
                for (const auto& span : cell)
                    if (!span.article.empty()) check_article_id(source.file, "link", span.article);
    }

    void check_article_id(const std::string& file, std::string_view where, const std::string& id) {
        if (!articles_.contains(id)) error(file, fmt::format("{}: there is no article '{}'", where, id));
    }

    void check_guide(const GuideSource& source) {
        const auto& steps = source.guide.steps;
        check_document(source.file, source.guide.title, source.guide.category, source.questions);
        if (steps.empty()) return error(source.file, "the guide has no steps");
        std::map<std::string, const Step*> by_id;
        for (const auto& step : steps) {
            if (!by_id.emplace(step.id, &step).second)
                error(source.file, fmt::format("the step '{}' is there twice", step.id));
            if (step.choices.empty())
                error(source.file, fmt::format("the step '{}' has no choices", step.id));
            for (const auto& choice : step.choices)
                if (choice.leads == Choice::Leads::article)
                    check_article_id(source.file, "choice", choice.target);
        }
        std::set<std::string> reached = {steps.front().id};
        std::vector<const Step*> open = {&steps.front()};
        while (!open.empty()) {
            const Step& step = *open.back();
            open.pop_back();
            for (const auto& choice : step.choices) {
                if (choice.leads != Choice::Leads::step) continue;
                const auto target = by_id.find(choice.target);
                if (target == by_id.end())
                    error(source.file, fmt::format("step '{}': a choice leads to '{}', which is no step",
                                                   step.id, choice.target));
                else if (reached.insert(choice.target).second)
                    open.push_back(target->second);
            }
        }
        for (const auto& [id, step] : by_id)
            if (!reached.contains(id))
                error(source.file, fmt::format("no choice leads to the step '{}'", id));
    }

    template <class Each, class Name>
    void check_translations(std::string_view kind, const std::vector<Each>& all, Name name) {
        std::map<std::string, std::set<std::string>> languages;
        for (const auto& each : all) languages[name(each).id].insert(name(each).language);
        for (const auto& [id, there] : languages) {
            std::vector<std::string> absent;
            for (const auto& language : source_.languages)
                if (!there.contains(language)) absent.push_back(language);
            if (!absent.empty())
                warning(fmt::format("{}/{}", kind, id),
                        fmt::format("not translated: {}", fmt::join(absent, ", ")));
        }
    }

    const Source& source_;
    std::vector<Finding> findings_;
    std::set<std::string> articles_;
    std::set<std::string> guides_;
    std::set<std::string> categories_;
};

}  // namespace

std::string to_string(const Finding& finding) {
    return finding.line > 0 ? fmt::format("{}:{}: {}", finding.file, finding.line, finding.text)
                            : fmt::format("{}: {}", finding.file, finding.text);
}

std::vector<Finding> check_structure(const Source& source) { return Checker(source).run(); }

Result<std::vector<Disappointment>> disappointments(Pack& pack, std::string_view language,
                                                    const std::vector<Expectation>& expected) {
    std::vector<Disappointment> all;
    for (const auto& each : expected) {
        ASSIGN_OR_RETURN(auto found, pack.search(each.words, language, kLookedAt));
        const bool met = each.finds.empty() ? found.empty() : std::ranges::any_of(found, [&](const Hit& hit) {
            return std::ranges::count(each.finds, hit.id) > 0;
        });
        if (!met) all.push_back({each, std::move(found)});
    }
    return all;
}

Result<std::vector<Finding>> check_findability(const Source& source) {
    ASSIGN_OR_RETURN(auto bytes, pack_bytes(source));
    ASSIGN_OR_RETURN(auto pack, Pack::open_bytes(std::move(bytes)));
    std::vector<Finding> findings;
    const auto ask = [&](const std::string& file, const std::string& id, const std::string& language,
                         const std::vector<std::string>& questions) -> Result<void> {
        for (const auto& question : questions) {
            ASSIGN_OR_RETURN(const auto hits, pack.search(question, language, kLookedAt));
            if (!std::ranges::count(hits, id, &Hit::id))
                findings.push_back(
                    {Finding::Severity::warning, file, 0,
                     fmt::format("its question “{}” finds {} others first", question, kLookedAt)});
        }
        return {};
    };
    for (const auto& each : source.articles)
        RETURN_IF_ERROR(ask(each.file, each.article.id, each.article.language, each.questions));
    for (const auto& each : source.guides)
        RETURN_IF_ERROR(ask(each.file, each.guide.id, each.guide.language, each.questions));
    return findings;
}

}  // namespace storeside::content
