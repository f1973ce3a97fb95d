#include "tests/bench/shop_script.hpp"

#include <boost/json.hpp>

namespace storeside::bench {

namespace json = boost::json;

Result<std::string> shop_script(content::Pack& pack) {
    ASSIGN_OR_RETURN(const auto storefront, pack.storefront("en"));
    ASSIGN_OR_RETURN(const auto documents, pack.documents("en"));
    const auto brief = [](const content::Hit& hit) {
        return json::object{{"id", hit.id}, {"title", hit.title}, {"lead", hit.lead}};
    };
    json::array popular, articles;
    for (const auto& hit : storefront.popular) popular.push_back(brief(hit));
    for (const auto& hit : documents) {
        if (hit.kind != content::Hit::Kind::article) continue;
        ASSIGN_OR_RETURN(const auto article, pack.article(hit.id, "en"));
        json::array body;
        for (const auto& block : article.body) {
            std::string text;
            for (const auto& cell : block.cells)
                for (const auto& span : cell) text += span.text + (block.cells.size() > 1 ? " " : "");
            body.emplace_back(std::move(text));
        }
        auto whole = brief(hit);
        whole["body"] = std::move(body);
        articles.push_back(std::move(whole));
    }
    return "const shop = " +
           json::serialize(json::object{{"name", storefront.store_name},
                                        {"greeting", storefront.greeting},
                                        {"popular", std::move(popular)},
                                        {"articles", std::move(articles)}}) +
           ";\n";
}

}  // namespace storeside::bench
