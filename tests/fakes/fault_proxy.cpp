#include "tests/fakes/fault_proxy.hpp"

#include <algorithm>
#include <utility>

namespace storeside {

FaultProxy::FaultProxy(std::uint16_t upstream)
    : FaultProxy([upstream](std::string_view bytes) { return exchange_bytes(upstream, bytes, true); }, {}) {}

FaultProxy::FaultProxy(Exchange exchange, std::string header)
    : exchange_(std::move(exchange)),
      header_(std::move(header)),
      server_([this](TcpServer::Connection& client) { serve(client); }) {}

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

void FaultProxy::mix(std::vector<Fault> faults, double part, unsigned seed) {
    pass();
    const std::lock_guard lock(mutex_);
    mixed_ = std::move(faults);
    part_ = part;
    dice_.seed(seed);
    struck_ = 0;
}

void FaultProxy::pass() {
    const std::lock_guard lock(mutex_);
    if (planned_ == Fault::refuse) server_.listen();
    planned_.reset();
    mixed_.clear();
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
    if (!mixed_.empty()) {
        if (std::uniform_real_distribution(0.0, 1.0)(dice_) >= part_) return std::nullopt;
        ++struck_;
        return mixed_[dice_() % mixed_.size()];
    }
    if (!planned_ || !meant) return std::nullopt;
    ++struck_;
    return once_ ? std::exchange(planned_, std::nullopt) : planned_;
}

void FaultProxy::hold_back() {
    std::unique_lock lock(mutex_);
    one_more_.wait_for(lock, std::chrono::milliseconds(200),
                       [this, before = served_] { return served_ > before; });
}

std::string FaultProxy::forward(const std::string& request, std::optional<Fault> fault) {
    if (fault == Fault::hold_back) hold_back();
    if (fault == Fault::delay) {
        std::unique_lock lock(mutex_);
        const std::chrono::milliseconds late(dice_() % 80);
        lock.unlock();
        std::this_thread::sleep_for(late);
    }
    if (fault == Fault::cut_request) return exchange_(request.substr(0, request.size() / 2));
    if (fault == Fault::duplicate) (void)exchange_(request);
    auto answer = exchange_(request);
    const std::lock_guard lock(mutex_);
    ++served_;
    one_more_.notify_all();
    return answer;
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
    if (fault == Fault::refuse || fault == Fault::drop) return;

    // One request per connection keeps the proxy simple; the server is told so.
    request.insert(request.find("\r\n"), "\r\nConnection: close" + (header_.empty() ? "" : "\r\n" + header_));
    const auto answer = forward(request, fault);
    if (fault == Fault::lose_answer || fault == Fault::cut_request) return;
    client.write(fault == Fault::cut_short ? std::string_view(answer).substr(0, answer.size() / 2) : answer);
}

}  // namespace storeside
