// The real hub as a process, for what can't happen to one in the test's own.
#pragma once
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "firmware/base/file.hpp"
#include "sync/protocol/operator.hpp"
#include "tests/fakes/test_kiosk.hpp"

namespace storeside {

// storeside-hub as a process with its own inbox, on the port it had before.
class HubProcess {
public:
    explicit HubProcess(std::filesystem::path folder) : folder_(std::move(folder)) {
        EXPECT_TRUE(write_file(folder_ / "hub.toml", "data = \"data\"\n"));
        start();
    }
    ~HubProcess() { end(SIGKILL); }

    void start() {
        std::error_code ignored;
        std::filesystem::remove(folder_ / "port", ignored);
        const std::vector<std::string> words{STORESIDE_BIN_DIR "/storeside-hub",
                                             "--config",
                                             folder_ / "hub.toml",
                                             "--port",
                                             std::to_string(port_),
                                             "--port-file",
                                             folder_ / "port",
                                             "--log",
                                             "error"};
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ASSERT_EQ(::posix_spawn(&process_, arguments[0], nullptr, nullptr, arguments.data(), environ), 0);
        for (int i = 0; i != 2000; ++i) {
            const auto port = read_file(folder_ / "port", 16);
            if (port && !port->empty()) {
                port_ = std::stoi(*port);
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL() << "the hub did not start";
    }
    int end(int signal) {
        if (process_ == 0) return 0;
        int status = 0;
        ::kill(process_, signal);
        ::waitpid(process_, &status, 0);
        process_ = 0;
        return status;
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    std::filesystem::path data() const { return folder_ / "data"; }

    TestKiosk enrol() const {
        const auto invited = as_operator(url(), data())
                                 .call("POST", "/v1/invites",
                                       protocol::encode(protocol::InviteRequest{"Bramble", "Aisle 7", {}}));
        return TestKiosk::enrol(url(), protocol::decode_invite_answer(invited.body).value().code);
    }

private:
    std::filesystem::path folder_;
    pid_t process_ = 0;
    int port_ = 0;
};

}  // namespace storeside
