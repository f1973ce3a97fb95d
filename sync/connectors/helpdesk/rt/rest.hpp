// Request Tracker's REST 2.0 as calls that give JSON or one of the errors that helpdesk.hpp names.
#pragma once
#include <boost/json/value.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::connectors::rt {

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

class Rest {
public:
    // `url` is RT's own address without /REST/2.0, e.g. https://rt.example.org
    Rest(std::string url, std::string token, std::chrono::milliseconds timeout);

    // Reads. Whatever goes wrong on the way is `unavailable`: nothing was changed.
    Result<boost::json::value> get(std::string_view path, const Parameters& parameters = {});
    // A search by conditions on fields: [{"field", "operator", "value"}]. Also only reads.
    Result<boost::json::value> search(std::string_view path, const Parameters& parameters,
                                      const boost::json::value& conditions);

    // Writes. A lost, late or unreadable answer is `unknown`.
    Result<boost::json::value> write(std::string_view method, std::string_view path,
                                     const boost::json::value& body);

    // Deletes, in RT's sense of the word. False when RT won't: a right is missing, which it answers with 403
    // or 500. What is gone already is `not_found`.
    Result<bool> remove(std::string_view path);

private:
    enum class Kind { reads, writes };
    Result<boost::json::value> call(Kind kind, http::Request request);
    http::Request request(std::string_view method, std::string_view path, const Parameters& parameters) const;

    std::string base_;
    std::string token_;
    std::chrono::milliseconds timeout_;
    http::Client client_;
};

// A value in quotes for RT's query language.
std::string query_value(std::string_view text);

// RT gives numbers sometimes as numbers, sometimes as strings; empty when it is neither.
std::string text_of(const boost::json::value& value);

// text_of a member of an object; of an object's "id" when the member is a link to a user or a queue.
std::string text_at(const boost::json::value& value, std::string_view key);

// The objects of a collection's "items"; unavailable when it has none, since RT always sends a list.
Result<std::vector<boost::json::value>> items_of(const boost::json::value& collection);

}  // namespace storeside::connectors::rt
