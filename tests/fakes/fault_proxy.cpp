#include "tests/fakes/fault_proxy.hpp"

#include <optional>

namespace storeside {

FaultProxy::FaultProxy(std::uint16_t upstream)
    : upstream_(upstream), server_([this](TcpServer::Connection& client) { serve(client); }) {}

void FaultProxy::fail(Fault fault, std::string only_for) {
    pass();
    const std::lock_guard lock(mutex_);
    failing_ = true;
    fault_ = fault;
    only_for_ = std::move(only_for);
    struck_ = 0;
    if (fault == Fault::refuse) server_.stop_listening();
}

void FaultProxy::pass() {
    const std::lock_guard lock(mutex_);
    if (failing_ && fault_ == Fault::refuse) server_.listen();
    failing_ = false;
}

void FaultProxy::serve(TcpServer::Connection& client) {
    auto request = client.read_request();
    if (request.empty()) return;
    std::optional<Fault> fault;
    {
        const std::lock_guard lock(mutex_);
        if (failing_ && request.starts_with(only_for_)) fault = fault_;
    }
    if (fault) ++struck_;
    if (fault == Fault::forbid)
        return client.write("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nConnection: close\r\n"
                            "Content-Length: 31\r\n\r\n{\"message\":\"Permission Denied\"}\n");
    if (fault == Fault::busy)
        return client.write("HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    if (fault == Fault::garbage)
        return client.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 16\r\n\r\n<html>]{\"\x80\xff \\u12");
    if (fault == Fault::refuse) return;

    // One request per connection keeps the proxy simple; the server is told so.
    request.insert(request.find("\r\n"), "\r\nConnection: close");
    const auto answer = exchange_bytes(upstream_, request);
    if (fault == Fault::lose_answer) return;
    client.write(fault == Fault::cut_short ? std::string_view(answer).substr(0, answer.size() / 2) : answer);
}

}  // namespace storeside
