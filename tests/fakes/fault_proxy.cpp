#include "tests/fakes/fault_proxy.hpp"

#include <algorithm>
#include <utility>

namespace storeside {

FaultProxy::FaultProxy(std::uint16_t upstream)
    : upstream_(upstream), server_([this](TcpServer::Connection& client) { serve(client); }) {}

void FaultProxy::fail(Fault fault, std::string only_for) {
    pass();
    const std::lock_guard lock(mutex_);
    planned_ = fault;
    if (!only_for.empty()) any_of_ = {std::move(only_for)};
    struck_ = 0;
    if (fault == Fault::refuse) server_.stop_listening();
}

void FaultProxy::fail_once(Fault fault, std::vector<std::string> any_of) {
    pass();
    const std::lock_guard lock(mutex_);
    planned_ = fault;
    any_of_ = std::move(any_of);
    once_ = true;
    struck_ = 0;
}

void FaultProxy::pass() {
    const std::lock_guard lock(mutex_);
    if (planned_ == Fault::refuse) server_.listen();
    planned_.reset();
    any_of_.clear();
    once_ = false;
}

std::optional<FaultProxy::Fault> FaultProxy::fault_of(const std::string& request) {
    const auto line = request.substr(0, request.find('\r'));
    const std::lock_guard lock(mutex_);
    const bool meant =
        any_of_.empty() || std::any_of(any_of_.begin(), any_of_.end(), [&](const std::string& part) {
            return line.find(part) != std::string::npos;
        });
    if (!planned_ || !meant) return std::nullopt;
    ++struck_;
    return once_ ? std::exchange(planned_, std::nullopt) : planned_;
}

void FaultProxy::serve(TcpServer::Connection& client) {
    auto request = client.read_request();
    if (request.empty()) return;
    const auto fault = fault_of(request);
    if (fault == Fault::forbid)
        return client.write(
            "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nConnection: close\r\n"
            "Content-Length: 31\r\n\r\n{\"message\":\"Permission Denied\"}\n");
    if (fault == Fault::busy)
        return client.write(
            "HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    if (fault == Fault::garbage)
        return client.write(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 16\r\n\r\n<html>]{\"\x80\xff \\u12");
    if (fault == Fault::refuse) return;

    // One request per connection keeps the proxy simple; the server is told so.
    request.insert(request.find("\r\n"), "\r\nConnection: close");
    const auto answer = exchange_bytes(upstream_, request);
    if (fault == Fault::lose_answer) return;
    client.write(fault == Fault::cut_short ? std::string_view(answer).substr(0, answer.size() / 2) : answer);
}

}  // namespace storeside
