// Reading JSON from outside: every wrong member is named by its path, and the first one decides.
#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

// Strict JSON in UTF-8, nested at most 16 deep, at most `limit` bytes.
Result<boost::json::value> parse_json(std::string_view json, std::size_t limit);

std::string serialize(const boost::json::value& value);

// One object being read. Wrong or missing members leave the value as it is and set the error that finish()
// returns.
class Reader {
public:
    using Failure = std::optional<Error>;

    Reader(const boost::json::value& value, std::string path, Failure& failure);

    // Members that must be there.
    void text(std::string_view name, std::string& out, std::size_t limit);
    void texts(std::string_view name, std::vector<std::string>& out, std::size_t entries, std::size_t limit);
    void integer(std::string_view name, std::int64_t& out, std::int64_t least, std::int64_t most);
    void integer(std::string_view name, int& out, int least, int most);
    void flag(std::string_view name, bool& out);
    void id(std::string_view name, Id& out);
    void time(std::string_view name, Time& out);

    // The position in `names` as an enumeration.
    template <class Enum>
    void one_of(std::string_view name, Enum& out, std::span<const std::string_view> names) {
        if (const auto index = index_of(name, names)) out = static_cast<Enum>(*index);
    }

    // False when the member is missing or null; the caller reads it with one of the above when it is there.
    bool has(std::string_view name) const;

    // Calls read(Reader&) with the object that must be there.
    template <class Read>
    void object(std::string_view name, Read read) {
        if (const auto* value = find(name)) {
            Reader inner(*value, join(name), failure_);
            read(inner);
        }
    }

    // Calls read(Reader&) for each object of the array that must be there, with at most `limit` of them.
    template <class Read>
    void each(std::string_view name, std::size_t limit, Read read) {
        const auto* items = array(name, limit);
        if (!items) return;
        for (std::size_t i = 0; i != items->size() && !failure_; ++i) {
            Reader inner((*items)[i], join(name) + "[" + std::to_string(i) + "]", failure_);
            read(inner);
        }
    }

    // Calls read(name, value) for each member of this object, with at most `limit` of them.
    template <class Read>
    void members(std::size_t limit, Read read) {
        if (!object_ || failure_) return;
        if (object_->size() > limit) return reject("*", "more than " + std::to_string(limit) + " members");
        for (const auto& member : *object_) {
            if (failure_) return;
            read(std::string_view(member.key().data(), member.key().size()), member.value());
        }
    }

    // Calls read(Reader&) with the same object; what it finds wrong is returned and fails nothing else.
    template <class Read>
    Failure attempt(Read read) {
        Failure own;
        Reader same(object_, path_, own);
        read(same);
        return own;
    }

    // The object as it came.
    std::string json() const;

    // What is wrong with a member that was read well but makes no sense.
    void reject(std::string_view name, std::string_view why);

private:
    Reader(const boost::json::object* object, std::string path, Failure& failure)
        : object_(object), path_(std::move(path)), failure_(failure) {}

    const boost::json::value* find(std::string_view name);
    const boost::json::array* array(std::string_view name, std::size_t limit);
    const std::string_view* string(std::string_view name, std::size_t limit, std::string_view& out);
    std::optional<std::size_t> index_of(std::string_view name, std::span<const std::string_view> names);
    std::string join(std::string_view name) const;

    const boost::json::object* object_ = nullptr;
    std::string path_;
    Failure& failure_;
};

// Parses `json` and lets read(Reader&, T&) fill a T.
template <class T, class Read>
Result<T> decode(std::string_view json, std::size_t limit, Read read) {
    ASSIGN_OR_RETURN(const auto value, parse_json(json, limit));
    T out{};
    Reader::Failure failure;
    Reader reader(value, {}, failure);
    if (!failure) read(reader, out);
    if (failure) return std::unexpected(std::move(*failure));
    return out;
}

}  // namespace storeside::protocol
