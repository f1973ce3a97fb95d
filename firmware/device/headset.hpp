// Tells when a headset is plugged in or out: a headphone socket's switch, or a USB headset that the operator
// named.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>

#include "firmware/base/usb_ids.hpp"

namespace storeside::device {

struct HeadsetOptions {
    UsbIds usb;                                    // USB sound devices that are headsets
    std::filesystem::path devices = "/dev";        // holds input/event* and snd/controlC*
    std::filesystem::path sound = "/proc/asound";  // holds card*/usbid
};

// Devices may come and go at any time, also without a word: one that is gone has nothing plugged in. A box
// that has none never has a headset.
class Headset {
public:
    // `on_change` is called from a thread of its own whenever plugged() has changed, also when it is true
    // from the start.
    Headset(HeadsetOptions options, std::function<void(bool plugged)> on_change);
    ~Headset();
    Headset(const Headset&) = delete;
    Headset& operator=(const Headset&) = delete;

    // Any thread.
    bool plugged() const;

    // No call of on_change is under way or comes after this.
    void stop();

private:
    class Watcher;
    std::unique_ptr<Watcher> watcher_;
};

}  // namespace storeside::device
