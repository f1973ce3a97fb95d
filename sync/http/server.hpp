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
#include "sync/http/tls.hpp"

namespace storeside::http {

// A request as it came in. Nothing in it can be trusted but its limits.
struct Incoming {
    std::string method;
    std::string path;  // decoded, begins with '/'
    std::vector<std::pair<std::string, std::string>> query;
    Headers headers;  // names in lower case
    std::string body;
    // DER of the certificate that the client has shown, verified by the handshake or by the proxy in front;
    // empty when it has shown none.
    std::string client_certificate;

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

// What one address may do, or the /64 of an IPv6 one. A shop's kiosks may share an address.
struct PerAddress {
    std::size_t connections = 500;  // at a time; more are closed at once
    double requests_per_second = 50;
    double burst = 500;  // requests at once, when it was quiet before; one too many is answered 429
    bool this_machine_too = false;
};

struct ServerOptions {
    std::string address = "127.0.0.1";  // empty: none, `unix_socket` alone
    std::uint16_t port = 0;             // 0: any free one
    std::optional<ServerTls> tls;       // on `address`; without it what comes there is plain HTTP
    // A second way in, plain HTTP for this machine: the file's owner and group may connect. One that a server
    // has left behind is replaced.
    std::filesystem::path unix_socket;
    // What comes by `unix_socket` comes from a proxy which has verified the client's certificate and says so
    // in x-storeside-client-certificate (base64 of DER; no client's own header of that name may get through).
    // On `address` that header is never believed.
    bool behind_proxy = false;
    std::size_t header_limit = 16 << 10;
    // A refused request's body stays unread and its connection is closed; one with a longer body than
    // admitted is answered 413. By default anybody may bring 1 MiB.
    Gate gate;
    std::chrono::milliseconds handshake_timeout{10'000};  // for the whole of TLS
    std::chrono::milliseconds header_timeout{
        15'000};  // for a whole header to arrive, also between two requests
    std::chrono::milliseconds body_timeout{120'000};  // for a whole body to arrive
    std::chrono::milliseconds answer_timeout{
        360'000};                                     // for the handler to answer: longer than any long poll
    std::chrono::milliseconds write_timeout{60'000};  // for the other side to take a piece of an answer
    std::chrono::milliseconds linger_timeout{2'000};  // for the other side to read why it was refused
    std::size_t connections = 2'000;                  // more are closed at once
    // On `address`. Behind a proxy every address is the proxy's, which has limits of its own.
    PerAddress per_address;
    std::chrono::milliseconds drain_grace{1'000};  // for what is being answered when drain() begins
};

class Server {
public:
    // Listens and serves on a thread of its own. `unavailable` when the address or the unix socket can't be
    // had, `invalid_input` when the keys can't be used.
    static Result<Server> start(ServerOptions options, Handler handler);

    ~Server();  // stop()
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;

    std::uint16_t port() const;  // 0 without `address`

    // For connections that come from now on: a certificate that was renewed, another authority for clients.
    // Only for a server that was started with TLS.
    Result<void> use(const ServerTls& tls);

    // How many there are now, about.
    std::size_t connections() const;

    // Sends everybody away in good order, then stops: new requests, and after a moment those that are still
    // held, are answered 503 with a Retry-After; those are spread evenly over `spread`, so that not all come
    // back at once. Returns when it has stopped, within seconds.
    void drain(std::chrono::seconds spread);

    // Closes every connection and waits for the thread; the handler is not called after it. Responders that
    // are still held may be called or dropped without effect. Calling it twice is the same as once.
    void stop();

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace storeside::http
