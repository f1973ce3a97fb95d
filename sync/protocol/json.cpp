#include "sync/protocol/json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <limits>

namespace storeside::protocol {

Result<boost::json::value> parse_json(std::string_view json, std::size_t limit) {
    if (json.size() > limit) {
        return failure(Errc::invalid_input, "longer than " + std::to_string(limit) + " bytes");
    }
    boost::json::parse_options options;
    options.max_depth = 16;
    boost::json::error_code error;
    auto value = boost::json::parse({json.data(), json.size()}, error, {}, options);
    if (error) return failure(Errc::invalid_input, "not JSON: " + error.message());
    return value;
}

std::string serialize(const boost::json::value& value) { return boost::json::serialize(value); }

Reader::Reader(const boost::json::value& value, std::string path, Failure& failure)
    : object_(value.if_object()), path_(std::move(path)), failure_(failure) {
    if (!object_ && !failure_) {
        failure_.emplace(Errc::invalid_input, (path_.empty() ? "the message" : path_) + ": not an object");
    }
}

std::string Reader::json() const { return object_ ? boost::json::serialize(*object_) : std::string(); }

std::string Reader::join(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void Reader::reject(std::string_view name, std::string_view why) {
    if (!failure_) failure_.emplace(Errc::invalid_input, join(name) + ": " + std::string(why));
}

bool Reader::has(std::string_view name) const {
    if (!object_) return false;
    const auto* value = object_->if_contains({name.data(), name.size()});
    return value && !value->is_null();
}

const boost::json::value* Reader::find(std::string_view name) {
    if (!object_) return nullptr;
    const auto* value = object_->if_contains({name.data(), name.size()});
    if (!value) reject(name, "missing");
    return value;
}

const boost::json::array* Reader::array(std::string_view name, std::size_t limit) {
    const auto* value = find(name);
    if (!value) return nullptr;
    const auto* items = value->if_array();
    if (!items) {
        reject(name, "not an array");
    } else if (items->size() > limit) {
        reject(name, "more than " + std::to_string(limit) + " entries");
        return nullptr;
    }
    return items;
}

const std::string_view* Reader::string(std::string_view name, std::size_t limit, std::string_view& out) {
    const auto* value = find(name);
    if (!value) return nullptr;
    const auto* text = value->if_string();
    if (!text) {
        reject(name, "not a string");
        return nullptr;
    }
    if (text->size() > limit) {
        reject(name, "longer than " + std::to_string(limit) + " bytes");
        return nullptr;
    }
    out = std::string_view(text->data(), text->size());
    if (out.find('\0') != std::string_view::npos) {
        reject(name, "contains a NUL");
        return nullptr;
    }
    return &out;
}

void Reader::text(std::string_view name, std::string& out, std::size_t limit) {
    std::string_view view;
    if (string(name, limit, view)) out = view;
}

void Reader::texts(std::string_view name, std::vector<std::string>& out, std::size_t entries,
                   std::size_t limit) {
    const auto* items = array(name, entries);
    if (!items) return;
    for (const auto& item : *items) {
        const auto* text = item.if_string();
        if (!text || text->size() > limit || text->find('\0') != text->npos)
            return reject(name, "an entry is no string of at most " + std::to_string(limit) + " bytes");
        out.emplace_back(text->data(), text->size());
    }
}

void Reader::integer(std::string_view name, std::int64_t& out, std::int64_t least, std::int64_t most) {
    const auto* value = find(name);
    if (!value) return;
    const auto* number = value->if_int64();
    if (!number) {
        reject(name, "not a whole number");
    } else if (*number < least || *number > most) {
        reject(name, "not between " + std::to_string(least) + " and " + std::to_string(most));
    } else {
        out = *number;
    }
}

void Reader::integer(std::string_view name, int& out, int least, int most) {
    std::int64_t wide = out;
    integer(name, wide, least, most);
    out = static_cast<int>(wide);
}

void Reader::flag(std::string_view name, bool& out) {
    const auto* value = find(name);
    if (!value) return;
    if (const auto* yes = value->if_bool())
        out = *yes;
    else
        reject(name, "neither true nor false");
}

void Reader::id(std::string_view name, Id& out) {
    std::string_view view;
    if (!string(name, 36, view)) return;
    if (auto parsed = parse_id(view)) {
        out = *parsed;
    } else {
        reject(name, "not a UUID");
    }
}

void Reader::time(std::string_view name, Time& out) {
    std::string_view view;
    if (!string(name, 40, view)) return;
    if (auto parsed = parse_rfc3339(view)) {
        out = *parsed;
    } else {
        reject(name, "not a time like 2026-11-22T14:03:07.120Z");
    }
}

std::optional<std::size_t> Reader::index_of(std::string_view name, std::span<const std::string_view> names) {
    std::string_view view;
    if (!string(name, 64, view)) return std::nullopt;
    std::size_t index = 0;
    for (const auto candidate : names) {
        if (candidate == view) return index;
        ++index;
    }
    reject(name, "not one of the known words");
    return std::nullopt;
}

}  // namespace storeside::protocol
