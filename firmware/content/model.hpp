// What a pack holds, as values: all that screens, the kiosk's core and the wire need to know of content.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/secret.hpp"

namespace storeside::content {

// One result of a search or a list: enough to draw a row and to open what it names.
// Bytes of a text, from `begin` to before `end`.
struct Mark {
    std::size_t begin = 0, end = 0;

    friend bool operator==(const Mark&, const Mark&) = default;
};

struct Hit {
    enum class Kind { article, guide };
    Kind kind = Kind::article;
    std::string id;
    std::string title;
    std::string lead;                    // the answer in one or two sentences, plain text
    std::string language;                // differs from the one asked for when the pack has no translation
    double score = 0;                    // larger is better; comparable only within one search
    std::vector<Mark> title_marks = {};  // what was asked for, in the title
    std::vector<Mark> lead_marks = {};

    friend bool operator==(const Hit&, const Hit&) = default;
};

// A run of text within a block.
struct Span {
    std::string text;
    bool strong = false;
    std::string article;  // the article a link leads to; empty for plain text

    friend bool operator==(const Span&, const Span&) = default;
};

// A picture file of a pack: shared by all that show it, never changed.
struct Media {
    std::string key;    // names these bytes for ever
    std::string bytes;  // a PNG or JPEG, or what claims to be one
};

// A picture where it is shown. Two are equal when they show the same file with the same words.
struct Picture {
    std::string file;                    // "media/plan.png", within the pack
    std::string words;                   // what it shows; in a guide they stand beneath it
    std::shared_ptr<const Media> media;  // null in a source, and when the pack lacks the file

    friend bool operator==(const Picture& a, const Picture& b) {
        return a.file == b.file && a.words == b.words;
    }
};

enum class Callout { none, note, tip, warning };

struct Block {
    // A callout begins a card that holds the blocks after it, as long as they are of the same Callout.
    enum class Kind { heading, paragraph, bullet, numbered, table_header, table_row, picture, callout };
    Kind kind = Kind::paragraph;
    int number = 0;  // the level of a heading (1 to 3), the number of a numbered item
    std::vector<std::vector<Span>> cells = {};  // one cell; several in a table, none in a picture or callout
    int depth = 0;                              // how many lists it is indented by, 0 to 3
    Callout callout = Callout::none;            // the card it stands in
    Picture picture = {};

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
    std::vector<Picture> pictures = {};  // one, or two to four that are looked at in their order

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

// Minutes after midnight of the store's own day; `closes` is at most 24 * 60.
struct OpenHours {
    int opens = 0;
    int closes = 0;

    friend bool operator==(const OpenHours&, const OpenHours&) = default;
};

// A day that is not like its weekday.
struct SpecialDay {
    int date = 0;  // 20261225
    std::string name;
    std::vector<OpenHours> hours;  // none: closed

    friend bool operator==(const SpecialDay&, const SpecialDay&) = default;
};

// A counter or a service, and where it is found.
struct Service {
    std::string icon;
    std::string title;
    std::string where;
    std::string article;  // may be empty

    friend bool operator==(const Service&, const Service&) = default;
};

// What the store says of itself in one language. Whatever its pack does not say is empty.
struct StoreInfo {
    std::string address;
    std::string phone;
    std::string article;                       // where to read more
    std::vector<std::vector<OpenHours>> week;  // Monday to Sunday, in time's order; empty when not known
    std::vector<SpecialDay> special_days;      // by date
    std::vector<Service> services;

    friend bool operator==(const StoreInfo&, const StoreInfo&) = default;
};

// What the attract and home screens show of a pack in one language.
struct Storefront {
    std::string language;
    std::string store_name;
    std::string greeting;
    std::vector<Category> categories;
    std::vector<Notice> notices;
    std::vector<Hit> popular;
    StoreInfo store = {};
    std::string privacy = {};  // the article on what becomes of what a shopper types; may be empty

    friend bool operator==(const Storefront&, const Storefront&) = default;
};

struct Brand {
    std::uint32_t accent = 0;  // 0xRRGGBB
    std::string logo_png;      // the file's bytes; empty when the pack has none
    Picture photo;             // behind the greeting; no media when the pack has none

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
