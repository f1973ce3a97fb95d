#include "sync/http/server.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fstream>
#include <thread>
#include <unordered_set>

#include "firmware/base/log.hpp"

namespace storeside::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;

class Session;

constexpr std::size_t kDefaultBodyLimit = 1 << 20;

// What the sessions share. Sessions outlive the server only as long as their last completion handler runs.
struct Shared {
    // Lives as long as any Responder, so that answering a server that is gone stays harmless.
    asio::io_context context{1};
    ServerOptions options;
    Handler handler;
    std::unordered_set<Session*> sessions;
    bool stopping = false;
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return out;
}

// One connection: reads a request, waits for its answer, writes it, reads the next one. All on the server's
// thread; shared because completion handlers and the Responder hold on to it.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(asio::ip::tcp::socket socket, std::shared_ptr<Shared> shared)
        : stream_(std::move(socket)), patience_(stream_.get_executor()), shared_(std::move(shared)) {
        shared_->sessions.insert(this);
    }
    ~Session() { shared_->sessions.erase(this); }

    void start() { read_header(); }

    void close() {
        patience_.cancel();
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        stream_.close();
    }

private:
    using Parser = wire::request_parser<wire::string_body>;

    void read_header() {
        keep_alive_ = head_only_ = false;
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(shared_->options.header_limit));
        parser_->body_limit(boost::none);
        stream_.expires_after(shared_->options.header_timeout);
        wire::async_read_header(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->header_arrived(error); });
    }

    void header_arrived(error_code error) {
        if (error == wire::error::end_of_stream || error == beast::error::timeout) return close();
        if (error == wire::error::header_limit) return refuse(431, "the header is too long");
        if (error) {
            // Garbage gets an answer; a connection that broke gets none.
            if (error.category() == wire::make_error_code(wire::error::bad_method).category()) {
                return refuse(400, "this is not HTTP");
            }
            return close();
        }
        const auto& head = parser_->get();
        const auto target = boost::urls::parse_origin_form({head.target().data(), head.target().size()});
        if (!target) return refuse(400, "the target is not a path");
        incoming_ = {};
        incoming_.method = head.method_string();
        incoming_.path = target->path();
        for (const auto parameter : target->params())
            incoming_.query.emplace_back(parameter.key, parameter.value);
        for (const auto& field : head) {
            incoming_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                           std::string(field.value()));
        }
        if (!shared_->options.gate) return admitted(kDefaultBodyLimit);
        if (shared_->stopping) return close();
        stream_.expires_never();
        await_answer();
        shared_->options.gate(
            incoming_, [weak = weak_from_this(), turn = turn_, shared = shared_](Admission admission) {
                asio::post(shared->context, [weak, turn, admission = std::move(admission)]() mutable {
                    if (const auto self = weak.lock()) self->judged(turn, std::move(admission));
                });
            });
    }

    void judged(std::uint64_t turn, Admission admission) {
        if (turn != turn_ || shared_->stopping) return;
        ++turn_;
        patience_.cancel();
        if (admission) return admitted(*admission);
        // The body is not read, so nothing that follows it on this connection can be found.
        refuse(std::move(admission.error()));
    }

    void admitted(std::size_t limit) {
        if (const auto length = parser_->content_length(); length && *length > limit) {
            return refuse(413, "the body is longer than " + std::to_string(limit) + " bytes");
        }
        parser_->body_limit(limit);
        stream_.expires_after(shared_->options.body_timeout);
        if (lower(incoming_.header("expect").value_or("")) == "100-continue") return send_continue();
        read_body();
    }

    void send_continue() {
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->close();
                              self->read_body();
                          });
    }

    void read_body() {
        wire::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->body_arrived(error); });
    }

    void body_arrived(error_code error) {
        if (error == wire::error::body_limit) return refuse(413, "the body is too long");
        if (error) return close();
        keep_alive_ = parser_->get().keep_alive();
        head_only_ = parser_->get().method() == wire::verb::head;
        incoming_.body = std::move(parser_->get().body());
        stream_.expires_never();
        if (shared_->stopping) return close();

        await_answer();
        // The answer may come from any thread, also after the server has stopped.
        Responder responder([weak = weak_from_this(), turn = turn_, shared = shared_](Outgoing answer) {
            asio::post(shared->context, [weak, turn, answer = std::move(answer)]() mutable {
                if (const auto self = weak.lock()) self->answer(turn, std::move(answer));
            });
        });
        shared_->handler(std::move(incoming_), std::move(responder));
    }

    // Begins a turn that somebody else has to end.
    void await_answer() {
        ++turn_;
        patience_.expires_after(shared_->options.answer_timeout);
        patience_.async_wait([self = shared_from_this(), turn = turn_](error_code cancelled) {
            if (!cancelled) self->answer(turn, {503, {}, "no answer in time\n", {}});
        });
    }

    void refuse(int status, const std::string& why) {
        refuse({status, {{"content-type", "text/plain"}}, why + "\n", {}});
    }

    void refuse(Outgoing why) {
        keep_alive_ = false;
        head_only_ = false;
        lingers_ = true;
        ++turn_;
        answer(turn_, std::move(why));
    }

    // `turn` tells an answer that comes too late from the one that is waited for.
    void answer(std::uint64_t turn, Outgoing outgoing) {
        if (turn != turn_ || shared_->stopping) return;
        ++turn_;
        patience_.cancel();
        outgoing_ = std::move(outgoing);
        if (outgoing_.file) {
            file_.emplace(outgoing_.file->path, std::ios::binary);
            file_->seekg(static_cast<std::streamoff>(outgoing_.file->offset));
            if (!*file_) {
                file_.reset();
                outgoing_ = {404, {{"content-type", "text/plain"}}, "no such file\n", {}};
            }
        }
        const auto length = outgoing_.file ? outgoing_.file->length : outgoing_.body.size();
        head_.emplace(static_cast<wire::status>(outgoing_.status), 11U);
        for (const auto& [name, value] : outgoing_.headers) head_->insert(name, value);
        head_->set(wire::field::server, "storeside");
        head_->keep_alive(keep_alive_);
        if (outgoing_.status != 304 && outgoing_.status != 204) head_->content_length(length);
        serializer_.emplace(*head_);
        stream_.expires_after(shared_->options.write_timeout);
        wire::async_write_header(stream_, *serializer_,
                                 [self = shared_from_this()](error_code error, std::size_t) {
                                     if (error) return self->close();
                                     self->write_body();
                                 });
    }

    void write_body() {
        if (head_only_) return finish();
        if (outgoing_.file) return write_file();
        if (outgoing_.body.empty()) return finish();
        asio::async_write(stream_, asio::buffer(outgoing_.body),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->close();
                              self->finish();
                          });
    }

    void write_file() {
        auto& left = outgoing_.file->length;
        if (left == 0) return finish();
        piece_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, 128 << 10)));
        file_->read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
        // A file that became shorter than promised: only a closed connection tells the other side.
        if (static_cast<std::size_t>(file_->gcount()) != piece_.size()) return close();
        left -= piece_.size();
        stream_.expires_after(shared_->options.write_timeout);
        asio::async_write(stream_, asio::buffer(piece_),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->close();
                              self->write_file();
                          });
    }

    void finish() {
        file_.reset();
        piece_ = {};
        outgoing_ = {};
        if (lingers_) return linger();
        if (!keep_alive_) return close();
        read_header();
    }

    // Closing while the other side still sends would reset the connection and take the answer with it.
    void linger() {
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        parser_.reset();
        buffer_ = {};
        piece_.resize(16 << 10);
        stream_.expires_after(shared_->options.linger_timeout);
        discard();
    }

    void discard() {
        stream_.async_read_some(asio::buffer(piece_),
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    if (error) return self->close();
                                    self->discard();
                                });
    }

    beast::tcp_stream stream_;
    asio::steady_timer patience_;
    std::shared_ptr<Shared> shared_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Incoming incoming_;
    std::uint64_t turn_ = 0;
    bool keep_alive_ = false;
    bool head_only_ = false;
    bool lingers_ = false;  // the connection ends with this answer, though the other side may still send
    Outgoing outgoing_;
    std::optional<wire::response<wire::empty_body>> head_;
    std::optional<wire::response_serializer<wire::empty_body>> serializer_;
    std::optional<std::ifstream> file_;
    std::string piece_;
};

}  // namespace

std::optional<std::string_view> Incoming::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers) {
        if (name == lower_case_name) return value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Incoming::parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return std::nullopt;
}

std::string_view Incoming::bearer() const {
    constexpr std::string_view kScheme = "Bearer ";
    const auto value = header("authorization").value_or("");
    return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view();
}

Responder::~Responder() {
    if (send_) send_({503, {{"content-type", "text/plain"}}, "not answered\n", {}});
}

void Responder::operator()(Outgoing answer) {
    if (const auto send = std::exchange(send_, nullptr)) send(std::move(answer));
}

struct Server::Parts {
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    asio::ip::tcp::acceptor acceptor{shared->context};
    std::uint16_t port = 0;
    std::thread thread;

    void accept() {
        acceptor.async_accept([this](error_code error, asio::ip::tcp::socket socket) {
            if (error == asio::error::operation_aborted || shared->stopping) return;
            if (!error && shared->sessions.size() < shared->options.connections) {
                error_code ignored;
                socket.set_option(asio::ip::tcp::no_delay(true), ignored);
                std::make_shared<Session>(std::move(socket), shared)->start();
            }
            if (error) {
                // Out of descriptors: accepting again at once would only spin.
                auto pause =
                    std::make_shared<asio::steady_timer>(shared->context, std::chrono::milliseconds(100));
                pause->async_wait([this, pause](error_code cancelled) {
                    if (!cancelled && !shared->stopping) accept();
                });
                return;
            }
            accept();
        });
    }
};

Result<Server> Server::start(ServerOptions options, Handler handler) {
    auto parts = std::make_unique<Parts>();
    const auto where = options.address + ":" + std::to_string(options.port);
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return failure(Errc::invalid_input, "'" + options.address + "' is not an address");
    const asio::ip::tcp::endpoint endpoint(address, options.port);
    auto& acceptor = parts->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return failure(Errc::unavailable, "can't listen on " + where + ": " + error.message());
    parts->port = acceptor.local_endpoint(error).port();
    parts->shared->options = std::move(options);
    parts->shared->handler = std::move(handler);
    parts->accept();
    parts->thread = std::thread([shared = parts->shared] { shared->context.run(); });
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

void Server::stop() {
    if (!parts_ || !parts_->thread.joinable()) return;
    asio::post(parts_->shared->context, [parts = parts_.get()] {
        parts->shared->stopping = true;
        error_code ignored;
        parts->acceptor.close(ignored);
        const auto sessions = parts->shared->sessions;
        for (auto* session : sessions) session->close();
        // What the closed connections still have to say runs before the thread ends: run() returns when none
        // is left.
    });
    parts_->thread.join();
    parts_->shared->handler = nullptr;
}

}  // namespace storeside::http
