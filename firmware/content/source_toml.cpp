#include "firmware/content/source_toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "firmware/content/intent.hpp"
#include "firmware/content/markdown.hpp"
#include "firmware/content/text.hpp"

namespace storeside::content {
namespace {

constexpr std::string_view kFence = "+++";
constexpr std::size_t kLongestTitle = 200;    // characters
constexpr std::size_t kLongestText = 2000;    // characters
constexpr std::size_t kMostItems = 200;       // of any list
constexpr std::size_t kLongestCaption = 120;  // characters
constexpr std::size_t kMostPicturesOfAStep = 4;
constexpr int kMinutesOfADay = 24 * 60;

// The first thing that is wrong in a file; what is read after it doesn't count.
struct Trouble {
    int lines_before = 0;
    std::optional<Fault> first;

    void say(const toml::node& at, std::string text) {
        if (!first) first = Fault{lines_before + static_cast<int>(at.source().begin.line), std::move(text)};
    }
};

// Takes the values out of a table, by key and type, and minds that none is left over.
class Keys {
public:
    Keys(const toml::table& table, Trouble& trouble) : table_(table), trouble_(trouble) {}

    std::string text(const char* key, std::size_t longest, bool required = true) {
        const auto* node = take(key);
        if (!node && required) trouble_.say(table_, fmt::format("'{}' is missing", key));
        return node ? checked(*node, key, longest) : std::string();
    }

    bool flag(const char* key) {
        const auto* node = take(key);
        if (node && !node->is_boolean()) trouble_.say(*node, fmt::format("'{}' is true or false", key));
        return node && node->value_or(false);
    }

    std::vector<std::string> texts(const char* key, std::size_t longest) {
        std::vector<std::string> found;
        each(key, [&](const toml::node& item) { found.push_back(checked(item, key, longest)); });
        return found;
    }

    std::vector<std::string> ids(const char* key) {
        std::vector<std::string> found;
        each(key, [&](const toml::node& item) {
            found.push_back(checked(item, key, kLongestTitle));
            if (!is_id(found.back())) trouble_.say(item, fmt::format("'{}' holds ids: a-z, 0-9 and -", key));
        });
        return found;
    }

    // A table from language to text.
    std::map<std::string, std::string> translations(const char* key) {
        std::map<std::string, std::string> found;
        const auto* node = take(key);
        if (!node) return found;
        const auto* table = node->as_table();
        if (!table) {
            trouble_.say(*node, fmt::format("'{}' has a text for each language", key));
            return found;
        }
        for (const auto& [language, text] : *table) {
            if (!is_language(language.str()))
                trouble_.say(text, fmt::format("'{}' is no language code", language.str()));
            found[std::string(language.str())] = checked(text, key, kLongestTitle);
        }
        return found;
    }

    // A date as 20261225.
    int date(const char* key) {
        const auto* node = take(key);
        const auto* value = node ? node->as_date() : nullptr;
        if (!value) {
            trouble_.say(node ? *node : static_cast<const toml::node&>(table_),
                         fmt::format("'{}' is a date like 2026-12-25", key));
            return 0;
        }
        const auto& day = value->get();
        return day.year * 10'000 + day.month * 100 + day.day;
    }

    template <class Visit>
    void table(const char* key, Visit visit) {
        if (const auto* node = take(key)) visit_table(*node, key, visit);
    }

    template <class Visit>
    void tables(const char* key, Visit visit) {
        each(key, [&](const toml::node& item) { visit_table(item, key, visit); });
    }

    void no_others() {
        for (const auto& [key, node] : table_)
            if (!std::ranges::count(taken_, key.str()))
                trouble_.say(node, fmt::format("'{}' is not known here", key.str()));
    }

    void complain(std::string text) { trouble_.say(table_, std::move(text)); }

private:
    const toml::node* take(const char* key) {
        taken_.emplace_back(key);
        return table_.get(key);
    }

    std::string checked(const toml::node& node, const char* key, std::size_t longest) {
        const auto* value = node.as_string();
        if (!value) {
            trouble_.say(node, fmt::format("'{}' is text in quotes", key));
            return {};
        }
        if (!is_clean_text(value->get()))
            trouble_.say(node, fmt::format("'{}' holds control characters", key));
        if (characters(value->get()) > longest)
            trouble_.say(node, fmt::format("'{}' is longer than {} characters", key, longest));
        if (value->get().empty()) trouble_.say(node, fmt::format("'{}' is empty", key));
        return value->get();
    }

    template <class Visit>
    void each(const char* key, Visit visit) {
        const auto* node = take(key);
        if (!node) return;
        const auto* array = node->as_array();
        if (!array) return trouble_.say(*node, fmt::format("'{}' is a list", key));
        if (array->size() > kMostItems)
            return trouble_.say(*node, fmt::format("'{}' has more than {} items", key, kMostItems));
        for (const auto& item : *array) visit(item);
    }

    template <class Visit>
    void visit_table(const toml::node& node, const char* key, Visit visit) {
        const auto* table = node.as_table();
        if (!table) return trouble_.say(node, fmt::format("'{}' is a table", key));
        Keys keys(*table, trouble_);
        visit(keys);
        keys.no_others();
    }

    const toml::table& table_;
    Trouble& trouble_;
    std::vector<std::string> taken_;
};

// The one place where toml++ throws.
Parsed<toml::table> parse_toml(std::string_view text, int lines_before) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return fault(lines_before + static_cast<int>(error.source().begin.line),
                     std::string(error.description()));
    } catch (const std::exception& error) {
        return fault(lines_before + 1, error.what());
    }
}

template <class T, class Read>
Parsed<T> read_toml(std::string_view text, int lines_before, Read read) {
    ASSIGN_OR_RETURN(const auto table, parse_toml(text, lines_before));
    Trouble trouble{lines_before, {}};
    Keys keys(table, trouble);
    T value;
    read(keys, value);
    keys.no_others();
    if (trouble.first) return std::unexpected(std::move(*trouble.first));
    return value;
}

std::string id_of(Keys& keys, const char* key) {
    auto id = keys.text(key, kLongestTitle);
    if (!is_id(id)) keys.complain(fmt::format("'{}' is an id: a-z, 0-9 and -", key));
    return id;
}

Choice choice_of(Keys& keys) {
    Choice choice;
    choice.label = keys.text("label", kLongestTitle);
    int ways = 0;
    const auto lead = [&](const char* key, Choice::Leads leads) {
        const auto target = keys.text(key, kLongestTitle, false);
        if (target.empty()) return;
        choice.leads = leads;
        choice.target = target;
        ++ways;
    };
    lead("to", Choice::Leads::step);
    lead("article", Choice::Leads::article);
    if (keys.flag("solved")) choice.leads = Choice::Leads::solved, ++ways;
    if (keys.flag("agent")) choice.leads = Choice::Leads::agent, ++ways;
    if (ways != 1)
        keys.complain("a choice has one of to = \"step\", article = \"id\", solved = true, agent = true");
    return choice;
}

std::uint32_t colour_of(Keys& keys, const char* key) {
    const auto text = keys.text(key, kLongestTitle);
    std::uint32_t value = 0;
    const auto* end = text.data() + text.size();
    if (text.size() != 7 || text[0] != '#' || std::from_chars(text.data() + 1, end, value, 16).ptr != end)
        keys.complain(fmt::format("'{}' is a colour like \"#0B6B4F\"", key));
    return value;
}

// Minutes after midnight; "24:00" is the end of the day.
std::optional<int> clock_of(std::string_view text) {
    int hour = 0;
    int minute = 0;
    const auto* end = text.data() + text.size();
    const auto hours = std::from_chars(text.data(), end, hour);
    if (hours.ec != std::errc() || hours.ptr == end || *hours.ptr != ':' || end - hours.ptr != 3) return {};
    const auto minutes = std::from_chars(hours.ptr + 1, end, minute);
    const int all = hour * 60 + minute;
    const bool fine = minutes.ec == std::errc() && minutes.ptr == end && hour >= 0 && minute >= 0 &&
                      minute < 60 && all <= kMinutesOfADay;
    return fine ? std::optional(all) : std::nullopt;
}

// "8:00-20:00", "8:00-13:00, 16:00-20:00", "closed".
std::vector<OpenHours> hours_of(Keys& keys, const char* key) {
    const auto text = keys.text(key, kLongestTitle);
    std::vector<OpenHours> hours;
    if (text == "closed") return hours;
    for (std::size_t at = 0; at <= text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        auto span = std::string_view(text).substr(at, comma - at);
        while (span.starts_with(' ')) span.remove_prefix(1);
        const auto dash = std::min(span.find('-'), span.size());
        const auto opens = clock_of(span.substr(0, dash));
        const auto closes = clock_of(span.substr(std::min(dash + 1, span.size())));
        const int before = hours.empty() ? 0 : hours.back().closes;
        if (!opens || !closes || *opens >= *closes || *opens < before) {
            keys.complain(
                fmt::format("'{}' is like \"8:00-20:00\", \"8:00-13:00, 16:00-20:00\" or \"closed\"", key));
            return {};
        }
        hours.push_back({*opens, *closes});
        at = comma + 1;
    }
    return hours;
}

StoreSource store_of(Keys& keys) {
    StoreSource store;
    store.address = keys.translations("address");
    store.phone = keys.text("phone", kLongestTitle, false);
    store.article = keys.text("article", kLongestTitle, false);
    keys.table("hours", [&](Keys& week) {
        for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
            store.week.push_back(hours_of(week, day));
    });
    keys.tables("special_day", [&](Keys& day) {
        store.special_days.push_back({day.date("date"), hours_of(day, "hours"), day.translations("name")});
    });
    keys.tables("service", [&](Keys& service) {
        store.services.push_back({service.text("icon", 64, false),
                                  service.text("article", kLongestTitle, false),
                                  service.translations("title"), service.translations("where")});
    });
    return store;
}

std::string picture_file_of(Keys& keys, const char* key, bool required) {
    auto file = keys.text(key, kLongestTitle, required);
    if (!file.empty() && !is_picture_file(file))
        keys.complain(fmt::format("'{}' is a PNG or JPEG of the pack, like \"media/plan.png\"", key));
    return file;
}

// A step has one picture, or two to four that are looked at in their order.
std::vector<Picture> pictures_of(Keys& step) {
    std::vector<Picture> pictures;
    const auto read = [&](Keys& keys, bool required) {
        const auto file = picture_file_of(keys, "picture", required);
        const auto caption = keys.text("caption", kLongestCaption, !file.empty());
        if (!file.empty()) pictures.push_back({file, caption, nullptr});
    };
    step.tables("pictures", [&](Keys& keys) { read(keys, true); });
    const bool strip = !pictures.empty();
    if (strip && (pictures.size() < 2 || pictures.size() > kMostPicturesOfAStep))
        step.complain(fmt::format("'pictures' has two to {} of them", kMostPicturesOfAStep));
    const auto before = pictures.size();
    read(step, false);
    if (strip && pictures.size() > before) step.complain("a step has 'picture' or 'pictures', not both");
    return pictures;
}

std::string plain_text(const Block& block) {
    std::string text;
    for (const auto& cell : block.cells)
        for (const auto& span : cell) text += span.text;
    return text;
}

}  // namespace

Parsed<PackHead> parse_pack_file(std::string_view text) {
    return read_toml<PackHead>(text, 0, [](Keys& keys, PackHead& pack) {
        auto& source = pack.source;
        source.name = keys.text("name", kLongestTitle);
        source.version = keys.text("version", kLongestTitle);
        source.languages = keys.texts("languages", kLongestTitle);
        source.popular = keys.ids("popular");
        source.greetings = keys.translations("greeting");
        source.privacy = keys.text("privacy", kLongestTitle, false);
        keys.table("brand", [&](Keys& brand) {
            source.brand.accent = colour_of(brand, "accent");
            pack.logo = brand.text("logo", kLongestTitle, false);
            source.brand.photo.file = picture_file_of(brand, "photo", false);
        });
        keys.table("store", [&](Keys& store) { source.store = store_of(store); });
        keys.tables("category", [&](Keys& category) {
            source.categories.push_back(
                {id_of(category, "id"), category.text("icon", 64, false), category.translations("title")});
        });
        keys.table("intents", [&](Keys& intents) {
            for (const auto& [intent, name] : kIntentNames)
                if (auto id = intents.text(name, kLongestTitle, false); !id.empty())
                    source.intents[name] = std::move(id);
        });
        if (source.languages.empty() || source.languages.size() > kMostLanguages)
            keys.complain(fmt::format("'languages' has 1 to {} of them", kMostLanguages));
        for (std::size_t i = 0; i < source.languages.size(); ++i) {
            const auto& language = source.languages[i];
            if (!is_language(language))
                keys.complain(fmt::format("'{}' is no language code like en or pt-BR", language));
            if (std::find(source.languages.begin(), source.languages.end(), language) -
                    source.languages.begin() !=
                static_cast<std::ptrdiff_t>(i))
                keys.complain(fmt::format("'{}' is twice among the languages", language));
        }
    });
}

Parsed<ArticleSource> parse_article(std::string_view text) {
    const std::string opening = fmt::format("{}\n", kFence);
    if (!text.starts_with(opening))
        return fault(1, "an article begins with front matter between two lines of +++");
    const auto end = text.find(fmt::format("\n{}\n", kFence), opening.size() - 1);
    if (end == text.npos) return fault(1, "the front matter has no second line of +++");
    const auto front = text.substr(opening.size(), std::max(end + 1, opening.size()) - opening.size());
    if (front.size() > kLargestFrontMatter)
        return fault(1, fmt::format("the front matter is larger than {} bytes", kLargestFrontMatter));

    ASSIGN_OR_RETURN(auto source, read_toml<ArticleSource>(front, 1, [](Keys& keys, ArticleSource& article) {
                         article.article.title = keys.text("title", kLongestTitle);
                         article.article.category = id_of(keys, "category");
                         article.tags = keys.texts("tags", kLongestTitle);
                         article.questions = keys.texts("questions", kLongestText);
                         article.related = keys.ids("related");
                     }));

    const auto body_begins = end + opening.size() + 1;
    const auto lines_before = static_cast<int>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(body_begins), '\n'));
    auto body = parse_markdown(text.substr(body_begins));
    if (!body) return fault(lines_before + body.error().line, std::move(body.error().text));
    if (body->empty() || body->front().kind != Block::Kind::paragraph)
        return fault(lines_before + 1, "the text begins with a paragraph that gives the answer in short");
    source.article.lead = plain_text(body->front());
    body->erase(body->begin());
    source.article.body = std::move(*body);
    return source;
}

Parsed<GuideSource> parse_guide(std::string_view text) {
    return read_toml<GuideSource>(text, 0, [](Keys& keys, GuideSource& guide) {
        guide.guide.title = keys.text("title", kLongestTitle);
        guide.guide.category = id_of(keys, "category");
        guide.tags = keys.texts("tags", kLongestTitle);
        guide.questions = keys.texts("questions", kLongestText);
        keys.tables("step", [&](Keys& step) {
            Step read{id_of(step, "id"), step.text("text", kLongestText), {}};
            read.pictures = pictures_of(step);
            step.tables("choice", [&](Keys& choice) { read.choices.push_back(choice_of(choice)); });
            guide.guide.steps.push_back(std::move(read));
        });
    });
}

Parsed<Notice> parse_notice(std::string_view text) {
    return read_toml<Notice>(text, 0, [](Keys& keys, Notice& notice) {
        notice.title = keys.text("title", kLongestTitle);
        notice.text = keys.text("text", kLongestText);
        notice.article = keys.text("article", kLongestTitle, false);
    });
}

Parsed<Reply> parse_reply(std::string_view text) {
    return read_toml<Reply>(text, 0, [](Keys& keys, Reply& reply) {
        reply.title = keys.text("title", kLongestTitle);
        reply.text = keys.text("text", kLongestText);
    });
}

std::string quote_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            quoted += c;
    }
    return quoted + '"';
}

}  // namespace storeside::content
