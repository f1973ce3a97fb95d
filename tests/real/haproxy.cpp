#include "tests/real/haproxy.hpp"

#include <pwd.h>
#include <unistd.h>

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/real/debian.hpp"

namespace storeside::real {
namespace {

std::string our_name() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry ? entry->pw_name : "root";
}

}  // namespace

Result<Haproxy> Haproxy::start(const Options& options) {
    ASSIGN_OR_RETURN(const auto debian, unpacked(options.source, "haproxy",
                                                 {"haproxy", "liblua5.3-0", "libopentracing-c-wrapper0",
                                                  "libopentracing1", "libpcre2-8-0"}));
    const auto keys = options.folder / "haproxy.pem";
    const auto ca = options.folder / "haproxy-ca.pem";
    const auto log = options.folder / "haproxy.log";
    RETURN_IF_ERROR(write_file(keys, options.own.certificate + options.own.key, 0600));
    RETURN_IF_ERROR(write_file(ca, options.client_ca));
    const auto port = free_port();
    const auto user = our_name();
    ASSIGN_OR_RETURN(
        auto process,
        Process::start({debian.root + "/usr/sbin/haproxy", "-db", "-f",
                        (options.source / "config/haproxy/storeside.cfg").string()},
                       log,
                       {debian.search_path(), fmt::format("STORESIDE_BIND={}:{}", options.address, port),
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
