#include "sync/http/client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <mutex>

#include "sync/http/tls_context.hpp"
#include "sync/http/zstd.hpp"

namespace storeside::http {
namespace {

constexpr std::size_t kHeaderLimit = 64 << 10;
constexpr long kConnectTimeout = 10'000;  // milliseconds, with the name's look-up and the TLS handshake

template <auto function>
struct Calls {
    void operator()(auto* handle) const { function(handle); }
};
using HeaderList = std::unique_ptr<curl_slist, Calls<&curl_slist_free_all>>;

void start_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// One conversation: what the library's callbacks fill.
struct Exchange {
    Response response;
    std::size_t limit = 0;
    std::size_t header_bytes = 0;
    std::size_t body_bytes = 0;
    bool too_long = false;
    bool stopped_by_sink = false;
    const std::function<bool(std::string_view)>* sink = nullptr;
    CURL* easy = nullptr;
};

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(data, size);
    exchange.header_bytes += size;
    if (exchange.header_bytes > kHeaderLimit) {
        exchange.too_long = true;
        return CURL_WRITEFUNC_ERROR;
    }
    if (line.starts_with("HTTP/"))
        exchange.response.headers.clear();  // an interim answer came before this one
    const auto colon = line.find(':');
    if (colon == line.npos) return size;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    exchange.response.headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
    return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    exchange.body_bytes += size;
    if (exchange.body_bytes > exchange.limit) {
        exchange.too_long = true;
        return CURL_WRITEFUNC_ERROR;
    }
    long status = 0;
    curl_easy_getinfo(exchange.easy, CURLINFO_RESPONSE_CODE, &status);
    if (exchange.sink && (status == 200 || status == 206)) {
        if ((*exchange.sink)({data, size})) return size;
        exchange.stopped_by_sink = true;
        return CURL_WRITEFUNC_ERROR;
    }
    exchange.response.body.append(data, size);
    return size;
}

// An address for messages: what follows the '?' may be about a shopper.
std::string_view without_query(std::string_view url) { return url.substr(0, url.find('?')); }

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

Result<void> check(const Request& request) {
    if (!request.url.starts_with("http://") && !request.url.starts_with("https://"))
        return failure(Errc::invalid_input, fmt::format("'{}' is neither an http nor an https address",
                                                        without_query(request.url)));
    if (request.method.empty() || !std::all_of(request.method.begin(), request.method.end(),
                                               [](char c) { return c >= 'A' && c <= 'Z'; }))
        return failure(Errc::invalid_input, fmt::format("'{}' is no HTTP method", request.method));
    if (has_line_break(request.url)) return failure(Errc::invalid_input, "a line break in an address");
    for (const auto& [name, value] : request.headers)
        if (name.empty() || has_line_break(name) || has_line_break(value) || name.find(':') != name.npos)
            return failure(Errc::invalid_input, fmt::format("header '{}' can't be sent", name));
    return {};
}

Result<HeaderList> header_list(const Headers& headers) {
    HeaderList list(curl_slist_append(nullptr, "Expect:"));  // no waiting for "100 Continue"
    for (const auto& [name, value] : headers) {
        // The library takes a name with an empty value only when a semicolon ends it.
        const auto line = value.empty() ? name + ";" : name + ": " + value;
        auto* longer = curl_slist_append(list.get(), line.c_str());
        if (!longer) return failure(Errc::internal, "out of memory");
        if (!list) list.reset(longer);
    }
    return list;
}

// This machine is never behind a proxy, whatever the environment says about the rest of the world.
std::string without_proxy() {
    const char* from_environment = std::getenv("no_proxy");
    if (!from_environment) from_environment = std::getenv("NO_PROXY");
    return std::string(from_environment ? from_environment : "") + ",127.0.0.1,localhost,::1";
}

// What a server says when it does not take the certificate that it was shown, or wanted one. With TLS 1.3 it
// says so when we have sent the request already; it has not read it.
bool refuses_certificate(int alert) {
    switch (alert) {
        case SSL_AD_BAD_CERTIFICATE:
        case SSL_AD_UNSUPPORTED_CERTIFICATE:
        case SSL_AD_CERTIFICATE_REVOKED:
        case SSL_AD_CERTIFICATE_EXPIRED:
        case SSL_AD_CERTIFICATE_UNKNOWN:
        case SSL_AD_UNKNOWN_CA:
        case SSL_AD_CERTIFICATE_REQUIRED:
            return true;
        default:
            return false;
    }
}

curl_blob blob(const std::string& text) {
    // The library only reads it.
    return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY};
}

// Before any byte of the request left, nothing can have happened at the other side.
bool was_sent(CURL* easy) {
    long request_bytes = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request_bytes);
    return request_bytes > 0;
}

}  // namespace

std::optional<std::string_view> Response::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return std::nullopt;
}

struct Client::Handle {
    ClientTls tls;
    std::optional<pki::Key> key;     // tls.own's, once it was needed
    std::optional<Error> own_error;  // why tls.own could not be shown, in the last conversation
    int alert = 0;                   // the last one that a server has sent
    std::unique_ptr<CURLM, Calls<&curl_multi_cleanup>> multi;
    std::unique_ptr<CURL, Calls<&curl_easy_cleanup>> easy;
    std::atomic<bool> cancelled{false};

    explicit Handle(ClientTls own) : tls(std::move(own)) {
        start_library();
        multi.reset(curl_multi_init());
        easy.reset(curl_easy_init());
    }

    Result<Response> run(const Request& request, const std::function<bool(std::string_view)>* sink);
    Result<CURLcode> perform();
    void set_up_tls();
    Result<void> show_own(SSL_CTX* context);
    bool wrong_dates = false;  // of the server's certificate, in the last conversation
    static CURLcode on_context(CURL*, void* context, void* handle);
    static void on_information(const SSL* connection, int where, int value);
};

// Where the library keeps this for a context's connections.
int handle_index() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

Result<void> Client::Handle::show_own(SSL_CTX* context) {
    if (!tls.own) return {};
    if (!key) {
        auto read = pki::Key::from_pem(tls.own->key);
        if (!read) return failure(std::move(read.error()), "the key");
        key.emplace(std::move(*read));
    }
    return show(context, tls.own->certificate, *key);
}

CURLcode Client::Handle::on_context(CURL*, void* raw_context, void* raw_handle) {
    auto* context = static_cast<SSL_CTX*>(raw_context);
    auto* handle = static_cast<Handle*>(raw_handle);
    const auto& tls = handle->tls;
    if (auto shown = handle->show_own(context); !shown) {
        handle->own_error = std::move(shown.error());
        return CURLE_SSL_CERTPROBLEM;
    }
    auto* parameters = SSL_CTX_get0_param(context);
    if (tls.verify == Verify::all_but_dates)
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME);
    if (tls.clock_offset.count() != 0)
        X509_VERIFY_PARAM_set_time(parameters, std::time(nullptr) + tls.clock_offset.count());
    SSL_CTX_set_ex_data(context, handle_index(), handle);
    SSL_CTX_set_info_callback(context, &on_information);
    return CURLE_OK;
}

void Client::Handle::on_information(const SSL* connection, int where, int value) {
    if ((where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT) return;
    auto* handle = static_cast<Handle*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), handle_index()));
    handle->alert = value & 0xff;
}

void Client::Handle::set_up_tls() {
    CURL* curl = easy.get();
    if (!tls.ca.empty()) {
        const auto ca = blob(tls.ca);
        curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &ca);
        // Or the system's authorities would count besides.
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
    if (tls.verify == Verify::nothing) {
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, &on_context);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, this);
    own_error.reset();
    alert = 0;
    wrong_dates = false;
}

Result<CURLcode> Client::Handle::perform() {
    struct Attached {
        CURLM* multi;
        CURL* easy;
        ~Attached() { curl_multi_remove_handle(multi, easy); }
    };
    curl_multi_add_handle(multi.get(), easy.get());
    const Attached attached{multi.get(), easy.get()};
    for (int running = 1; running > 0;) {
        if (cancelled) return failure(Errc::unavailable, "cancelled");
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK) return failure(Errc::internal, "libcurl");
        // cancel() wakes this up; the library's own time-outs shorten the second.
        if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, 1'000, nullptr);
    }
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi.get(), &left))
        if (message->msg == CURLMSG_DONE) return message->data.result;
    return failure(Errc::internal, "libcurl ended a conversation without a result");
}

Result<Response> Client::Handle::run(const Request& request,
                                     const std::function<bool(std::string_view)>* sink) {
    RETURN_IF_ERROR(check(request));
    auto sent_headers = request.headers;
    const auto smaller = request.zstd ? compress(request.body) : std::string();
    const bool in_zstd = !smaller.empty() && smaller.size() < request.body.size();
    if (in_zstd) sent_headers.emplace_back("content-encoding", "zstd");
    const auto& body = in_zstd ? smaller : request.body;
    ASSIGN_OR_RETURN(const auto headers, header_list(sent_headers));
    Exchange exchange;
    exchange.limit = request.limit;
    exchange.sink = sink;
    exchange.easy = easy.get();
    const auto no_proxy = without_proxy();
    char reason[CURL_ERROR_SIZE] = "";
    const bool reads = request.method == "GET" || request.method == "HEAD";

    CURL* curl = easy.get();
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);  // a name look-up that hangs must not hold cancel() up
    curl_easy_setopt(curl, CURLOPT_NOPROXY, no_proxy.c_str());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "storeside");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(request.timeout.count())));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeout);
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 2L);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, reads || request.repeatable ? 0L : 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    if (request.zstd) curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "zstd");
    set_up_tls();
    if (request.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (!body.empty() || !reads) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    }
    if (request.method != "HEAD") curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());

    const auto where = without_query(request.url);
    auto outcome = perform();
    if (!outcome) return failure(std::move(outcome.error()), where);
    const CURLcode code = *outcome;
    long verified = X509_V_OK;
    if (code == CURLE_PEER_FAILED_VERIFICATION) curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &verified);
    wrong_dates = verified == X509_V_ERR_CERT_NOT_YET_VALID || verified == X509_V_ERR_CERT_HAS_EXPIRED;
    if (exchange.too_long)
        return failure(Errc::invalid_input,
                       fmt::format("{}: the answer is longer than {} bytes", where, request.limit));
    if (exchange.stopped_by_sink)
        return failure(Errc::unavailable, fmt::format("{}: stopped by the receiver", where));
    if (own_error) return failure(Errc::unavailable, fmt::format("{}: {}", where, own_error->message()));
    if (code != CURLE_OK) {
        const auto why = fmt::format("{}: {}", where, *reason ? reason : curl_easy_strerror(code));
        if (was_sent(curl) && !refuses_certificate(alert)) return failure(Errc::unknown, why);
        return failure(code == CURLE_URL_MALFORMAT ? Errc::invalid_input : Errc::unavailable, why);
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    return std::move(exchange.response);
}

Client::Client(ClientTls tls) : handle_(std::make_unique<Handle>(std::move(tls))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<Response> Client::send(const Request& request) { return handle_->run(request, nullptr); }

Result<Response> Client::download(const Request& request, const std::function<bool(std::string_view)>& sink) {
    return handle_->run(request, &sink);
}

bool Client::failed_for_dates() const { return handle_->wrong_dates; }

void Client::cancel() {
    handle_->cancelled = true;
    curl_multi_wakeup(handle_->multi.get());
}

void Client::resume() { handle_->cancelled = false; }

}  // namespace storeside::http
