#include "tests/real/rt_agent.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace storeside::real {
namespace {

namespace json = boost::json;

std::string encoded(const std::string& text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

std::string id_of(const json::value& item) {
    const auto& id = item.at("id");
    return id.is_string() ? std::string(id.get_string()) : std::to_string(id.to_number<std::int64_t>());
}

}  // namespace

Result<std::string> RtAgent::call(const std::string& method, const std::string& path, std::string body) {
    ASSIGN_OR_RETURN(
        auto response,
        client_.send({.method = method,
                      .url = url_ + "/REST/2.0/" + path,
                      .headers = {{"Authorization", "token " + token_}, {"Content-Type", "application/json"}},
                      .body = std::move(body),
                      .timeout = std::chrono::seconds(30)}));
    if (response.status / 100 != 2)
        return failure(Errc::internal,
                       fmt::format("RT answers {} to {}: {}", response.status, path, response.body));
    return std::move(response.body);
}

Result<std::vector<std::string>> RtAgent::tickets(const std::string& external_id) {
    const std::string query = external_id.empty() ? "id > 0" : "'CF.{ExternalId}'='" + external_id + "'";
    ASSIGN_OR_RETURN(const auto body, call("GET", "tickets?per_page=100&query=" + encoded(query)));
    std::vector<std::string> ids;
    const auto answer = json::parse(body);
    for (const auto& item : answer.at("items").as_array()) ids.push_back(id_of(item));
    return ids;
}

Result<std::string> RtAgent::first_words(const std::string& ticket) {
    ASSIGN_OR_RETURN(const auto history,
                     call("GET", "transactions?per_page=100&orderby=id&fields=Type&query=" +
                                     encoded("TicketId=" + ticket + " AND (Type='Create')")));
    const auto answer = json::parse(history);
    const auto& transactions = answer.at("items").as_array();
    if (transactions.empty()) return failure(Errc::not_found, "ticket " + ticket + " has no beginning");
    ASSIGN_OR_RETURN(const auto attachments,
                     call("GET", "transaction/" + id_of(transactions[0]) + "/attachments?fields=Content"));
    std::string text;
    const auto parts = json::parse(attachments);
    for (const auto& part : parts.at("items").as_array())
        if (const auto* content = part.as_object().if_contains("Content"); content && content->is_string())
            text += content->get_string();
    return text;
}

Result<void> RtAgent::reply(const std::string& ticket, const std::string& text) {
    RETURN_IF_ERROR(call("POST", "ticket/" + ticket + "/correspond",
                         json::serialize(json::object{{"Content", text}, {"ContentType", "text/plain"}})));
    return {};
}

}  // namespace storeside::real
