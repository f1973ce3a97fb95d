#include "firmware/device/headset.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mutex>
#include <random>
#include <vector>

#include "firmware/base/file.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::device {
namespace {

namespace fs = std::filesystem;

// A pipe stands for the input device of a headphone socket.
struct HeadsetTest : testing::Test {
    TemporaryFolder folder;
    fs::path dev = folder.path() / "dev", sound = folder.path() / "sound";

    void SetUp() override { fs::create_directories(dev / "input"); }

    HeadsetOptions options(UsbIds usb = {}) { return {std::move(usb), dev, sound}; }

    auto listener() {
        return [this](bool plugged) {
            const std::lock_guard lock(mutex);
            told.push_back(plugged);
        };
    }
    bool is_told(const std::vector<bool>& expected) {
        return eventually([&] {
            const std::lock_guard lock(mutex);
            return told == expected;
        });
    }

    // The end that a test writes to; a reader has to be there.
    int open_socket(const char* name) {
        int end = -1;
        EXPECT_TRUE(eventually([&] {
            end = ::open((dev / "input" / name).c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
            return end >= 0;
        }));
        return end;
    }
    void add_socket(const char* name) { ASSERT_EQ(::mkfifo((dev / "input" / name).c_str(), 0600), 0); }
    static void send(int end, unsigned code, int value) {
        input_event event{};
        event.type = EV_SW;
        event.code = static_cast<unsigned short>(code);
        event.value = value;
        ASSERT_EQ(::write(end, &event, sizeof event), static_cast<ssize_t>(sizeof event));
    }

    std::mutex mutex;
    std::vector<bool> told;
};

TEST_F(HeadsetTest, IsToldWhenItIsPluggedInAndOut) {
    add_socket("event3");
    Headset headset(options(), listener());
    const int socket = open_socket("event3");
    send(socket, SW_HEADPHONE_INSERT, 1);
    EXPECT_TRUE(is_told({true}));
    EXPECT_TRUE(headset.plugged());
    send(socket, SW_LID, 1);
    send(socket, SW_HEADPHONE_INSERT, 0);
    EXPECT_TRUE(is_told({true, false}));
    EXPECT_FALSE(headset.plugged());
    ::close(socket);
}

TEST_F(HeadsetTest, ADeviceThatVanishesHasNothingPluggedInAndComesBack) {
    add_socket("event3");
    Headset headset(options(), listener());
    int socket = open_socket("event3");
    send(socket, SW_HEADPHONE_INSERT, 1);
    EXPECT_TRUE(is_told({true}));
    ::close(socket);
    EXPECT_TRUE(is_told({true, false}));
    fs::remove(dev / "input" / "event3");
    add_socket("event3");
    socket = open_socket("event3");
    send(socket, SW_HEADPHONE_INSERT, 1);
    EXPECT_TRUE(is_told({true, false, true}));
    fs::remove(dev / "input" / "event3");
    EXPECT_TRUE(is_told({true, false, true, false})) << "also when its file goes first";
    ::close(socket);
}

TEST_F(HeadsetTest, ABoxWithoutASocketNeverHasOne) {
    fs::remove(dev / "input");
    fs::remove(dev);
    Headset headset(options({"0d8c:0014"}), listener());
    EXPECT_FALSE(headset.plugged());
    headset.stop();
    EXPECT_TRUE(told.empty());
}

TEST_F(HeadsetTest, GarbageFromADeviceDoesNoHarm) {
    add_socket("event3");
    ASSERT_TRUE(write_file(dev / "input" / "event4", "no device at all"));
    fs::create_directory(dev / "input" / "event5");
    Headset headset(options(), [](bool) {});
    const int socket = open_socket("event3");
    std::mt19937 dice(5);
    std::vector<unsigned char> bytes(1000 * sizeof(input_event) + 7);
    for (auto& byte : bytes) byte = static_cast<unsigned char>(dice());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto put = ::write(socket, bytes.data() + at, std::min<std::size_t>(991, bytes.size() - at));
        if (put > 0) at += static_cast<std::size_t>(put);
    }
    ::close(socket);
    EXPECT_TRUE(eventually([&] { return !headset.plugged(); }));
}

TEST_F(HeadsetTest, AUsbSoundDeviceIsOneWhenTheOperatorSaysSo) {
    fs::create_directories(sound / "card1");
    ASSERT_TRUE(write_file(sound / "card1" / "usbid", "0d8c:0014\n"));
    Headset headset(options({"0d8c:0014"}), listener());
    fs::create_directories(dev / "snd");
    ASSERT_TRUE(write_file(dev / "snd" / "controlC1", ""));
    EXPECT_TRUE(is_told({true}));
    fs::remove(dev / "snd" / "controlC1");
    EXPECT_TRUE(is_told({true, false}));
}

TEST_F(HeadsetTest, AUsbLoudspeakerIsNoHeadset) {
    fs::create_directories(sound / "card1");
    fs::create_directories(dev / "snd");
    ASSERT_TRUE(write_file(sound / "card1" / "usbid", "1234:5678\n"));
    ASSERT_TRUE(write_file(dev / "snd" / "controlC1", ""));
    add_socket("event0");
    Headset headset(options({"0d8c:0014"}), listener());
    const int socket = open_socket("event0");  // it has looked at everything by now
    ::close(socket);
    headset.stop();
    EXPECT_TRUE(told.empty());
}

}  // namespace
}  // namespace storeside::device
