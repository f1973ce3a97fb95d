// A server on 127.0.0.1 whose every byte a test decides: for what real servers do only when something is
// wrong.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace storeside {

class TcpServer {
public:
    // One accepted connection, in a thread of its own; closed when the handler returns.
    class Connection {
    public:
        Connection(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}

        // A whole HTTP request with the body its Content-Length announces; empty when the client went away.
        std::string read_request();
        std::string read_to_end();
        void write(std::string_view bytes);
        // The client sees a closed connection; the handler goes on.
        void hang_up() const;
        // Leaves the client without an answer until the test ends.
        void wait_for_the_end() const;

    private:
        int socket_;
        const std::atomic<bool>& stopping_;
    };
    using Handler = std::function<void(Connection&)>;

    explicit TcpServer(Handler handler);
    TcpServer(const TcpServer&) = delete;
    TcpServer& operator=(const TcpServer&) = delete;
    ~TcpServer();

    std::uint16_t port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    // Connections are refused until listen() takes the same port again.
    void stop_listening();
    void listen();

private:
    void accept_connections();

    Handler handler_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;  // guards sockets_ and handlers_
    std::list<int> sockets_;
    struct Running {
        std::atomic<bool> done{false};
        std::jthread thread;  // last: it uses the other
    };
    std::list<Running> handlers_;
    std::jthread acceptor_;
};

// A connection to 127.0.0.1:`port` that sends `bytes` and gives all that comes back until the other side
// closes; `and_no_more`: which is told that no more bytes come.
std::string exchange_bytes(std::uint16_t port, std::string_view bytes, bool and_no_more = false);

// The same with the server on a unix socket.
std::string exchange_bytes(const std::filesystem::path& socket, std::string_view bytes);

}  // namespace storeside
