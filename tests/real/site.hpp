// A whole site for a test or a demo: a hub, a kiosk in a real window, a finger, and an operator's hands.
#pragma once
#include <boost/json/value.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "tests/real/display.hpp"
#include "tests/real/process.hpp"

namespace storeside::real {

// The hub's [helpdesk] table.
struct HelpdeskSettings {
    std::string kind = "inbox";
    std::string url, token;  // of a kind other than the inbox
};

// A hub that runs already.
struct RunningHubAt {
    std::string url;
    std::filesystem::path data;  // with operator.token and ca.pem
};

struct SiteOptions {
    std::filesystem::path programs;  // with storeside-kiosk, storeside-hub, storesidectl
    std::filesystem::path source;    // with config/demo
    std::filesystem::path folder;    // for everything this site writes
    HelpdeskSettings helpdesk;
    std::optional<RunningHubAt> hub;  // in place of one of the site's own
    int width = 1080, height = 1920;
    bool set_up = true;  // false: the kiosk is as it came, and is set up on its screen
};

// What one sees of the kiosk's screen: its own description of it (see ui/app/description.hpp).
struct Seen {
    struct Thing {
        std::string id, label, role;
        int x = 0, y = 0;  // its middle
        bool enabled = false;
    };
    std::string place;
    std::vector<std::string> words;
    std::vector<Thing> things;

    bool says(std::string_view text) const;
    const Thing* thing(std::string_view id_or_label) const;
};

class Site {
public:
    // Builds the demo shop's pack, starts the hub, publishes the pack, sets a kiosk up (staff PIN 4711 for
    // Nadia).
    static Result<Site> open(SiteOptions options);

    Result<void> start_hub();
    void kill_hub();
    Result<void> start_kiosk(Display& display);  // until it greets, or waits to be set up
    int end_kiosk(int signal) { return kiosk_->end(signal); }
    pid_t kiosk_pid() const { return kiosk_->pid(); }
    bool kiosk_running() { return kiosk_ && kiosk_->running(); }

    // What the screen shows now; nothing before its first frame.
    std::optional<Seen> look() const;

    // Each waits until the screen is as wanted; internal, with what the screen shows instead, when it never
    // is.
    Result<Seen> wait_for_place(std::string_view place);
    Result<Seen> wait_for_words(std::string_view words);
    Result<Seen> wait_until(const std::string& wish, const std::function<bool(const Seen&)>& true_of);

    // Touches what has this id or this label, once it is there.
    Result<void> tap(std::string_view id_or_label);
    // On the screen's own keyboard, key by key.
    Result<void> type(std::string_view text);
    // Holds the top left corner as long as staff do.
    void hold_corner();

    // storesidectl against this hub; standard output as JSON.
    Result<boost::json::value> ctl(std::vector<std::string> arguments);
    // Until `true_of` the answer.
    Result<boost::json::value> ctl_until(const std::vector<std::string>& arguments,
                                         const std::function<bool(const boost::json::value&)>& true_of);

    std::string hub_url() const;
    std::filesystem::path hub_data() const;
    const std::filesystem::path& folder() const { return options_.folder; }
    Display& display() { return *display_; }

    static constexpr auto kPatience = std::chrono::seconds(30);

private:
    explicit Site(SiteOptions options) : options_(std::move(options)) {}

    Result<void> write_hub_config() const;
    Result<void> publish(const std::string& pack);
    // storesidectl against this hub; its standard output.
    Result<std::string> by_operator(std::vector<std::string> arguments);
    Result<void> set_up_kiosk();
    std::string program(const char* name) const { return (options_.programs / name).string(); }

    SiteOptions options_;
    Display* display_ = nullptr;
    std::string port_ = "0";
    std::optional<Process> hub_, kiosk_;
};

}  // namespace storeside::real
