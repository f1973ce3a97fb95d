#include "tests/fakes/graphql_query.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cctype>
#include <sstream>
#include <stdexcept>

namespace storeside {
namespace {

namespace json = boost::json;

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Document document() {
        Document document;
        for (skip(); at_ < text_.size(); skip()) {
            const auto kind = word();
            const auto name = word();
            if (kind == "query") {
                if (peek() == '(') balanced();
                document.query = selections();
            } else if (kind == "fragment") {
                if (word() != "on") throw std::runtime_error("a fragment without a type");
                const auto type = word();
                document.fragments[name] = {type, selections()};
            } else {
                throw std::runtime_error("neither query nor fragment: " + kind);
            }
        }
        return document;
    }

private:
    void skip() {
        while (at_ < text_.size() &&
               (std::isspace(static_cast<unsigned char>(text_[at_])) || text_[at_] == ','))
            ++at_;
    }
    char peek() {
        skip();
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    void expect(char c) {
        if (peek() != c) throw std::runtime_error(std::string("expected ") + c);
        ++at_;
    }
    std::string word() {
        skip();
        const auto begin = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) ||
                                      text_[at_] == '_' || text_[at_] == '.'))
            ++at_;
        if (begin == at_) throw std::runtime_error("expected a name");
        return std::string(text_.substr(begin, at_ - begin));
    }
    std::string_view balanced() {
        const auto begin = at_;
        expect('(');
        while (at_ < text_.size() && text_[at_] != ')') ++at_;
        expect(')');
        return text_.substr(begin + 1, at_ - begin - 2);
    }
    std::vector<Selection> selections() {
        std::vector<Selection> set;
        for (expect('{'); peek() != '}';) {
            Selection selection;
            selection.field = word();
            if (peek() == '(') {
                std::istringstream arguments{std::string(balanced())};
                for (std::string part; std::getline(arguments, part, ',');)
                    selection.arguments.push_back(part.substr(part.find_first_not_of(' '),
                                                              part.find(':') - part.find_first_not_of(' ')));
            }
            if (peek() == '{') selection.inner = selections();
            set.push_back(std::move(selection));
        }
        expect('}');
        return set;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Document parse_graphql(std::string_view text) { return Parser(text).document(); }

GraphqlSchema::GraphqlSchema(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        const auto open = line.find('('), close = line.find(')');
        Field field{{}, line.substr(close + 2)};
        std::istringstream arguments(line.substr(open + 1, close - open - 1));
        for (std::string name; std::getline(arguments, name, ',');) field.arguments.insert(name);
        objects_.insert(line.substr(0, line.find('.')));
        fields_[line.substr(0, open)] = std::move(field);
    }
}

std::string GraphqlSchema::complaint(const Document& document) const {
    for (const auto& [name, fragment] : document.fragments)
        if (auto wrong = complaint(document, fragment.first, fragment.second); !wrong.empty()) return wrong;
    return complaint(document, "QueryRoot", document.query);
}

std::string GraphqlSchema::complaint(const Document& document, const std::string& type,
                                     const std::vector<Selection>& set) const {
    for (const auto& selection : set) {
        if (selection.field.starts_with("...")) {
            const auto fragment = document.fragments.find(selection.field.substr(3));
            if (fragment == document.fragments.end() || fragment->second.first != type)
                return "Fragment " + selection.field + " can't be spread on " + type;
            continue;
        }
        const auto field = fields_.find(type + "." + selection.field);
        if (field == fields_.end())
            return "Field '" + selection.field + "' doesn't exist on type '" + type + "'";
        for (const auto& argument : selection.arguments)
            if (!field->second.arguments.contains(argument))
                return "Field '" + selection.field + "' doesn't accept argument '" + argument + "'";
        if (objects_.contains(field->second.type) == selection.inner.empty())
            return "Field '" + selection.field + "' of type " + field->second.type + " has a wrong selection";
        if (selection.inner.empty()) continue;
        if (auto wrong = complaint(document, field->second.type, selection.inner); !wrong.empty())
            return wrong;
    }
    return {};
}

json::value projected(const Document& document, const json::value& value, const std::vector<Selection>& set) {
    if (const auto* list = value.if_array()) {
        json::array out;
        for (const auto& entry : *list) out.push_back(projected(document, entry, set));
        return out;
    }
    const auto* object = value.if_object();
    if (!object || set.empty()) return value;
    json::object out;
    for (const auto& selection : set) {
        if (selection.field.starts_with("...")) {
            const auto part =
                projected(document, value, document.fragments.at(selection.field.substr(3)).second);
            for (const auto& [key, inner] : part.as_object()) out[key] = inner;
            continue;
        }
        const auto* member = object->if_contains(selection.field);
        out[selection.field] = member ? projected(document, *member, selection.inner) : json::value(nullptr);
    }
    return out;
}

}  // namespace storeside
