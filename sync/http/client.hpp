// An HTTP client for one conversation at a time; no type of the library behind it shows.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/http/tls.hpp"

namespace storeside::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method = "GET";
    std::string url;  // http:// or https:// only; redirects are not followed
    Headers headers;
    std::string body;
    std::chrono::milliseconds timeout{10'000};  // for the whole conversation
    std::size_t limit = 4 << 20;                // bytes of an answer; a longer one fails as invalid_input
    // Receiving it twice is harmless. Without this a POST always opens a connection of its own, because the
    // library quietly sends again when a kept connection dies, also when the other side had taken the
    // request.
    bool repeatable = false;
    // Sends the body in zstd when that is shorter, and takes such an answer: for a server that is known to
    // understand it. `limit` counts what comes out.
    bool zstd = false;
};

struct Response {
    int status = 0;
    Headers headers;  // names in lower case
    std::string body;

    std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

class Client {
public:
    explicit Client(ClientTls tls = {});
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    // Any status is a Response. Fails as `unavailable` when the request certainly did not reach the other
    // side (no address, refused, TLS; also when the server does not take our certificate), as `unknown` when
    // it may have (time-out or a closed connection after sending).
    Result<Response> send(const Request& request);

    // Streams the body of a 200 or 206 answer into `sink` (false stops it); other bodies end up in the
    // Response.
    Result<Response> download(const Request& request, const std::function<bool(std::string_view)>& sink);

    // Whether the last send() or download() failed because the server's certificate is not valid yet, or no
    // more. Of the thread that called it.
    bool failed_for_dates() const;

    // Ends a send() or download() of another thread soon (as `unavailable`), and every later one until
    // `resume`.
    void cancel();
    void resume();

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace storeside::http
