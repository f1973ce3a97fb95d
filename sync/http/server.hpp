// An HTTP server that answers now or later: a request that waits holds no thread. No type of the library
// behind it shows.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::http {

// A request as it came in. Nothing in it can be trusted but its limits.
struct Incoming {
    std::string method;
    std::string path;  // decoded, begins with '/'
    std::vector<std::pair<std::string, std::string>> query;
    Headers headers;  // names in lower case
    std::string body;

    std::optional<std::string_view> header(std::string_view lower_case_name) const;
    std::optional<std::string_view> parameter(std::string_view name) const;
    // What follows "Authorization: Bearer "; empty when there is none.
    std::string_view bearer() const;
};

// The part of a file that is an answer's body; read while it is sent.
struct FilePart {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct Outgoing {
    int status = 200;
    Headers headers;
    std::string body;
    std::optional<FilePart> file;  // instead of `body`
};

// The right and duty to answer one request, once, from any thread. One that is dropped answers 503.
class Responder {
public:
    using Send = std::function<void(Outgoing)>;

    explicit Responder(Send send) : send_(std::move(send)) {}
    Responder(Responder&& other) noexcept : send_(std::exchange(other.send_, nullptr)) {}
    Responder& operator=(Responder&& other) noexcept {
        std::swap(send_, other.send_);
        return *this;
    }
    ~Responder();

    void operator()(Outgoing answer);

private:
    Send send_;
};

// Called on the server's thread, so it must not block.
using Handler = std::function<void(Incoming, Responder)>;

// What a request may bring, by its head alone: how many bytes of a body, or the answer that refuses it.
using Admission = std::expected<std::size_t, Outgoing>;

// Called on the server's thread, so it must not block, with a request none of whose body has been read;
// `admit` is called once, now or later, from any thread.
using Gate = std::function<void(const Incoming& head, std::function<void(Admission)> admit)>;

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    std::size_t header_limit = 16 << 10;
    // A refused request's body stays unread and its connection is closed; one with a longer body than
    // admitted is answered 413. By default anybody may bring 1 MiB.
    Gate gate;
    std::chrono::milliseconds header_timeout{
        15'000};  // for a whole header to arrive, also between two requests
    std::chrono::milliseconds body_timeout{120'000};  // for a whole body to arrive
    std::chrono::milliseconds answer_timeout{
        360'000};                                     // for the handler to answer: longer than any long poll
    std::chrono::milliseconds write_timeout{60'000};  // for the other side to take a piece of an answer
    std::chrono::milliseconds linger_timeout{2'000};  // for the other side to read why it was refused
    std::size_t connections = 2'000;                  // more are closed at once
};

class Server {
public:
    // Listens and serves on a thread of its own. `unavailable` when the address can't be had.
    static Result<Server> start(ServerOptions options, Handler handler);

    ~Server();  // stop()
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;

    std::uint16_t port() const;

    // Closes every connection and waits for the thread; the handler is not called after it. Responders that
    // are still held may be called or dropped without effect. Calling it twice is the same as once.
    void stop();

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace storeside::http
