#include "tests/soak/desk.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <sstream>
#include <thread>

namespace storeside::soak {
namespace {

std::size_t number(const std::string& text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string http_answer(int status, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

Desk::Desk(unsigned seed) : dice_(seed), server_([this](TcpServer::Connection& client) { serve(client); }) {}

void Desk::lose_answers(double part) {
    const std::lock_guard lock(mutex_);
    lose_ = part;
}

void Desk::reply_to_some_ticket(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (!tickets_.empty()) replies_.emplace_back(dice_() % tickets_.size(), text);
}

void Desk::serve(TcpServer::Connection& client) {
    const auto request = client.read_request();
    std::istringstream line(request);
    std::string verb, path;
    line >> verb >> path;
    const auto body = request.find("\r\n\r\n");
    if (body == std::string::npos) return;
    if (verb == "GET") return client.write(read(path));
    write(client, path.substr(9), request.substr(body + 4));
}

// Paths are /tickets/ID and /tickets/REF/ID; /news/CURSOR.
std::string Desk::read(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    if (path.starts_with("/news/")) return http_answer(200, news(number(path.substr(6))));
    const auto found = find(path.substr(9));
    return found.empty() ? http_answer(404, "") : http_answer(200, found);
}

// Mostly fast; one in ten takes so long that a caller who was killed is back, and looks, before it is stored.
void Desk::write(TcpServer::Connection& client, const std::string& path, const std::string& body) {
    std::unique_lock lock(mutex_);
    const std::chrono::milliseconds before(dice_() % (dice_() % 10 == 0 ? 300 : 10)), after(dice_() % 10);
    const bool lose = std::uniform_real_distribution(0.0, 1.0)(dice_) < lose_;
    lock.unlock();
    if (lose) client.hang_up();
    std::this_thread::sleep_for(before);
    lock.lock();
    const auto ref = store(path, body);
    lock.unlock();
    lost_ += lose ? 1 : 0;
    std::this_thread::sleep_for(after);
    if (!lose) client.write(http_answer(200, ref));
}

std::string Desk::store(const std::string& path, const std::string& body) {
    const auto slash = path.find('/');
    if (slash == std::string::npos) {
        tickets_.push_back({parse_id(path).value_or(Id{}), {}});
        return std::to_string(tickets_.size());
    }
    tickets_.at(number(path.substr(0, slash)) - 1)
        .entries.emplace_back(parse_id(path.substr(slash + 1)).value_or(Id{}), body);
    return "stored";
}

std::string Desk::find(const std::string& path) const {
    const auto slash = path.find('/');
    if (slash == std::string::npos) {
        const auto id = parse_id(path).value_or(Id{});
        const auto found = std::ranges::find(tickets_, id, &Ticket::id);
        return found == tickets_.end() ? "" : std::to_string(found - tickets_.begin() + 1);
    }
    const auto& entries = tickets_.at(number(path.substr(0, slash)) - 1).entries;
    const auto id = parse_id(path.substr(slash + 1)).value_or(Id{});
    return std::ranges::any_of(entries, [&](const auto& entry) { return entry.first == id; }) ? "stored" : "";
}

// One line an answer: its number, the ticket, the text; the first line is the newest number.
std::string Desk::news(std::size_t after) const {
    auto lines = std::to_string(replies_.size()) + "\n";
    for (auto i = after; i < std::min(replies_.size(), after + 200); ++i) {
        lines += std::to_string(i + 1) + " " + std::to_string(replies_[i].first + 1) + " " +
                 replies_[i].second + "\n";
    }
    return lines;
}

std::map<Id, int> Desk::copies() const {
    const std::lock_guard lock(mutex_);
    std::map<Id, int> copies;
    for (const auto& ticket : tickets_) {
        ++copies[ticket.id];
        for (const auto& [id, text] : ticket.entries) ++copies[id];
    }
    return copies;
}

std::vector<std::vector<std::string>> Desk::conversations() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::vector<std::string>> all;
    for (const auto& ticket : tickets_) {
        all.emplace_back();
        for (const auto& [id, text] : ticket.entries) all.back().push_back(text);
    }
    return all;
}

Result<std::optional<std::string>> DeskConnector::call(const std::string& method, const std::string& path,
                                                       std::string body) {
    http::Request request;
    request.method = method;
    request.url = url_ + path;
    request.body = std::move(body);
    auto response = client_.send(request);
    if (!response) {
        const bool wrote = method == "POST" && response.error().code() == Errc::unknown;
        return failure(wrote ? Errc::unknown : Errc::unavailable, response.error().message());
    }
    if (response->status == 404) return std::nullopt;
    return std::move(response->body);
}

Result<std::string> DeskConnector::write_once(const std::string& path, const Id& id, std::string body) {
    const auto full = path + "/" + to_string(id);
    ASSIGN_OR_RETURN(auto found, call("GET", full));
    if (!found) {
        ASSIGN_OR_RETURN(found, call("POST", full, std::move(body)));
    }
    if (!found) return failure(Errc::invalid_input, "the desk does not take it");
    return std::move(*found);
}

Result<connectors::TicketRef> DeskConnector::create(const connectors::Escalation& escalation) {
    return write_once("/tickets", escalation.ticket.id, escalation.ticket.question);
}

Result<void> DeskConnector::add_message(const connectors::TicketRef& ticket,
                                        const tickets::Message& message) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto stored,
                     write_once("/tickets/" + ticket, message.id, message.text));
    return {};
}

Result<void> DeskConnector::add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto stored,
                     write_once("/tickets/" + ticket, rating.id, rating.comment));
    return {};
}

Result<connectors::Answers> DeskConnector::answers_after(const std::string& cursor) {
    ASSIGN_OR_RETURN(const auto said, call("GET", "/news/" + (cursor.empty() ? "999999999" : cursor)));
    std::istringstream lines(said.value_or("0\n"));
    connectors::Answers answers;
    std::string newest, line;
    std::getline(lines, newest);
    answers.cursor = cursor.empty() ? newest : cursor;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        connectors::AgentAnswer answer;
        words >> answer.key >> answer.ticket >> answer.text;
        answer.from = "Nadia";
        answers.cursor = answer.key;
        answers.answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace storeside::soak
