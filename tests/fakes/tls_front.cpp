#include "tests/fakes/tls_front.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <list>
#include <stdexcept>
#include <thread>

// g++ 12 takes Asio's own allocation of coroutines for a mismatch.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace storeside {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Cert = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long kDay = 86'400;

Key make_key() { return {EVP_EC_gen("P-256"), &EVP_PKEY_free}; }

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

// Signed by `issuer`, or by itself when that is null.
Cert make_certificate(const char* name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuers_key, long begins,
                      long ends) {
    Cert certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), issuer ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), begins);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), ends);
    X509_set_pubkey(certificate.get(), key);
    auto* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : subject);
    if (!issuer) extend(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    if (issuer)
        extend(certificate.get(), issuer, NID_subject_alt_name,
               std::string_view(name) == "localhost" ? "DNS:localhost" : "DNS:shop.example.org");
    if (X509_sign(certificate.get(), issuers_key, EVP_sha256()) == 0)
        throw std::runtime_error("no certificate");
    return certificate;
}

template <class Write>
std::string pem(Write write) {
    std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
    write(bio.get());
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
    return pem([&](BIO* bio) { PEM_write_bio_X509(bio, certificate); });
}

template <class From, class To>
asio::awaitable<void> pump(From& from, To& to, tcp::socket& other_end) {
    char buffer[16 << 10];
    try {
        for (;;) {
            const auto size = co_await from.async_read_some(asio::buffer(buffer), asio::use_awaitable);
            co_await asio::async_write(to, asio::buffer(buffer, size), asio::use_awaitable);
        }
    } catch (const boost::system::system_error&) {
        boost::system::error_code ignored;
        other_end.close(ignored);
    }
}

struct Line {
    Line(tcp::socket socket, asio::ssl::context& context)
        : plain(socket.get_executor()), tls(std::move(socket), context) {}
    tcp::socket plain;
    asio::ssl::stream<tcp::socket> tls;
};

}  // namespace

struct TlsFront::Parts {
    asio::io_context io;
    asio::ssl::context tls{asio::ssl::context::tls_server};
    tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
    tcp::endpoint behind;
    std::list<Line> lines;
    std::thread thread;

    asio::awaitable<void> serve(Line& line) {
        try {
            co_await line.tls.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
            co_await line.plain.async_connect(behind, asio::use_awaitable);
        } catch (const boost::system::system_error&) {
            boost::system::error_code ignored;
            line.tls.lowest_layer().close(ignored);
            co_return;
        }
        asio::co_spawn(io, pump(line.plain, line.tls, line.tls.next_layer()), asio::detached);
        co_await pump(line.tls, line.plain, line.plain);
    }
    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor.async_accept(asio::use_awaitable);
            asio::co_spawn(io, serve(lines.emplace_back(std::move(socket), tls)), asio::detached);
        }
    }
};

TlsFront::TlsFront(std::uint16_t behind, Certificate kind, const std::filesystem::path& ca_file)
    : parts_(std::make_unique<Parts>()) {
    const auto ca_key = make_key();
    const auto ca = make_certificate("Test authority", ca_key.get(), nullptr, ca_key.get(), -kDay, kDay);
    const auto key = make_key();
    const auto certificate =
        make_certificate(kind == Certificate::of_another_host ? "shop.example.org" : "localhost", key.get(),
                         ca.get(), ca_key.get(), -kDay, kind == Certificate::expired ? -3'600 : kDay);
    std::unique_ptr<FILE, decltype(&std::fclose)> file(std::fopen(ca_file.c_str(), "w"), &std::fclose);
    const auto authority = pem_of(ca.get());
    std::fwrite(authority.data(), 1, authority.size(), file.get());
    file.reset();

    const auto chain = pem_of(certificate.get());
    const auto secret = pem(
        [&](BIO* bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    parts_->tls.use_certificate_chain(asio::buffer(chain));
    parts_->tls.use_private_key(asio::buffer(secret), asio::ssl::context::pem);
    parts_->behind = {asio::ip::address_v4::loopback(), behind};
    asio::co_spawn(parts_->io, parts_->accept(), asio::detached);
    parts_->thread = std::thread([parts = parts_.get()] { parts->io.run(); });
}

TlsFront::~TlsFront() {
    parts_->io.stop();
    parts_->thread.join();
}

std::string TlsFront::url() const {
    return "https://localhost:" + std::to_string(parts_->acceptor.local_endpoint().port());
}

}  // namespace storeside
