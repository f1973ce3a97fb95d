// Just enough GraphQL to check a query's fields against a schema and to answer it from JSON.
#pragma once
#include <boost/json/value.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace storeside {

struct Selection {
    std::string field;  // "...Name" for a fragment
    std::vector<std::string> arguments;
    std::vector<Selection> inner;
};

struct Document {
    std::vector<Selection> query;
    std::map<std::string, std::pair<std::string, std::vector<Selection>>> fragments;  // name: on which type
};

// Throws std::runtime_error at what it can't read.
Document parse_graphql(std::string_view text);

class GraphqlSchema {
public:
    // Lines "Type.field(arg,arg) TypeOfField".
    explicit GraphqlSchema(const std::string& text);

    // What a server would complain of; empty when nothing.
    std::string complaint(const Document& document) const;

private:
    struct Field {
        std::set<std::string> arguments;
        std::string type;
    };
    std::string complaint(const Document& document, const std::string& type,
                          const std::vector<Selection>& set) const;

    std::map<std::string, Field> fields_;
    std::set<std::string> objects_;
};

// Of `value` only what was selected; a field that it lacks is null.
boost::json::value projected(const Document& document, const boost::json::value& value,
                             const std::vector<Selection>& set);

}  // namespace storeside
