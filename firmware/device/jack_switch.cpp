#include "firmware/device/jack_switch.hpp"

#include <linux/input.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace storeside::device {

void JackSwitch::read(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const std::size_t more = std::min(bytes.size(), sizeof(input_event) - part_.size());
        part_.append(reinterpret_cast<const char*>(bytes.data()), more);
        bytes = bytes.subspan(more);
        if (part_.size() < sizeof(input_event)) return;
        input_event record;
        std::memcpy(&record, part_.data(), sizeof record);
        part_.clear();
        if (record.type == EV_SW && record.code == SW_HEADPHONE_INSERT) plugged_ = record.value != 0;
        if (record.type == EV_SYN && record.code == SYN_DROPPED) lost_ = true;
    }
}

bool JackSwitch::take_lost() { return std::exchange(lost_, false); }

}  // namespace storeside::device
