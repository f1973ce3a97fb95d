// One table says which routes operators have, who may take each, and what the audit calls it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/http/server.hpp"
#include "sync/protocol/access.hpp"

namespace storeside::hub {

struct OperatorCall {
    const http::Incoming& request;
    std::string_view target;  // what stands in the place of the path's '*'
    std::string_view who;     // the operator's name
    std::string& noted;       // what the audit says it was done to; the target, unless a route knows better
};

struct OperatorRoute {
    std::string_view method;
    std::string_view path;  // '*' stands for one part of it, which is not empty
    protocol::Role least;
    std::string_view audited;  // as what; empty: it changes nothing
    // Empty for the one that is answered later: it asks the helpdesk first.
    std::function<http::Outgoing(const OperatorCall&)> answer;
};

// What stands in the place of '*' (empty when the pattern has none); nothing when the path is another one.
inline std::optional<std::string_view> target_in(std::string_view path, std::string_view pattern) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos)
        return path == pattern ? std::optional(std::string_view()) : std::nullopt;
    const auto before = pattern.substr(0, star), after = pattern.substr(star + 1);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
        return std::nullopt;
    const auto target = path.substr(before.size(), path.size() - before.size() - after.size());
    return target.find('/') == std::string_view::npos ? std::optional(target) : std::nullopt;
}

}  // namespace storeside::hub
