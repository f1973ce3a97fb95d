#include "tests/real/debian.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/real/process.hpp"

namespace storeside::real {
namespace {

sockaddr_in local_address(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

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

Result<Unpacked> unpacked(const std::filesystem::path& source, const std::string& name,
                          const std::vector<std::string>& packages) {
    std::vector<std::string> command{(source / "tests/real/unpack-debian").string(), name};
    command.insert(command.end(), packages.begin(), packages.end());
    auto root = output_of(command);
    if (!root) return failure(Errc::unavailable, root.error().message());
    root->resize(root->find('\n'));
    return Unpacked{*root, *root + "/usr/lib/" STORESIDE_MULTIARCH};
}

}  // namespace storeside::real
