// Packs and patches from a web server that has nothing but a copy of the hub's public folder: nginx.
#include <gtest/gtest.h>

#include <thread>

#include "sync/agent/agent.hpp"
#include "tests/fakes/publisher.hpp"
#include "tests/real/debian.hpp"
#include "tests/real/process.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {
namespace {

namespace fs = std::filesystem;

class StaticOrigin : public AgentTest {
protected:
    void SetUp() override {
        auto fetched = real::unpacked(STORESIDE_SOURCE_DIR, "nginx", {"nginx", "libpcre2-8-0"});
        if (!fetched) {
            // Whoever checks the whole can have it; a developer's machine need not.
            if (std::getenv("CI") || std::getenv("STORESIDE_REAL")) FAIL() << fetched.error().message();
            GTEST_SKIP() << fetched.error().message();
        }
        debian = std::move(*fetched);
        site = folder.path() / "site";
        fs::create_directories(site);
        start_nginx();  // before the hub: a child would keep the hub's port
        hub.emplace();
        hub->stop();
        hub->origin = url;
        hub->start();
        publisher.emplace(*hub);
        kiosk = hub->enrol();
    }
    void TearDown() override { agent.reset(); }

    void start_nginx() {
        const auto port = real::free_port();
        const auto work = folder.path() / "nginx";
        fs::create_directories(work);
        const auto config = "worker_processes 1; pid " + (work / "pid").string() + "; error_log " +
                            (work / "error.log").string() + "; events { }\nhttp { access_log " +
                            log().string() + "; client_body_temp_path " + (work / "body").string() +
                            "; proxy_temp_path " + (work / "proxy").string() + "; fastcgi_temp_path " +
                            (work / "fastcgi").string() + "; uwsgi_temp_path " + (work / "uwsgi").string() +
                            "; scgi_temp_path " + (work / "scgi").string() +
                            "; server { listen 127.0.0.1:" + std::to_string(port) + "; root " +
                            site.string() + "; } }\n";
        EXPECT_TRUE(write_file(work / "nginx.conf", "user root; daemon off; " + config));
        auto started =
            real::Process::start({debian.root + "/usr/sbin/nginx", "-p", work.string(), "-c",
                                  (work / "nginx.conf").string(), "-e", (work / "error.log").string()},
                                 work / "out.log", {debian.search_path()});
        EXPECT_TRUE(started);
        if (started) nginx = std::move(*started);
        url = "http://127.0.0.1:" + std::to_string(port);
        EXPECT_TRUE(soon([&] { return ask("/") != 0; }))
            << read_file(work / "error.log", 1 << 16).value_or("");
    }
    int ask(const std::string& path) const {
        http::Client client;
        const auto answer = client.send({.url = url + path});
        return answer ? answer->status : 0;
    }
    fs::path log() const { return folder.path() / "access.log"; }
    bool served(const std::string& line) {
        return soon([&] { return read_file(log(), 1 << 20).value_or("").find(line) != std::string::npos; });
    }
    // As rsync would.
    void copy_to_origin() {
        fs::copy(hub->data() / "public", site,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
    // The hub must not be the one who gives it.
    void remove_from_hub(const std::string& name) { fs::remove(hub->data() / "public/v1/packs" / name); }
    bool brought(std::size_t n) {
        return comes_true([&] { return packs.size() >= n; });
    }

    real::Unpacked debian;
    fs::path site;
    std::string url;
    std::optional<RunningHub> hub;
    std::optional<Publisher> publisher;
    std::optional<real::Process> nginx;
    TestKiosk kiosk;
};

TEST_F(StaticOrigin, GivesPacksAndPatchesAndGoesOnWhereADownloadStopped) {
    const auto old = pack_of('a', 2'000'000), fresh = pack_of('b', 2'000'000);
    const auto first = publisher->publish(old);
    copy_to_origin();
    remove_from_hub(first + ".pack");
    // A part of it is here from before a power cut.
    fs::create_directories(folder.path() / "packs");
    ASSERT_TRUE(write_file(folder.path() / "packs" / (first + ".part"), old.substr(0, 1'500'000)));
    start(hub->url(), kiosk.identity());
    ASSERT_TRUE(brought(1));
    EXPECT_TRUE(served("GET /v1/packs/" + first + ".pack HTTP/1.1\" 206 500000"));

    ASSERT_TRUE(write_file(hub->data() / "public/v1/packs" / (first + ".pack"), old));
    ASSERT_EQ(publisher->put_pack(fresh).status, 200);
    const auto target = publisher->with_patches(fresh, {old});
    const auto patch = first + "-" + target.file.sha256 + ".patch";
    copy_to_origin();
    ASSERT_EQ(publisher->put_targets({target}).status, 200);
    ASSERT_TRUE(brought(2));
    EXPECT_EQ(current_pack(folder.path() / "packs"), target.file.sha256);
    EXPECT_TRUE(served("GET /v1/packs/" + patch + " HTTP/1.1\" 200"));
}

TEST_F(StaticOrigin, HasMetadataUnderTheSameNames) {
    publisher->publish(pack_of('a'));
    copy_to_origin();
    for (const char* name : {"root/1.json", "head.json", "targets-content.json"}) {
        http::Client client;
        EXPECT_EQ(client.send({.url = url + "/v1/trust/" + name}).value().body,
                  publisher->get(std::string("trust/") + name));
    }
}

}  // namespace
}  // namespace storeside::agent
