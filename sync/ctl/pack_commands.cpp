#include "sync/ctl/pack_commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "firmware/base/file.hpp"
#include "firmware/content/build.hpp"
#include "firmware/content/check.hpp"
#include "firmware/content/import_csv.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/content/source.hpp"
#include "firmware/content/text.hpp"
#include "sync/ctl/report.hpp"

namespace storeside::ctl {
namespace {

namespace json = boost::json;
using content::Finding;

constexpr std::size_t kLargestCsv = 256 << 20;  // bytes

struct Options {
    std::string from;
    std::string to;
    std::string id;
    std::string language;
    std::string words;
    std::string pack;
    std::vector<std::string> files;
    std::vector<std::string> without;
    double at_least = 95;  // percent
    std::size_t limit = 10;
    bool json = false;
};

std::string_view severity_name(const Finding& finding) {
    return finding.severity == Finding::Severity::error ? "error" : "warning";
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::ranges::count(findings, Finding::Severity::error, &Finding::severity) > 0;
}

int build(const Options& options) {
    const auto source = content::read_source(options.from);
    if (!source) return report(source.error());
    const auto findings = content::check_structure(*source);
    for (const auto& finding : findings)
        if (finding.severity == Finding::Severity::error)
            fmt::print(stderr, "error: {}\n", content::to_string(finding));
    if (const auto warnings = std::ranges::count(findings, Finding::Severity::warning, &Finding::severity))
        fmt::print(stderr, "{} warnings; storesidectl pack check {} names them\n", warnings, options.from);
    if (has_errors(findings))
        return report(Error(Errc::invalid_input,
                            fmt::format("{} is not built: the errors above come first", options.to)));
    if (auto built = content::build_pack(*source, options.to); !built) return report(built.error());
    fmt::print("{}: {}, version {}, {} articles and {} guides in {} languages\n", options.to, source->name,
               source->version, source->articles.size(), source->guides.size(), source->languages.size());
    return 0;
}

int check(const Options& options) {
    const auto source = content::read_source(options.from);
    if (!source) return report(source.error());
    auto findings = content::check_structure(*source);
    if (!has_errors(findings)) {
        auto unfindable = content::check_findability(*source);
        if (!unfindable) return report(unfindable.error());
        findings.insert(findings.end(), unfindable->begin(), unfindable->end());
    }
    if (options.json) {
        json::array all;
        for (const auto& finding : findings)
            all.push_back({{"severity", severity_name(finding)},
                           {"file", finding.file},
                           {"line", finding.line},
                           {"text", finding.text}});
        fmt::print("{}\n", json::serialize(json::object{{"findings", std::move(all)}}));
    } else {
        for (const auto& finding : findings)
            fmt::print("{}: {}\n", severity_name(finding), content::to_string(finding));
        const auto errors = std::ranges::count(findings, Finding::Severity::error, &Finding::severity);
        fmt::print("{} errors, {} warnings\n", errors, static_cast<std::ptrdiff_t>(findings.size()) - errors);
    }
    return has_errors(findings) ? 1 : 0;
}

// Parts of the ranking that may be left out, to see what each is good for (docs/search.md).
const std::map<std::string, void (*)(search::Weights&)> kParts = {
    {"slips", [](search::Weights& weights) { weights.one_slip = 0; }},
    {"beginnings", [](search::Weights& weights) { weights.beginning = 0; }},
    {"synonyms", [](search::Weights& weights) { weights.synonym = 0; }},
    {"sounds", [](search::Weights& weights) { weights.sound = 0; }},
    {"grams", [](search::Weights& weights) { weights.grams = 0; }},
    {"stop-words", [](search::Weights& weights) { weights.stop_word = 1; }},
    {"neighbours", [](search::Weights& weights) { weights.neighbours = 0; }},
    {"whole-questions", [](search::Weights& weights) { weights.whole = 0; }},
    {"threshold", [](search::Weights& weights) { weights.enough = 0; }},
};

std::vector<std::string> parts() {
    std::vector<std::string> names;
    for (const auto& part : kParts) names.push_back(part.first);
    return names;
}

int search(const Options& options) {
    auto pack = content::Pack::open(options.from);
    if (!pack) return report(pack.error());
    search::Weights weights;
    for (const auto& part : options.without) kParts.at(part)(weights);
    int exit_code = 0;
    for (std::string query; std::getline(std::cin, query);) {
        if (query.ends_with('\r')) query.pop_back();
        const auto begun = std::chrono::steady_clock::now();
        const auto hits = pack->search(query, options.language, options.limit, weights);
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        json::array found;
        if (hits)
            for (const auto& hit : *hits)
                found.push_back({{"id", hit.id}, {"title", hit.title}, {"score", hit.score}});
        else
            exit_code = report(hits.error());
        fmt::print("{}\n", json::serialize(json::object{{"query", content::repaired(query)},
                                                        {"took_us", took.count()},
                                                        {"hits", std::move(found)}}));
        std::fflush(stdout);  // whoever asks line by line waits for it
    }
    return exit_code;
}

void print(const search::Explanation& why) {
    for (const auto& word : why.words) {
        if (word.points == 0)
            fmt::print("     {:<18} -\n", word.typed);
        else
            fmt::print(
                "     {:<18} {:<10} {:<18} {:6.2f} = rarity {:.2f} x in the document {:.2f} x match "
                "{:.2f}{}\n",
                word.typed, word.match, word.term, word.points, word.rarity, word.impact, word.weight,
                word.stop ? ", only asks" : "");
    }
    if (why.neighbours > 0) fmt::print("     {:<48} {:6.2f}\n", "words side by side", why.neighbours);
    if (why.whole > 0) fmt::print("     {:<48} {:6.2f}\n", "just what was asked", why.whole);
}

json::object to_json(const search::Explanation& why) {
    json::array words;
    for (const auto& word : why.words)
        words.push_back({{"typed", word.typed},
                         {"match", json::string(word.match)},
                         {"term", word.term},
                         {"points", word.points},
                         {"rarity", word.rarity},
                         {"impact", word.impact},
                         {"weight", word.weight},
                         {"only_asks", word.stop}});
    return {{"words", std::move(words)},
            {"neighbours", why.neighbours},
            {"whole", why.whole},
            {"coverage", why.coverage}};
}

int explain(const Options& options) {
    auto pack = content::Pack::open(options.from);
    if (!pack) return report(pack.error());
    search::Weights all_of_them;
    all_of_them.enough = 0;  // what stays unsaid is explained, too
    const auto hits = pack->search(options.words, options.language, options.limit, all_of_them);
    if (!hits) return report(hits.error());
    const auto shown = pack->search(options.words, options.language, 1);
    const auto why = pack->explain(options.words, options.language, *hits);
    if (!why) return report(why.error());
    if (options.json) {
        json::array all;
        for (std::size_t i = 0; i < hits->size(); ++i) {
            auto each = to_json((*why)[i]);
            each["id"] = (*hits)[i].id;
            each["score"] = (*hits)[i].score;
            all.push_back(std::move(each));
        }
        fmt::print("{}\n", json::serialize(json::object{{"query", content::repaired(options.words)},
                                                        {"enough", shown && !shown->empty()},
                                                        {"hits", std::move(all)}}));
        return 0;
    }
    if (const auto corrected = pack->corrected(options.words, options.language); !corrected.empty())
        fmt::print("Did you mean: {}\n", corrected);
    if (hits->empty())
        fmt::print("No document has any of these words.\n");
    else if (shown && shown->empty())
        fmt::print("Nothing is shown: the best one speaks of less than {:.0f} % of what was asked.\n",
                   100 * search::Weights().enough);
    for (std::size_t i = 0; i < hits->size(); ++i) {
        fmt::print("{:2}. {} ({}): {:.2f}, speaks of {:.0f} % of what was asked\n", i + 1, (*hits)[i].title,
                   (*hits)[i].id, (*hits)[i].score, 100 * (*why)[i].coverage);
        print((*why)[i]);
    }
    return 0;
}

// The pack that is given, or one that is built from the folder around try/.
Result<content::Pack> pack_to_try(const Options& options, const std::filesystem::path& file) {
    if (!options.pack.empty()) return content::Pack::open(options.pack);
    const auto folder = std::filesystem::absolute(file).lexically_normal().parent_path().parent_path();
    ASSIGN_OR_RETURN(const auto source, content::read_source(folder));
    ASSIGN_OR_RETURN(auto bytes, content::pack_bytes(source));
    return content::Pack::open_bytes(std::move(bytes));
}

// Whether enough of a list's queries find what they should.
Result<bool> try_file(const Options& options, const std::string& name) {
    const std::filesystem::path file = name;
    ASSIGN_OR_RETURN(const auto csv, read_file(file, kLargestCsv));
    const auto expected = content::parse_expectations(csv);
    if (!expected)
        return failure(Errc::invalid_input,
                       fmt::format("{}:{}: {}", name, expected.error().line, expected.error().text));
    if (expected->empty()) return failure(Errc::invalid_input, fmt::format("{}: there are no queries", name));
    ASSIGN_OR_RETURN(auto pack, pack_to_try(options, file));
    const auto language = options.language.empty() ? file.stem().string() : options.language;
    if (!std::ranges::count(pack.languages(), language))
        return failure(Errc::invalid_input,
                       fmt::format("{}: the pack is not in '{}'; name one of its languages with --lang", name,
                                   language));
    ASSIGN_OR_RETURN(const auto missed, content::disappointments(pack, language, *expected));
    for (const auto& miss : missed) {
        std::vector<std::string> found;
        for (const auto& hit : miss.found) found.push_back(hit.id);
        fmt::print("{}:{}: “{}” finds {}, not {}\n", name, miss.expected.line, miss.expected.words,
                   found.empty() ? "nothing" : fmt::format("{}", fmt::join(found, ", ")),
                   miss.expected.finds.empty() ? "nothing"
                                               : fmt::format("{}", fmt::join(miss.expected.finds, " or ")));
    }
    const auto met = expected->size() - missed.size();
    const double percent = 100.0 * static_cast<double>(met) / static_cast<double>(expected->size());
    fmt::print("{}: {} of {} find what they should among the first {} ({:.1f} %)\n", name, met,
               expected->size(), content::kLookedAt, percent);
    return percent >= options.at_least;
}

int try_lists(const Options& options) {
    int exit_code = 0;
    for (const auto& file : options.files) {
        const auto fine = try_file(options, file);
        if (!fine) return report(fine.error());
        if (!*fine) exit_code = 1;
    }
    return exit_code;
}

int import_csv(const Options& options) {
    const auto csv = read_file(options.from, kLargestCsv);
    if (!csv) return report(csv.error());
    const auto imported = content::import_csv(*csv, options.to);
    if (!imported) return report(Error(imported.error()).with_context(options.from));
    fmt::print("{}: {} articles. Next: storesidectl pack check {}\n", options.to, *imported, options.to);
    return 0;
}

std::string plain_text(const std::vector<content::Span>& cell) {
    std::string text;
    for (const auto& span : cell) text += span.text;
    return text;
}

std::string line_of(const content::Block& block) {
    using Kind = content::Block::Kind;
    std::string text;
    for (const auto& cell : block.cells) text += (text.empty() ? "" : " | ") + plain_text(cell);
    const std::string indent(static_cast<std::size_t>(2 * block.depth), ' ');
    switch (block.kind) {
        case Kind::heading:
            return fmt::format("\n{} {}", std::string(static_cast<std::size_t>(block.number), '#'), text);
        case Kind::bullet:
            return indent + "- " + text;
        case Kind::numbered:
            return fmt::format("{}{}. {}", indent, block.number, text);
        case Kind::picture:
            return fmt::format("\n[{}: {}]", block.picture.file, block.picture.words);
        case Kind::callout:
            return block.callout == content::Callout::warning ? "\n(!)" : "\n(i)";
        case Kind::table_header:
        case Kind::table_row:
            return "| " + text + " |";
        case Kind::paragraph:
            break;
    }
    return "\n" + text;
}

json::object to_json(const content::Article& article) {
    json::array body;
    for (const auto& block : article.body) body.push_back(json::string(line_of(block)));
    json::array related;
    for (const auto& hit : article.related) related.push_back(json::string(hit.id));
    return {{"id", article.id},
            {"kind", "article"},
            {"language", article.language},
            {"title", article.title},
            {"lead", article.lead},
            {"category", article.category},
            {"body", std::move(body)},
            {"related", std::move(related)}};
}

std::string_view leads_name(content::Choice::Leads leads) {
    switch (leads) {
        case content::Choice::Leads::step:
            return "step";
        case content::Choice::Leads::article:
            return "article";
        case content::Choice::Leads::solved:
            return "solved";
        case content::Choice::Leads::agent:
            return "agent";
    }
    return "";
}

json::object to_json(const content::Guide& guide) {
    json::array steps;
    for (const auto& step : guide.steps) {
        json::array choices;
        for (const auto& choice : step.choices)
            choices.push_back(
                {{"label", choice.label}, {"leads", leads_name(choice.leads)}, {"target", choice.target}});
        steps.push_back({{"id", step.id}, {"text", step.text}, {"choices", std::move(choices)}});
    }
    return {{"id", guide.id},
            {"kind", "guide"},
            {"language", guide.language},
            {"title", guide.title},
            {"category", guide.category},
            {"steps", std::move(steps)}};
}

void print(const content::Article& article) {
    fmt::print("{} [{}, {}]\n\n{}\n", article.title, article.id, article.language, article.lead);
    for (const auto& block : article.body) fmt::print("{}\n", line_of(block));
    for (const auto& hit : article.related)
        fmt::print("{}see also: {} [{}]\n", &hit == article.related.data() ? "\n" : "", hit.title, hit.id);
}

void print(const content::Guide& guide) {
    fmt::print("{} [{}, {}]\n", guide.title, guide.id, guide.language);
    for (const auto& step : guide.steps) {
        fmt::print("\n{}: {}\n", step.id, step.text);
        for (const auto& choice : step.choices)
            fmt::print("- {} -> {}{}{}\n", choice.label, leads_name(choice.leads),
                       choice.target.empty() ? "" : " ", choice.target);
    }
}

template <class Document>
int show(const Document& document, bool as_json) {
    if (as_json)
        fmt::print("{}\n", json::serialize(to_json(document)));
    else
        print(document);
    return 0;
}

int show_all(content::Pack& pack, const Options& options) {
    const auto documents = pack.documents(options.language);
    if (!documents) return report(documents.error());
    if (options.json) {
        json::array all;
        for (const auto& hit : *documents)
            all.push_back({{"id", hit.id},
                           {"kind", hit.kind == content::Hit::Kind::article ? "article" : "guide"},
                           {"language", hit.language},
                           {"title", hit.title}});
        fmt::print("{}\n", json::serialize(json::object{{"name", pack.name()},
                                                        {"version", pack.version()},
                                                        {"languages", json::value_from(pack.languages())},
                                                        {"documents", std::move(all)}}));
        return 0;
    }
    fmt::print("{}, version {}, in {}\n", pack.name(), pack.version(), fmt::join(pack.languages(), ", "));
    for (const auto& hit : *documents) fmt::print("{:<28} {:<6} {}\n", hit.id, hit.language, hit.title);
    return 0;
}

int show(const Options& options) {
    auto pack = content::Pack::open(options.from);
    if (!pack) return report(pack.error());
    if (options.id.empty()) return show_all(*pack, options);
    const auto article = pack->article(options.id, options.language);
    if (article) return show(*article, options.json);
    if (article.error().code() != Errc::not_found) return report(article.error());
    const auto guide = pack->guide(options.id, options.language);
    if (guide) return show(*guide, options.json);
    if (guide.error().code() != Errc::not_found) return report(guide.error());
    return report(Error(Errc::not_found, fmt::format("the pack has no article or guide '{}'", options.id)));
}

}  // namespace

void add_pack_commands(CLI::App& app, int& exit_code) {
    auto* pack = app.add_subcommand("pack", "Build, check, search and look into packs");
    pack->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    const auto command = [&](const char* name, const char* help, int (*run)(const Options&)) {
        return pack->add_subcommand(name, help)->callback([options, run, &exit_code] {
            exit_code = run(*options);
        });
    };

    auto* build_command = command("build", "Turn an author's folder into a pack", build);
    build_command->add_option("DIR", options->from, "The folder with pack.toml")->required();
    build_command->add_option("OUT", options->to, "The pack to write")->required();

    auto* check_command =
        command("check", "Name missing translations, dead links, articles that nobody can find", check);
    check_command->add_option("DIR", options->from, "The folder with pack.toml")->required();
    check_command->add_flag("--json", options->json, "Print one JSON object");

    auto* search_command = command("search", "Read one query a line, print one JSON object a line", search);
    search_command->add_option("PACK", options->from, "The pack")->required();
    search_command->add_option("--lang", options->language,
                               "The language, e.g. en; the pack's first by default");
    search_command->add_option("--limit", options->limit, "At most so many hits (10)")
        ->check(CLI::Range(1, 1000));

    search_command
        ->add_option("--without", options->without,
                     "Leave out a part of the ranking, to see what it is good for")
        ->delimiter(',')
        ->check(CLI::IsMember(parts()));

    auto* explain_command =
        command("explain", "Say why each document stands where it stands for a query", explain);
    explain_command->add_option("PACK", options->from, "The pack")->required();
    explain_command->add_option("WORDS", options->words, "The query")->required();
    explain_command->add_option("--lang", options->language,
                                "The language, e.g. en; the pack's first by default");
    explain_command->add_option("--limit", options->limit, "At most so many hits (10)")
        ->check(CLI::Range(1, 1000));
    explain_command->add_flag("--json", options->json, "Print one JSON object");

    auto* try_command =
        command("try", "Run lists of queries (words,finds) and name those that miss; fails below --at-least",
                try_lists);
    try_command->add_option("FILE", options->files, "try/<language>.csv of an author's folder")->required();
    try_command->add_option("--pack", options->pack,
                            "The pack; by default it is built from the folder around try/");
    try_command->add_option("--lang", options->language, "The language; by default the file's name says it");
    try_command
        ->add_option("--at-least", options->at_least, "Percent that have to find what they should (95)")
        ->check(CLI::Range(0, 100));

    auto* import_command =
        command("import-csv", "Start a folder from a spreadsheet: id,lang,title,body,tags", import_csv);
    import_command->add_option("FILE", options->from, "The spreadsheet")->required();
    import_command->add_option("DIR", options->to, "The folder to make")->required();

    auto* show_command = command("show", "List a pack, or print one of its articles or guides", show);
    show_command->add_option("PACK", options->from, "The pack")->required();
    show_command->add_option("ID", options->id, "An article or guide");
    show_command->add_option("--lang", options->language,
                             "The language, e.g. en; the pack's first by default");
    show_command->add_flag("--json", options->json, "Print one JSON object");
}

}  // namespace storeside::ctl
