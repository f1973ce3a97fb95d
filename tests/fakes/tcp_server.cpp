#include "tests/fakes/tcp_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

namespace storeside {
namespace {

sockaddr_in local_address(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr* generic(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

std::size_t content_length(std::string head) {
    std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto at = head.find("\r\ncontent-length:");
    return at == head.npos ? 0 : std::strtoul(head.c_str() + at + 17, nullptr, 10);
}

bool receive(int socket, std::string& into) {
    char buffer[16 << 10];
    const auto count = ::recv(socket, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    into.append(buffer, static_cast<std::size_t>(count));
    return true;
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace

std::string TcpServer::Connection::read_request() {
    std::string request;
    std::size_t end = 0;
    while ((end = request.find("\r\n\r\n")) == request.npos)
        if (!receive(socket_, request)) return {};
    const auto wanted = end + 4 + content_length(request.substr(0, end + 2));
    while (request.size() < wanted)
        if (!receive(socket_, request)) return {};
    return request;
}

std::string TcpServer::Connection::read_to_end() {
    std::string all;
    while (receive(socket_, all)) {
    }
    return all;
}

void TcpServer::Connection::write(std::string_view bytes) { send_all(socket_, bytes); }

void TcpServer::Connection::hang_up() const { ::shutdown(socket_, SHUT_RDWR); }

void TcpServer::Connection::wait_for_the_end() const { stopping_.wait(false); }

TcpServer::TcpServer(Handler handler) : handler_(std::move(handler)) { listen(); }

TcpServer::~TcpServer() {
    stop_listening();
    stopping_ = true;
    stopping_.notify_all();
    std::list<Running> handlers;
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
        handlers.swap(handlers_);
    }
}

void TcpServer::listen() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto address = local_address(port_);
    if (::bind(listener_, generic(address), sizeof address) != 0 || ::listen(listener_, 64) != 0)
        throw std::runtime_error("a test's server can't listen on 127.0.0.1");
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread([this] { accept_connections(); });
}

void TcpServer::stop_listening() {
    if (listener_ < 0) return;
    ::shutdown(listener_, SHUT_RDWR);  // wakes accept()
    acceptor_.join();
    ::close(listener_);
    listener_ = -1;
}

void TcpServer::accept_connections() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard lock(mutex_);
        sockets_.push_back(socket);
        // A test of hours has more connections than a process may have threads.
        handlers_.remove_if([](const Running& running) { return running.done.load(); });
        auto& running = handlers_.emplace_back();
        running.thread = std::jthread([this, socket, &running] {
            Connection connection(socket, stopping_);
            handler_(connection);
            const std::lock_guard closing(mutex_);
            sockets_.remove(socket);
            ::close(socket);
            running.done = true;
        });
    }
}

namespace {

std::string exchange(int family, const sockaddr* address, socklen_t size, std::string_view bytes,
                     bool and_no_more) {
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::string answer;
    if (::connect(socket, address, size) == 0) {
        send_all(socket, bytes);
        if (and_no_more) ::shutdown(socket, SHUT_WR);
        while (receive(socket, answer)) {
        }
    }
    ::close(socket);
    return answer;
}

}  // namespace

std::string exchange_bytes(std::uint16_t port, std::string_view bytes, bool and_no_more) {
    const auto address = local_address(port);
    return exchange(AF_INET, generic(address), sizeof address, bytes, and_no_more);
}

std::string exchange_bytes(const std::filesystem::path& socket, std::string_view bytes) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return exchange(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, bytes, false);
}

}  // namespace storeside
