#include "sync/http/server.hpp"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/stat.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <thread>

#include "sync/http/session.hpp"

namespace storeside::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Local = asio::local::stream_protocol;

constexpr mode_t kUnixSocketMode = 0660;
constexpr std::chrono::milliseconds kPause{100};
constexpr std::chrono::milliseconds kLeaving{2'000};  // for those who were sent away to hang up

std::string peer_of(const asio::ip::tcp::socket& socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    return error ? std::string() : peer.address().to_string();
}
std::string peer_of(const Local::socket&) { return "the unix socket"; }

std::string counted_as(const ServerOptions& options, const asio::ip::tcp::socket&, const std::string& peer) {
    const auto counted = http::counted_as(peer);
    return counted.empty() && options.per_address.this_machine_too ? peer : counted;
}
std::string counted_as(const ServerOptions&, const Local::socket&, const std::string&) { return {}; }

void be_prompt(asio::ip::tcp::socket& socket) {
    error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
}
void be_prompt(Local::socket&) {}

// A socket file stays when its server is killed; then nobody answers there.
Result<void> clear_away(const std::filesystem::path& path) {
    std::error_code none;
    if (!std::filesystem::is_socket(path, none)) return {};
    asio::io_context context;
    Local::socket probe(context);
    error_code refused;
    probe.connect(Local::endpoint(path.string()), refused);
    if (!refused) return failure(Errc::unavailable, path.string() + ": another server listens there");
    std::filesystem::remove(path, none);
    return {};
}

// OpenSSL writes to sockets without saying MSG_NOSIGNAL.
void survive_closed_connections() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

}  // namespace

struct Server::Parts {
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    asio::ip::tcp::acceptor tcp{shared->context};
    Local::acceptor local{shared->context};
    asio::steady_timer grace{shared->context};
    std::filesystem::path unix_socket;  // that is ours to remove
    std::uint16_t port = 0;
    std::thread thread;

    Result<void> listen_on_address();
    Result<void> listen_on_unix_socket();
    void accept();
    void drain(std::chrono::seconds spread);
    void stop_when_empty(std::chrono::steady_clock::time_point at_last);
    void stop();
    void end();

    template <class Acceptor>
    void accept_from(Acceptor& acceptor, Origin origin) {
        acceptor.async_accept(
            [this, &acceptor, origin](error_code error, typename Acceptor::protocol_type::socket socket) {
                if (error == asio::error::operation_aborted || shared->stopping) return;
                if (error) return accept_after_a_pause(acceptor, origin);
                welcome(std::move(socket), origin);
                accept_from(acceptor, origin);
            });
    }

    void welcome(auto socket, Origin origin) {
        if (shared->sessions.size() >= shared->options.connections)
            return shared->complain("no more connections than " + std::to_string(shared->sessions.size()));
        auto peer = peer_of(socket);
        auto counted = counted_as(shared->options, socket, peer);
        if (!counted.empty() && !shared->limits->opened(counted, std::chrono::steady_clock::now()))
            return shared->complain(peer + " has too many connections");
        be_prompt(socket);
        std::make_shared<Session>(Stream::Socket(std::move(socket)), origin, std::move(peer),
                                  std::move(counted), shared)
            ->start();
    }

    // Out of descriptors: accepting again at once would only spin.
    template <class Acceptor>
    void accept_after_a_pause(Acceptor& acceptor, Origin origin) {
        auto pause = std::make_shared<asio::steady_timer>(shared->context, kPause);
        pause->async_wait([this, pause, &acceptor, origin](error_code cancelled) {
            if (!cancelled && !shared->stopping) accept_from(acceptor, origin);
        });
    }
};

Result<void> Server::Parts::listen_on_address() {
    const auto& options = shared->options;
    const auto where = options.address + ":" + std::to_string(options.port);
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return failure(Errc::invalid_input, "'" + options.address + "' is not an address");
    const asio::ip::tcp::endpoint endpoint(address, options.port);
    tcp.open(endpoint.protocol(), error);
    if (!error) tcp.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) tcp.bind(endpoint, error);
    if (!error) tcp.listen(asio::socket_base::max_listen_connections, error);
    if (error) return failure(Errc::unavailable, "can't listen on " + where + ": " + error.message());
    port = tcp.local_endpoint(error).port();
    return {};
}

Result<void> Server::Parts::listen_on_unix_socket() {
    const auto path = shared->options.unix_socket.string();
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return failure(Errc::invalid_input, path + ": too long a path for a unix socket");
    RETURN_IF_ERROR(clear_away(path));
    error_code error;
    local.open(Local(), error);
    if (!error) local.bind(Local::endpoint(path), error);
    if (!error) unix_socket = path;
    // Before listen(), so that nobody else can have connected.
    if (!error && ::chmod(path.c_str(), kUnixSocketMode) != 0)
        error.assign(errno, boost::system::system_category());
    if (!error) local.listen(asio::socket_base::max_listen_connections, error);
    if (error) return failure(Errc::unavailable, "can't listen on " + path + ": " + error.message());
    return {};
}

void Server::Parts::accept() {
    if (tcp.is_open()) accept_from(tcp, shared->tls ? Origin::tls : Origin::plain);
    if (local.is_open()) accept_from(local, shared->options.behind_proxy ? Origin::proxy : Origin::plain);
}

void Server::Parts::drain(std::chrono::seconds spread) {
    shared->draining = spread;
    grace.expires_after(shared->options.drain_grace);
    grace.async_wait([this](error_code) {
        if (shared->stopping) return;
        const auto sessions = shared->sessions;
        for (auto* session : sessions) session->send_away();
    });
    stop_when_empty(std::chrono::steady_clock::now() + shared->options.drain_grace + kLeaving);
}

// Those who were sent away hang up by themselves; who does not is cut off.
void Server::Parts::stop_when_empty(std::chrono::steady_clock::time_point at_last) {
    if (shared->stopping) return;
    if (shared->sessions.empty() || std::chrono::steady_clock::now() >= at_last) return stop();
    auto pause = std::make_shared<asio::steady_timer>(shared->context, kPause);
    pause->async_wait([this, pause, at_last](error_code) { stop_when_empty(at_last); });
}

void Server::Parts::stop() {
    shared->stopping = true;
    error_code ignored;
    tcp.close(ignored);
    local.close(ignored);
    grace.cancel();
    const auto sessions = shared->sessions;
    for (auto* session : sessions) session->close();
    // What the closed connections still have to say runs before the thread ends: run() returns when none is
    // left.
}

// When the thread has ended.
void Server::Parts::end() {
    shared->handler = nullptr;
    if (unix_socket.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(unix_socket, ignored);
}

Result<Server> Server::start(ServerOptions options, Handler handler) {
    auto parts = std::make_unique<Parts>();
    auto& shared = *parts->shared;
    shared.options = std::move(options);
    shared.handler = std::move(handler);
    shared.limits.emplace(shared.options.per_address);
    if (shared.options.tls) {
        auto tls = make_server_context(*shared.options.tls);
        if (!tls) return failure(std::move(tls.error()), "TLS");
        shared.tls = std::move(*tls);
        shared.options.tls.reset();  // the key is where it is needed now
    }
    if (!shared.options.address.empty()) RETURN_IF_ERROR(parts->listen_on_address());
    if (!shared.options.unix_socket.empty()) RETURN_IF_ERROR(parts->listen_on_unix_socket());
    parts->accept();
    parts->thread = std::thread([shared = parts->shared] {
        survive_closed_connections();
        shared->context.run();
    });
    return Server(std::move(parts));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&& other) noexcept {
    stop();
    parts_ = std::move(other.parts_);
    return *this;
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->port; }

Result<void> Server::use(const ServerTls& tls) {
    ASSIGN_OR_RETURN(auto made, make_server_context(tls));
    auto context = std::make_shared<TlsContext>(std::move(made));
    asio::post(parts_->shared->context,
               [shared = parts_->shared, context] { shared->tls = std::move(*context); });
    return {};
}

std::size_t Server::connections() const { return parts_->shared->connections; }

void Server::drain(std::chrono::seconds spread) {
    if (!parts_ || !parts_->thread.joinable()) return;
    asio::post(parts_->shared->context, [parts = parts_.get(), spread] { parts->drain(spread); });
    parts_->thread.join();
    parts_->end();
}

void Server::stop() {
    if (!parts_ || !parts_->thread.joinable()) return;
    asio::post(parts_->shared->context, [parts = parts_.get()] { parts->stop(); });
    parts_->thread.join();
    parts_->end();
}

}  // namespace storeside::http
