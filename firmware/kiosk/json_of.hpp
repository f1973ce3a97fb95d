// Described values (Boost.Describe) to JSON and back; a member that is left out keeps its default.
#pragma once
#include <fmt/format.h>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"

namespace storeside::kiosk::json_of {

namespace describe = boost::describe;
namespace json = boost::json;

template <class T>
concept Described = describe::has_describe_members<T>::value;

template <class T>
using Members = describe::describe_members<T, describe::mod_public>;

template <class T>
json::value write(const T& in);

inline json::value write_item(const std::string& in) { return json::string(in); }
inline json::value write_item(const Secret& in) { return json::string(in.view()); }
inline json::value write_item(const Id& in) { return json::string(to_string(in)); }
inline json::value write_item(Time in) { return json::string(to_rfc3339(in)); }
inline json::value write_item(Duration in) { return in.count(); }  // µs
inline json::value write_item(bool in) { return in; }
inline json::value write_item(double in) { return in; }
inline json::value write_item(std::integral auto in) { return static_cast<std::int64_t>(in); }

template <class T>
json::value write_item(const std::optional<T>& in) {
    return in ? write(*in) : json::value();
}

template <class T>
json::value write_item(const std::vector<T>& in) {
    json::array array;
    for (const auto& item : in) array.push_back(write(item));
    return array;
}

template <class T>
json::value write(const T& in) {
    if constexpr (Described<T>) {
        json::object object;
        boost::mp11::mp_for_each<Members<T>>(
            [&](auto member) { object[member.name] = write(in.*member.pointer); });
        return object;
    } else if constexpr (std::is_enum_v<T>) {
        return json::string(describe::enum_to_string(in, "?"));
    } else {
        return write_item(in);
    }
}

template <class T>
Result<void> read(const json::value& in, T& out);

inline std::unexpected<Error> mismatch(std::string_view wanted, const json::value& in) {
    return failure(Errc::invalid_input,
                   fmt::format("{} was expected, not {}", wanted, json::serialize(in).substr(0, 60)));
}

inline Result<void> read_item(const json::value& in, std::string& out) {
    if (!in.is_string()) return mismatch("a text", in);
    out = in.get_string();
    return {};
}

inline Result<void> read_item(const json::value& in, Secret& out) {
    if (!in.is_string() || in.get_string().size() > Secret::kCapacity) return mismatch("a short text", in);
    out = Secret(in.get_string());
    return {};
}

inline Result<void> read_item(const json::value& in, Id& out) {
    if (!in.is_string()) return mismatch("an id", in);
    ASSIGN_OR_RETURN(out, parse_id(in.get_string()));
    return {};
}

inline Result<void> read_item(const json::value& in, Time& out) {
    if (!in.is_string()) return mismatch("a time", in);
    ASSIGN_OR_RETURN(out, parse_rfc3339(in.get_string()));
    return {};
}

inline Result<void> read_item(const json::value& in, Duration& out) {
    constexpr Duration most = std::chrono::hours(24);
    const auto* micros = in.if_int64();
    if (!micros || *micros < 0 || *micros > most.count())
        return mismatch("microseconds of at most a day", in);
    out = Duration(*micros);
    return {};
}

inline Result<void> read_item(const json::value& in, bool& out) {
    if (!in.is_bool()) return mismatch("true or false", in);
    out = in.get_bool();
    return {};
}

inline Result<void> read_item(const json::value& in, double& out) {
    if (!in.is_number()) return mismatch("a number", in);
    out = in.to_number<double>();
    return {};
}

template <std::integral I>
Result<void> read_item(const json::value& in, I& out) {
    boost::system::error_code error;
    out = in.to_number<I>(error);
    if (error) return mismatch("a whole number", in);
    return {};
}

template <class T>
Result<void> read_item(const json::value& in, std::optional<T>& out) {
    if (in.is_null()) {
        out.reset();
        return {};
    }
    return read(in, out.emplace());
}

template <class T>
Result<void> read_item(const json::value& in, std::vector<T>& out) {
    if (!in.is_array()) return mismatch("a list", in);
    out.clear();
    for (const auto& item : in.get_array()) RETURN_IF_ERROR(read(item, out.emplace_back()));
    return {};
}

template <class T>
Result<void> read_members(const json::object& in, T& out) {
    Result<void> result;
    for (const auto& [key, value] : in) {
        bool known = false;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (key != member.name) return;
            known = true;
            result = read(value, out.*member.pointer);
        });
        if (!known) result = failure(Errc::invalid_input, "there is no such member");
        if (!result) return failure(std::move(result.error()), fmt::format("'{}'", std::string_view(key)));
    }
    return result;
}

template <class T>
Result<void> read(const json::value& in, T& out) {
    if constexpr (Described<T>) {
        if (!in.is_object()) return mismatch("an object", in);
        return read_members(in.get_object(), out);
    } else if constexpr (std::is_enum_v<T>) {
        const std::string name = in.is_string() ? std::string(in.get_string()) : "";
        if (!describe::enum_from_string(name.c_str(), out)) return mismatch("one of the known words", in);
        return {};
    } else {
        return read_item(in, out);
    }
}

}  // namespace storeside::kiosk::json_of
