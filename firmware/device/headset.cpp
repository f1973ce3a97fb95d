#include "firmware/device/headset.hpp"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/device/descriptor.hpp"
#include "firmware/device/jack_switch.hpp"

namespace storeside::device {
namespace {

namespace fs = std::filesystem;

// A device's files appear one after the other, and their rights a little later.
constexpr int kSettleMs = 500;
constexpr std::size_t kMostDevices = 64;

template <std::size_t Bits>
using BitsOf = std::array<unsigned long, Bits / (sizeof(unsigned long) * CHAR_BIT) + 1>;

template <std::size_t Size>
bool bit(const std::array<unsigned long, Size>& bits, std::size_t at) {
    constexpr std::size_t width = sizeof(unsigned long) * CHAR_BIT;
    return (bits[at / width] >> at % width & 1UL) != 0;
}

// One input device with a headphone socket.
class Jack {
public:
    explicit Jack(const fs::path& file) : device_(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        ask();
    }

    bool opened() const { return static_cast<bool>(device_); }
    int descriptor() const { return device_.get(); }
    bool plugged() const { return switch_.plugged(); }

    // Other devices, keyboards above all, are not listened to. What can't say what it has is.
    bool has_switch() const {
        BitsOf<SW_MAX> has{};
        if (::ioctl(device_.get(), EVIOCGBIT(EV_SW, sizeof has), has.data()) < 0) return errno == ENOTTY;
        return bit(has, SW_HEADPHONE_INSERT);
    }

    // Takes what has come. False when the device is gone.
    bool read() {
        std::array<std::byte, 64 * sizeof(input_event)> bytes;
        const auto got = ::read(device_.get(), bytes.data(), bytes.size());
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) return false;
        switch_.read({bytes.data(), static_cast<std::size_t>(got)});
        if (switch_.take_lost()) ask();
        return true;
    }

private:
    void ask() {
        BitsOf<SW_MAX> on{};
        if (::ioctl(device_.get(), EVIOCGSW(sizeof on), on.data()) >= 0)
            switch_.set(bit(on, SW_HEADPHONE_INSERT));
    }

    Descriptor device_;
    JackSwitch switch_;
};

}  // namespace

class Headset::Watcher {
public:
    Watcher(HeadsetOptions options, std::function<void(bool)> on_change)
        : options_(std::move(options)),
          on_change_(std::move(on_change)),
          stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          changes_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
          thread_([this] { run(); }) {}

    ~Watcher() { stop(); }

    bool plugged() const { return plugged_; }

    void stop() {
        if (!thread_.joinable()) return;
        static_cast<void>(::eventfd_write(stop_.get(), 1));
        thread_.join();
    }

private:
    void run() {
        int patience = kSettleMs;  // at boot, too, devices may still be on their way
        scan();
        tell();
        for (;;) {
            std::vector<pollfd> polls = {{stop_.get(), POLLIN, 0}, {changes_.get(), POLLIN, 0}};
            for (const auto& [file, jack] : jacks_) polls.push_back({jack.descriptor(), POLLIN, 0});
            const int ready = ::poll(polls.data(), polls.size(), patience);
            if (polls[0].revents != 0) return;
            if (ready < 0) continue;  // a signal
            const bool came_or_went = polls[1].revents != 0;
            read_jacks(polls);
            if (came_or_went) drain();
            if (came_or_went || ready == 0) scan();
            patience = came_or_went ? kSettleMs : ready == 0 ? -1 : patience;
            tell();
        }
    }

    void read_jacks(const std::vector<pollfd>& polls) {
        for (const auto& poll : polls) {
            if (poll.revents == 0) continue;
            const auto jack = std::ranges::find_if(
                jacks_, [&](const auto& entry) { return entry.second.descriptor() == poll.fd; });
            if (jack != jacks_.end() && !jack->second.read()) jacks_.erase(jack);
        }
    }

    void drain() const {
        std::array<char, 4096> names;
        while (::read(changes_.get(), names.data(), names.size()) > 0) {
        }
    }

    // What is there now. May be repeated at any time.
    void scan() {
        watch();
        std::erase_if(jacks_, [](const auto& entry) { return !exists(entry.first); });
        std::error_code error;
        for (fs::directory_iterator file(options_.devices / "input", error), end; !error && file != end;
             file.increment(error)) {
            const fs::path& path = file->path();
            if (!path.filename().string().starts_with("event") || jacks_.contains(path)) continue;
            if (jacks_.size() == kMostDevices) break;
            if (Jack jack(path); jack.opened() && jack.has_switch()) jacks_.emplace(path, std::move(jack));
        }
        usb_ = has_usb_headset();
    }

    // The folders appear with their first device. Watching one twice is the same as once.
    void watch() const {
        constexpr unsigned in_folder = IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO;
        ::inotify_add_watch(changes_.get(), options_.devices.c_str(), IN_CREATE | IN_ONLYDIR);
        for (const auto* folder : {"input", "snd"})
            ::inotify_add_watch(changes_.get(), (options_.devices / folder).c_str(), in_folder | IN_ONLYDIR);
    }

    bool has_usb_headset() const {
        if (options_.usb.empty()) return false;
        std::error_code error;
        for (fs::directory_iterator card(options_.sound, error), end; !error && card != end;
             card.increment(error)) {
            const std::string name = card->path().filename();
            if (!name.starts_with("card")) continue;
            // A card that is being taken out loses its device before it loses its entry here.
            if (!exists(options_.devices / "snd" / ("controlC" + name.substr(4)))) continue;
            auto id = read_file(card->path() / "usbid", 64);
            if (!id) continue;
            id->resize(std::min(id->find('\n'), id->size()));
            if (options_.usb.contains(*id)) return true;
        }
        return false;
    }

    static bool exists(const fs::path& file) {
        std::error_code error;
        return fs::exists(file, error);
    }

    void tell() {
        const bool now =
            usb_ || std::ranges::any_of(jacks_, [](const auto& entry) { return entry.second.plugged(); });
        if (plugged_.exchange(now) == now) return;
        spdlog::debug("headset: plugged {}", now ? "in" : "out");
        on_change_(now);
    }

    const HeadsetOptions options_;
    const std::function<void(bool)> on_change_;
    const Descriptor stop_, changes_;
    std::map<fs::path, Jack> jacks_;  // the thread's own, as is usb_
    bool usb_ = false;
    std::atomic<bool> plugged_{false};
    std::thread thread_;  // last: it uses all of the above
};

Headset::Headset(HeadsetOptions options, std::function<void(bool)> on_change)
    : watcher_(std::make_unique<Watcher>(std::move(options), std::move(on_change))) {}
Headset::~Headset() = default;
bool Headset::plugged() const { return watcher_->plugged(); }
void Headset::stop() { watcher_->stop(); }

}  // namespace storeside::device
