// One connection of the server: reads a request, waits for its answer, writes it, reads the next one.
#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "sync/http/address_limits.hpp"
#include "sync/http/server.hpp"
#include "sync/http/stream.hpp"

namespace storeside::http {

class Session;

// What a listener knows of every connection it accepts.
enum class Origin {
    plain,
    tls,
    proxy,  // a proxy on this machine that has ended TLS and looked at certificates
};

// What the sessions share. Sessions outlive the server only as long as their last completion handler runs.
struct Shared {
    // Lives as long as any Responder, so that answering a server that is gone stays harmless.
    boost::asio::io_context context{1};
    ServerOptions options;
    TlsContext tls;
    Handler handler;
    std::unordered_set<Session*> sessions;
    std::atomic<std::size_t> connections{0};  // of `sessions`, for other threads
    std::optional<AddressLimits> limits;
    bool stopping = false;
    std::optional<std::chrono::seconds> draining;  // over how long those sent away are to come back

    Outgoing sends_away();

    // A line in the log, but at most one a second: strangers decide how often there is something to say.
    void complain(const std::string& what);

private:
    double sent_away_ = 0;
    std::chrono::steady_clock::time_point complained_;
    std::uint64_t unsaid_ = 0;
};

// All on the server's thread; shared because completion handlers and the Responder hold on to it.
class Session : public std::enable_shared_from_this<Session> {
public:
    // `counted`: how the limits per address know it; empty when they don't.
    Session(Stream::Socket socket, Origin origin, std::string peer, std::string counted,
            std::shared_ptr<Shared> shared);
    ~Session();

    void start();
    void close();
    // Answers a request that is still held.
    void send_away();

private:
    using Code = boost::system::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    void shaken(Code error);
    void read_header();
    void header_arrived(Code error);
    bool take_head();
    bool take_certificate();
    void ask_gate();
    void judged(std::uint64_t turn, Admission admission);
    void admitted(std::size_t limit);
    void read_body();
    void body_arrived(Code error);
    bool take_encoding();
    void handle();

    void refuse(int status, const std::string& why);
    void refuse(Outgoing why);
    void answer(std::uint64_t turn, Outgoing outgoing);
    std::string head_of(const Outgoing& outgoing) const;
    void write_body();
    void write_file();
    void finish();
    void linger();
    void discard();

    // Ends what is waited for after `patience`, unless something else is waited for by then.
    void within(std::chrono::milliseconds patience, void (Session::*end)());
    void lose_patience();
    void await_answer();
    void no_answer();

    // Begins an operation on the stream that ends in a member function, or closes the connection.
    template <class Then>
    auto then(Then next) {
        return [self = shared_from_this(), next](Code error, std::size_t) {
            if (error) return self->close();
            next(*self);
        };
    }

    Stream stream_;
    boost::asio::steady_timer deadline_;
    std::shared_ptr<Shared> shared_;
    Origin origin_;
    std::string peer_;  // for the log
    std::string counted_;
    std::string certificate_;  // of the TLS connection; a proxy sends one with every request
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Incoming incoming_;
    std::uint64_t turn_ = 0;
    std::uint64_t waits_ = 0;
    std::size_t body_limit_ = 0;
    bool keep_alive_ = false;
    bool accepts_zstd_ = false;
    bool head_only_ = false;
    bool held_ = false;     // the handler has the request
    bool lingers_ = false;  // the connection ends with this answer, though the other side may still send
    Outgoing outgoing_;
    std::string piece_;  // what is being written
    std::optional<std::ifstream> file_;
};

}  // namespace storeside::http
