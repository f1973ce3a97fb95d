#include "firmware/device/jack_switch.hpp"

#include <gtest/gtest.h>
#include <linux/input.h>

#include <cstring>
#include <random>

namespace storeside::device {
namespace {

std::string record(unsigned type, unsigned code, int value) {
    input_event event{};
    event.type = static_cast<unsigned short>(type);
    event.code = static_cast<unsigned short>(code);
    event.value = value;
    std::string bytes(sizeof event, '\0');
    std::memcpy(bytes.data(), &event, sizeof event);
    return bytes;
}

const std::string kIn = record(EV_SW, SW_HEADPHONE_INSERT, 1) + record(EV_SYN, SYN_REPORT, 0);
const std::string kOut = record(EV_SW, SW_HEADPHONE_INSERT, 0) + record(EV_SYN, SYN_REPORT, 0);

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST(JackSwitchTest, FollowsTheSocketsSwitch) {
    JackSwitch jack;
    jack.read(bytes(kIn));
    EXPECT_TRUE(jack.plugged());
    jack.read(bytes(kOut));
    EXPECT_FALSE(jack.plugged());
    jack.read(bytes(kOut + kIn + kOut + kIn));
    EXPECT_TRUE(jack.plugged());
}

TEST(JackSwitchTest, OtherRecordsMeanNothing) {
    JackSwitch jack;
    jack.read(bytes(record(EV_KEY, SW_HEADPHONE_INSERT, 1) + record(EV_SW, SW_LID, 1) +
                    record(EV_SW, SW_MICROPHONE_INSERT, 1)));
    EXPECT_FALSE(jack.plugged());
}

TEST(JackSwitchTest, ARecordInPiecesIsARecord) {
    JackSwitch jack;
    for (const char byte : kIn) jack.read(bytes({&byte, 1}));
    EXPECT_TRUE(jack.plugged());
}

TEST(JackSwitchTest, LostRecordsAreTold) {
    JackSwitch jack;
    jack.read(bytes(record(EV_SYN, SYN_DROPPED, 0)));
    EXPECT_TRUE(jack.take_lost());
    EXPECT_FALSE(jack.take_lost());
}

TEST(JackSwitchTest, GarbageInPiecesOfAnySizeDoesNoHarmAndTheNextWholeRecordCounts) {
    std::mt19937 dice(3);
    for (int round = 0; round < 2000; ++round) {
        JackSwitch jack;
        std::string garbage(dice() % 40 * sizeof(input_event), '\0');
        for (auto& c : garbage) c = static_cast<char>(dice());
        garbage += kIn;
        for (std::string_view rest = garbage; !rest.empty();) {
            const auto size = std::min<std::size_t>(1 + dice() % 100, rest.size());
            jack.read(bytes(rest.substr(0, size)));
            rest.remove_prefix(size);
        }
        EXPECT_TRUE(jack.plugged());
    }
}

}  // namespace
}  // namespace storeside::device
