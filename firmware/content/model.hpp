// What a pack holds, as values: all that screens, the kiosk's core and the wire need to know of content.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "firmware/base/secret.hpp"

namespace storeside::content {

// One result of a search or a list: enough to draw a row and to open what it names.
struct Hit {
    enum class Kind { article, guide };
    Kind kind = Kind::article;
    std::string id;
    std::string title;
    std::string lead;      // the answer in one or two sentences, plain text
    std::string language;  // differs from the one asked for when the pack has no translation
    double score = 0;      // larger is better; comparable only within one search

    friend bool operator==(const Hit&, const Hit&) = default;
};

// A run of text within a block.
struct Span {
    std::string text;
    bool strong = false;
    std::string article;  // the article a link leads to; empty for plain text

    friend bool operator==(const Span&, const Span&) = default;
};

struct Block {
    enum class Kind { heading, paragraph, bullet, numbered, table_header, table_row };
    Kind kind = Kind::paragraph;
    int number = 0;                        // the level of a heading (1 to 3), the number of a numbered item
    std::vector<std::vector<Span>> cells;  // one cell, but for tables

    friend bool operator==(const Block&, const Block&) = default;
};

struct Article {
    std::string id;
    std::string language;
    std::string title;
    std::string lead;
    std::string category;
    std::vector<Block> body;  // without the lead
    std::vector<Hit> related;

    friend bool operator==(const Article&, const Article&) = default;
};

struct Choice {
    enum class Leads { step, article, solved, agent };
    std::string label;
    Leads leads = Leads::step;
    std::string target;  // the id of the step or article

    friend bool operator==(const Choice&, const Choice&) = default;
};

struct Step {
    std::string id;
    std::string text;
    std::vector<Choice> choices;

    friend bool operator==(const Step&, const Step&) = default;
};

struct Guide {
    std::string id;
    std::string language;
    std::string title;
    std::string category;
    std::vector<Step> steps;  // the first one is where it begins

    friend bool operator==(const Guide&, const Guide&) = default;
};

struct Category {
    std::string id;
    std::string title;
    std::string icon;  // a Material Design Icons name

    friend bool operator==(const Category&, const Category&) = default;
};

struct Notice {
    std::string id;
    std::string title;
    std::string text;
    std::string article;  // where to read more; may be empty

    friend bool operator==(const Notice&, const Notice&) = default;
};

// A canned reply for staff and agents.
struct Reply {
    std::string id;
    std::string title;
    std::string text;

    friend bool operator==(const Reply&, const Reply&) = default;
};

// What the attract and home screens show of a pack in one language.
struct Storefront {
    std::string language;
    std::string store_name;
    std::string greeting;
    std::vector<Category> categories;
    std::vector<Notice> notices;
    std::vector<Hit> popular;

    friend bool operator==(const Storefront&, const Storefront&) = default;
};

struct Brand {
    std::uint32_t accent = 0;  // 0xRRGGBB
    std::string logo_png;      // the file's bytes; empty when the pack has none

    friend bool operator==(const Brand&, const Brand&) = default;
};

// What a question in a shopper's own words is about, where more than an article may lead on.
enum class Intent { none, order_status, opening_hours, returns, person };

// What a pack has to say to such a question. Every word in it was written by the pack's authors.
struct Answer {
    Intent intent = Intent::none;
    Secret order_number;    // like one that the question holds; empty when none does
    std::vector<Hit> hits;  // what answers it comes first, then what may have been meant; may be empty

    // Nothing to say, and nowhere to lead.
    bool is_miss() const {
        return hits.empty() && intent != Intent::order_status && intent != Intent::person;
    }

    friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace storeside::content
