// Whether a headphone socket has something in it, told from the kernel's input records (linux/input.h).
#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace storeside::device {

class JackSwitch {
public:
    // The next bytes of the device, in pieces of any size. Records of other kinds are skipped.
    void read(std::span<const std::byte> bytes);

    // As the device itself says it is, e.g. when it is opened.
    void set(bool plugged) { plugged_ = plugged; }

    bool plugged() const { return plugged_; }

    // True once after records were lost: the device has to be asked anew.
    bool take_lost();

private:
    std::string part_;  // of a record that has not come whole
    bool plugged_ = false;
    bool lost_ = false;
};

}  // namespace storeside::device
