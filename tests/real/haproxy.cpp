#include "tests/real/haproxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/eventually.hpp"

namespace storeside::real {
namespace {

sockaddr_in local_address(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = local_address(0);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = local_address(port);
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

std::string our_name() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry ? entry->pw_name : "root";
}

// The folder that it lies in with its libraries.
Result<std::string> prepared(const std::filesystem::path& source) {
    auto root = output_of({(source / "tests/real/haproxy/prepare").string()});
    if (!root) return failure(Errc::unavailable, root.error().message());
    return root->substr(0, root->find('\n'));
}

}  // namespace

Result<Haproxy> Haproxy::start(const Options& options) {
    ASSIGN_OR_RETURN(const auto root, prepared(options.source));
    const auto keys = options.folder / "haproxy.pem";
    const auto ca = options.folder / "haproxy-ca.pem";
    const auto log = options.folder / "haproxy.log";
    RETURN_IF_ERROR(write_file(keys, options.own.certificate + options.own.key, 0600));
    RETURN_IF_ERROR(write_file(ca, options.client_ca));
    const auto port = free_port();
    const auto user = our_name();
    ASSIGN_OR_RETURN(auto process,
                     Process::start({root + "/usr/sbin/haproxy", "-db", "-f",
                                     (options.source / "config/haproxy/storeside.cfg").string()},
                                    log,
                                    {"LD_LIBRARY_PATH=" + root + "/usr/lib/" STORESIDE_MULTIARCH,
                                     fmt::format("STORESIDE_BIND={}:{}", options.address, port),
                                     "STORESIDE_CERTIFICATE=" + keys.string(), "STORESIDE_CA=" + ca.string(),
                                     "STORESIDE_SOCKET=" + options.socket.string(), "STORESIDE_USER=" + user,
                                     "STORESIDE_GROUP=" + user, "STORESIDE_LOG=stderr",
                                     fmt::format("STORESIDE_CONNECTIONS={}", options.connections),
                                     fmt::format("STORESIDE_PER_ADDRESS={}", options.per_address)}));
    if (!eventually([&] { return !process.running() || answers(port); }) || !process.running())
        return failure(Errc::internal, "haproxy does not start: " + read_file(log, 1 << 20).value_or(""));
    return Haproxy(std::move(process), port);
}

}  // namespace storeside::real
