// A made-up knowledge base of any size and what shoppers ask it: the same for the same seed.
//
// It has what makes real ones hard for a search: few words that are everywhere and very many that are rare
// (Zipf and Mandelbrot), ever more of them the more articles there are (Heaps), each with endings, and
// articles that keep to their subject.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "firmware/content/source.hpp"

namespace storeside::bench {

struct Query {
    std::string words;
    std::string article;       // the id of the one whose words these are
    bool mistyped = false;     // one of its words has one typo
    bool has_unknown = false;  // one of its words is in no article
};

struct KnowledgeBase {
    content::Source source;  // in English: title, three questions, lead and one paragraph
    std::vector<Query> queries;
};

// A third of the queries are mistyped, a tenth have an unknown word; each has two to five words.
KnowledgeBase make_knowledge_base(std::size_t articles, std::size_t queries, std::uint64_t seed);

// The body without the lead.
std::string body_of(const content::ArticleSource& article);

}  // namespace storeside::bench
