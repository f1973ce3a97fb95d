#include "tests/fakes/stub_shop.hpp"

#include <algorithm>
#include <sstream>

namespace storeside {
namespace {

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

StubShop::Request parsed(const std::string& bytes) {
    StubShop::Request request;
    const auto head_end = bytes.find("\r\n\r\n");
    std::istringstream head(bytes.substr(0, head_end));
    std::string target, line;
    head >> request.method >> target;
    std::getline(head, line);
    while (std::getline(head, line)) {
        const auto colon = line.find(':');
        if (colon == line.npos) continue;
        auto name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
        auto value = line.substr(colon + 1);
        std::erase(value, '\r');
        request.headers[name] = value.substr(std::min(value.find_first_not_of(' '), value.size()));
    }
    request.body = bytes.substr(head_end + 4);
    const auto mark = target.find('?');
    request.path = decoded(target.substr(0, mark));
    std::istringstream query(mark == target.npos ? "" : target.substr(mark + 1));
    while (std::getline(query, line, '&')) {
        const auto equals = line.find('=');
        if (equals != line.npos)
            request.query[decoded(line.substr(0, equals))] = decoded(line.substr(equals + 1));
    }
    return request;
}

}  // namespace

std::string http_answer(const StubShop::Response& response) {
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " X\r\n";
    for (const auto& [name, value] : response.headers) bytes += name + ": " + value + "\r\n";
    return bytes + "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n" + response.body;
}

StubShop::StubShop() : server_([this](TcpServer::Connection& connection) { serve(connection); }) {}

void StubShop::serve(TcpServer::Connection& connection) {
    for (;;) {
        const auto bytes = connection.read_request();
        if (bytes.empty() || down_) return;
        std::string out;
        bool scripted = true;
        {
            const std::lock_guard lock(mutex_);
            auto request = parsed(bytes);
            ++requests_;
            if (always_) {
                out = *always_;
            } else if (!next_.empty()) {
                out = next_.front();
                next_.pop_front();
            } else {
                scripted = false;
                out = http_answer(answer(request));
            }
            seen_.push_back(std::move(request));
        }
        connection.write(out);
        if (scripted) return;  // it may be half an answer
    }
}

void StubShop::place(PlacedOrder order) {
    const std::lock_guard lock(mutex_);
    for (auto& other : orders_)
        if (other.number == order.number) {
            other = std::move(order);
            return;
        }
    orders_.push_back(std::move(order));
}

void StubShop::say_next(std::vector<std::string> answers) {
    const std::lock_guard lock(mutex_);
    next_.assign(answers.begin(), answers.end());
}

void StubShop::say_always(std::optional<std::string> answer) {
    const std::lock_guard lock(mutex_);
    always_ = std::move(answer);
}

std::vector<StubShop::Request> StubShop::seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
}

const PlacedOrder* StubShop::by_number(std::string_view number) const {
    for (const auto& order : orders_)
        if (order.number == number) return &order;
    return nullptr;
}

}  // namespace storeside
