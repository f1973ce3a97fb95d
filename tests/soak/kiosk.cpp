// storeside-soak-kiosk FOLDER HUB: the kiosk's store and agent under traffic, until it is killed.
// FOLDER/durable.log gets the id of each record that the store called durable, FOLDER/mail.log each letter
// that arrived. While FOLDER/quiet exists nothing new is made.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "firmware/base/log.hpp"
#include "tests/fakes/synced_kiosk.hpp"

namespace {

using namespace storeside;

// One write() a line: what was written before a SIGKILL is in the file whole.
class LineFile {
public:
    explicit LineFile(const std::filesystem::path& path)
        : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {}
    ~LineFile() { ::close(file_); }
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;
    void write(std::string line) {
        line += '\n';
        if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(3);
    }

private:
    int file_;
};

// What an order within a ticket can be told by.
std::string instant() { return std::to_string(to_micros(SystemClock().now())); }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    start_log("off");
    std::signal(SIGPIPE, SIG_IGN);
    const std::filesystem::path folder = argv[1];
    LineFile durable(folder / "durable.log"), letters(folder / "mail.log");
    SyncedKiosk kiosk(folder, {argv[2], read_kiosk(folder)}, {}, [&](const journal::Mail& letter) {
        letters.write(std::to_string(letter.n) + " " + to_string(letter.id));
    });
    std::mt19937 dice(std::random_device{}());
    std::vector<Id> open;
    for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100 + dice() % 1400));
        if (std::filesystem::exists(folder / "quiet")) continue;
        const auto what = open.empty() ? 0 : dice() % 4;
        if (what == 0) {
            open.push_back(kiosk.call(instant()));
            durable.write(to_string(open.back()));
        } else if (what < 3) {
            durable.write(to_string(kiosk.say(open[dice() % open.size()], instant())));
        } else {
            durable.write(to_string(kiosk.rate(open.back(), instant())));
            open.pop_back();
        }
    }
}
