#include "tests/real/woocommerce_shop.hpp"

#include <pwd.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "firmware/base/file.hpp"
#include "sync/http/client.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside::real {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string our_name() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry ? entry->pw_name : "root";
}

std::string quoted(const fs::path& log) { return read_file(log, 16 << 20).value_or("no log"); }

}  // namespace

Result<fs::path> WooCommerceShop::prepared(const fs::path& source) {
    const auto folder = output_of({(source / "tests/real/woocommerce/prepare").string()});
    if (!folder) return failure(Errc::unavailable, folder.error().message());
    return fs::path(folder->substr(0, folder->find('\n')));
}

Result<WooCommerceShop> WooCommerceShop::start(const fs::path& prepared, const std::string& site,
                                               const fs::path& folder) {
    const auto root = prepared / "root", files = prepared / "sites" / site;
    const auto socket = folder / "database.socket", log = folder / "php.log",
               database_log = folder / "database.log";
    fs::copy(files / "database", folder / "database", fs::copy_options::recursive);
    ASSIGN_OR_RETURN(
        auto database,
        Process::start({root / "usr/sbin/mariadbd", "--no-defaults", "--basedir=" + (root / "usr").string(),
                        "--datadir=" + (folder / "database").string(), "--user=" + our_name(),
                        "--socket=" + socket.string(), "--pid-file=" + (folder / "database.pid").string(),
                        "--skip-networking", "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=48M",
                        "--innodb-flush-log-at-trx-commit=0"},
                       database_log,
                       {"LD_LIBRARY_PATH=" + (root / "usr/lib/" STORESIDE_MULTIARCH).string()}));
    if (!eventually([&] { return !database.running() || fs::exists(socket); }) || !database.running())
        return failure(Errc::internal, "MariaDB does not start: " + quoted(database_log));
    const auto port = TcpServer([](TcpServer::Connection&) {}).port();  // free again with the server's end
    ASSIGN_OR_RETURN(
        auto php,
        Process::start({root / "php", "-S", "127.0.0.1:" + std::to_string(port), "-t", files / "wordpress",
                        files / "wordpress/router.php"},
                       log,
                       {"LD_LIBRARY_PATH=" + (root / "usr/lib/" STORESIDE_MULTIARCH).string(),
                        "STORESIDE_SITE=" + files.string(), "STORESIDE_SOCKET=" + socket.string()}));
    WooCommerceShop shop(std::move(database), std::move(php), port, log);
    if (!eventually([&] { return !shop.php_.running() || shop.hand("clear", {}); }) || !shop.php_.running())
        return failure(Errc::internal, "PHP does not start: " + quoted(log));
    return shop;
}

int WooCommerceShop::requests() const {
    const auto log = quoted(log_);
    int count = 0;
    for (auto at = log.find(" Accepted\n"); at != log.npos; at = log.find(" Accepted\n", at + 1)) ++count;
    return count;
}

Result<json::value> WooCommerceShop::hand(const std::string& what, const json::object& with) const {
    http::Request request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + std::to_string(port_) + "/wp-json/test/v1/" + what;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = json::serialize(with);
    request.timeout = std::chrono::seconds(60);
    ASSIGN_OR_RETURN(const auto answer, http::Client().send(request));
    json::error_code error;
    const auto body = json::parse(answer.body, error);
    const auto* done = !error && body.is_object() ? body.as_object().if_contains("done") : nullptr;
    if (answer.status != 200 || !done)
        return failure(Errc::internal, what + " failed: " + answer.body + "\n" + quoted(log_));
    return *done;
}

}  // namespace storeside::real
