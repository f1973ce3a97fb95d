#include "sync/http/session.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <cmath>

#include "firmware/base/log.hpp"
#include "sync/http/proxy_header.hpp"
#include "sync/http/zstd.hpp"

namespace storeside::http {
namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;

constexpr std::size_t kDefaultBodyLimit = 1 << 20;
constexpr std::size_t kSmallBody = 16 << 10;  // goes out in one piece with its head

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return out;
}

// Whoever comes back sooner after a stop finds nobody yet.
constexpr std::chrono::seconds kSoonest{3};
// Below that a frame's own bytes and the work eat what is gained.
constexpr std::size_t kWorthCompressing = 1 << 10;

void make_smaller(Outgoing& answer) {
    if (answer.file || answer.body.size() < kWorthCompressing) return;
    for (const auto& [name, value] : answer.headers)
        if (lower(name) == "content-encoding") return;
    auto smaller = compress(answer.body);
    if (smaller.empty() || smaller.size() >= answer.body.size()) return;
    answer.body = std::move(smaller);
    answer.headers.emplace_back("content-encoding", "zstd");
    answer.headers.emplace_back("vary", "accept-encoding");
}

}  // namespace

void Shared::complain(const std::string& what) {
    const auto now = std::chrono::steady_clock::now();
    if (now - complained_ < std::chrono::seconds(1)) {
        ++unsaid_;
        return;
    }
    complained_ = now;
    if (const auto unsaid = std::exchange(unsaid_, 0))
        spdlog::warn("http: {} ({} more unsaid)", what, unsaid);
    else
        spdlog::warn("http: {}", what);
}

// Multiples of the golden ratio, without their whole part, are spread evenly however many there are.
Outgoing Shared::sends_away() {
    sent_away_ += 0.6180339887498949;
    sent_away_ -= std::floor(sent_away_);
    const auto spread = std::max(std::chrono::seconds(0), draining.value_or(kSoonest) - kSoonest).count();
    const auto seconds = kSoonest.count() + std::lround(sent_away_ * static_cast<double>(spread));
    return {503,
            {{"content-type", "text/plain"}, {"retry-after", std::to_string(seconds)}},
            "this server is about to stop\n",
            {}};
}

Session::Session(Stream::Socket socket, Origin origin, std::string peer, std::string counted,
                 std::shared_ptr<Shared> shared)
    : stream_(std::move(socket)),
      deadline_(stream_.get_executor()),
      shared_(std::move(shared)),
      origin_(origin),
      peer_(std::move(peer)),
      counted_(std::move(counted)) {
    shared_->sessions.insert(this);
    ++shared_->connections;
}

Session::~Session() {
    shared_->sessions.erase(this);
    --shared_->connections;
    if (!counted_.empty()) shared_->limits->closed(counted_);
}

void Session::start() {
    if (origin_ != Origin::tls) return read_header();
    if (const auto begun = stream_.expect_tls(*shared_->tls); !begun) {
        shared_->complain(begun.error().message());
        return close();
    }
    within(shared_->options.handshake_timeout, &Session::lose_patience);
    stream_.async_handshake([self = shared_from_this()](Code error, std::size_t) { self->shaken(error); });
}

void Session::shaken(Code error) {
    if (error) {
        if (!stream_.handshake_error().empty())
            shared_->complain("TLS with " + peer_ + ": " + stream_.handshake_error());
        return close();
    }
    certificate_ = verified_certificate(*stream_.tls());
    read_header();
}

void Session::close() {
    ++waits_;
    deadline_.cancel();
    stream_.close();
}

void Session::within(std::chrono::milliseconds patience, void (Session::*end)()) {
    deadline_.expires_after(patience);
    deadline_.async_wait([self = shared_from_this(), wait = ++waits_, end](Code cancelled) {
        if (!cancelled && wait == self->waits_) (self.get()->*end)();
    });
}

void Session::lose_patience() { close(); }

void Session::read_header() {
    keep_alive_ = head_only_ = accepts_zstd_ = false;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_->options.header_limit));
    parser_->body_limit(boost::none);
    within(shared_->options.header_timeout, &Session::lose_patience);
    wire::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](Code error, std::size_t) {
        self->header_arrived(error);
    });
}

void Session::header_arrived(Code error) {
    if (error == wire::error::end_of_stream) return close();
    if (error == wire::error::header_limit) return refuse(431, "the header is too long");
    if (error) {
        // Garbage gets an answer; a connection that broke gets none.
        if (error.category() == wire::make_error_code(wire::error::bad_method).category())
            return refuse(400, "this is not HTTP");
        return close();
    }
    if (shared_->stopping) return close();
    if (shared_->draining) return refuse(shared_->sends_away());
    if (!counted_.empty() && !shared_->limits->asks(counted_, std::chrono::steady_clock::now())) {
        shared_->complain(peer_ + " asks too often");
        return refuse({429, {{"content-type", "text/plain"}, {"retry-after", "5"}}, "too often\n", {}});
    }
    if (!take_head()) return refuse(400, "the target is not a path");
    if (!take_certificate()) return refuse(400, "the proxy's word about the client can't be read");
    if (!shared_->options.gate) return admitted(kDefaultBodyLimit);
    ask_gate();
}

bool Session::take_head() {
    const auto& head = parser_->get();
    const auto target = boost::urls::parse_origin_form({head.target().data(), head.target().size()});
    if (!target) return false;
    incoming_ = {};
    incoming_.method = head.method_string();
    incoming_.path = target->path();
    for (const auto parameter : target->params())
        incoming_.query.emplace_back(parameter.key, parameter.value);
    for (const auto& field : head) {
        incoming_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                       std::string(field.value()));
    }
    return true;
}

// Nobody but the proxy may speak for a certificate, and nobody behind this sees the words as a header.
bool Session::take_certificate() {
    auto from_header = take_proxy_header(incoming_.headers);
    if (origin_ != Origin::proxy) {
        incoming_.client_certificate = certificate_;
        return true;
    }
    if (!from_header) {
        shared_->complain("the proxy: " + from_header.error().message());
        return false;
    }
    incoming_.client_certificate = std::move(*from_header);
    return true;
}

void Session::ask_gate() {
    await_answer();
    shared_->options.gate(
        incoming_, [weak = weak_from_this(), turn = turn_, shared = shared_](Admission admission) {
            asio::post(shared->context, [weak, turn, admission = std::move(admission)]() mutable {
                if (const auto self = weak.lock()) self->judged(turn, std::move(admission));
            });
        });
}

void Session::judged(std::uint64_t turn, Admission admission) {
    if (turn != turn_ || shared_->stopping) return;
    ++turn_;
    if (admission) return admitted(*admission);
    // The body is not read, so nothing that follows it on this connection can be found.
    refuse(std::move(admission.error()));
}

void Session::admitted(std::size_t limit) {
    if (const auto length = parser_->content_length(); length && *length > limit)
        return refuse(413, "the body is longer than " + std::to_string(limit) + " bytes");
    parser_->body_limit(limit);
    body_limit_ = limit;
    within(shared_->options.body_timeout, &Session::lose_patience);
    if (lower(incoming_.header("expect").value_or("")) != "100-continue") return read_body();
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                      then([](Session& self) { self.read_body(); }));
}

void Session::read_body() {
    wire::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](Code error, std::size_t) { self->body_arrived(error); });
}

void Session::body_arrived(Code error) {
    if (error == wire::error::body_limit) return refuse(413, "the body is too long");
    if (error || shared_->stopping) return close();
    keep_alive_ = parser_->get().keep_alive();
    head_only_ = parser_->get().method() == wire::verb::head;
    incoming_.body = std::move(parser_->get().body());
    if (shared_->draining) return refuse(shared_->sends_away());
    if (take_encoding()) handle();
}

// Refuses what it can't undo. The limit counts what comes out of a compressed body.
bool Session::take_encoding() {
    accepts_zstd_ = accepts_zstd(incoming_.header("accept-encoding").value_or(""));
    const auto encoding = lower(incoming_.header("content-encoding").value_or("identity"));
    if (encoding == "identity") return true;
    if (encoding != "zstd") {
        refuse({415, {{"accept-encoding", "zstd"}}, "the body's encoding is not known here\n", {}});
        return false;
    }
    auto body = decompress(incoming_.body, body_limit_);
    if (!body) return refuse(400, body.error().message()), false;
    if (body->size() > body_limit_)
        return refuse(413, "the body is longer than " + std::to_string(body_limit_) + " bytes"), false;
    incoming_.body = std::move(*body);
    return true;
}

void Session::handle() {
    parser_.reset();
    await_answer();
    held_ = true;
    // The answer may come from any thread, also after the server has stopped.
    Responder responder([weak = weak_from_this(), turn = turn_, shared = shared_](Outgoing answer) {
        asio::post(shared->context, [weak, turn, answer = std::move(answer)]() mutable {
            if (const auto self = weak.lock()) self->answer(turn, std::move(answer));
        });
    });
    shared_->handler(std::exchange(incoming_, {}), std::move(responder));
}

void Session::send_away() {
    if (!held_) return;
    keep_alive_ = false;
    answer(turn_, shared_->sends_away());
}

// Begins a turn that somebody else has to end.
void Session::await_answer() {
    ++turn_;
    within(shared_->options.answer_timeout, &Session::no_answer);
}

void Session::no_answer() { answer(turn_, {503, {}, "no answer in time\n", {}}); }

void Session::refuse(int status, const std::string& why) {
    refuse({status, {{"content-type", "text/plain"}}, why + "\n", {}});
}

void Session::refuse(Outgoing why) {
    keep_alive_ = false;
    head_only_ = false;
    lingers_ = true;
    ++turn_;
    answer(turn_, std::move(why));
}

// `turn` tells an answer that comes too late from the one that is waited for.
void Session::answer(std::uint64_t turn, Outgoing outgoing) {
    if (turn != turn_ || shared_->stopping) return;
    ++turn_;
    held_ = false;
    if (shared_->draining) keep_alive_ = false;
    outgoing_ = std::move(outgoing);
    if (outgoing_.file) {
        file_.emplace(outgoing_.file->path, std::ios::binary);
        file_->seekg(static_cast<std::streamoff>(outgoing_.file->offset));
        if (!*file_) {
            file_.reset();
            outgoing_ = {404, {{"content-type", "text/plain"}}, "no such file\n", {}};
        }
    }
    if (accepts_zstd_) make_smaller(outgoing_);
    piece_ = head_of(outgoing_);
    const bool in_one_piece = !head_only_ && !outgoing_.file && outgoing_.body.size() <= kSmallBody;
    if (in_one_piece) piece_ += std::exchange(outgoing_.body, {});
    within(shared_->options.write_timeout, &Session::lose_patience);
    asio::async_write(stream_, asio::buffer(piece_), then([](Session& self) { self.write_body(); }));
}

std::string Session::head_of(const Outgoing& outgoing) const {
    wire::response<wire::empty_body> head(static_cast<wire::status>(outgoing.status), 11U);
    for (const auto& [name, value] : outgoing.headers) head.insert(name, value);
    head.set(wire::field::server, "storeside");
    head.keep_alive(keep_alive_);
    if (outgoing.status != 304 && outgoing.status != 204)
        head.content_length(outgoing.file ? outgoing.file->length : outgoing.body.size());
    wire::response_serializer<wire::empty_body> serializer(head);
    std::string text;
    Code ignored;
    serializer.next(ignored,
                    [&](Code&, const auto& buffers) { text = boost::beast::buffers_to_string(buffers); });
    return text;
}

void Session::write_body() {
    if (head_only_) return finish();
    if (outgoing_.file) return write_file();
    if (outgoing_.body.empty()) return finish();
    asio::async_write(stream_, asio::buffer(outgoing_.body), then([](Session& self) { self.finish(); }));
}

void Session::write_file() {
    auto& left = outgoing_.file->length;
    if (left == 0) return finish();
    piece_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, 128 << 10)));
    file_->read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    // A file that became shorter than promised: only a closed connection tells the other side.
    if (static_cast<std::size_t>(file_->gcount()) != piece_.size()) return close();
    left -= piece_.size();
    within(shared_->options.write_timeout, &Session::lose_patience);
    asio::async_write(stream_, asio::buffer(piece_), then([](Session& self) { self.write_file(); }));
}

void Session::finish() {
    file_.reset();
    piece_ = {};
    outgoing_ = {};
    if (lingers_) return linger();
    if (!keep_alive_) return close();
    read_header();
}

// Closing while the other side still sends would reset the connection and take the answer with it.
void Session::linger() {
    stream_.end_writing();
    parser_.reset();
    buffer_ = {};
    piece_.resize(16 << 10);
    within(shared_->options.linger_timeout, &Session::lose_patience);
    discard();
}

void Session::discard() {
    stream_.async_read_some(asio::buffer(piece_), then([](Session& self) { self.discard(); }));
}

}  // namespace storeside::http
