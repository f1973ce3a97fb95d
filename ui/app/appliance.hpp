// The appliance's loop: events in, effects out, a frame when something changed, sleep otherwise.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/kiosk/update.hpp"
#include "ui/app/event_queue.hpp"
#include "ui/app/recorder.hpp"
#include "ui/narrator/narrator.hpp"
#include "ui/text/texts.hpp"
#include "ui/window/surface.hpp"

namespace storeside::app {

// Who reads the screen aloud. Both return at once.
struct Reader {
    // In place of what is being said; an empty text only ends it.
    std::function<void(const std::string& text, const std::string& language, const kiosk::Profile&)> say;
    std::function<bool()> speaking;
};

class Appliance {
public:
    using RunEffects = std::function<void(kiosk::Effects)>;

    Appliance(window::Surface& surface, text::Texts& texts, EventQueue& events, const Clock& clock,
              Random& random, kiosk::Timings timings, RunEffects run_effects);

    void record_to(Recorder recorder) { recorder_ = std::move(recorder); }
    // Writes what is on the screen into this file after each presented frame (see description.hpp).
    void describe_to(std::filesystem::path file) { description_ = std::move(file); }

    void read_with(Reader reader, kiosk::Voice voice);
    void mounted(const theme::Mounting& mounting) { mounting_ = mounting; }

    // Until the window is closed or stop() was called.
    void run();

    // Any thread.
    void stop();

private:
    void happen(kiosk::Event event);
    void present();
    // The list that a letter leads to comes within a millisecond or two: both show in one frame.
    void await_hits();
    void read_aloud();
    void pass_time();
    void dress(frame::Frame& frame);  // brand, profile and language of the moment
    std::optional<Duration> patience() const;

    window::Surface& surface_;
    text::Texts& texts_;
    EventQueue& events_;
    const Clock& clock_;
    Random& random_;
    RunEffects run_effects_;
    kiosk::State state_;
    std::optional<Recorder> recorder_;
    std::optional<std::filesystem::path> description_;
    theme::Mounting mounting_;
    Reader reader_;
    narrator::Narrator narrator_;
    std::string wanted_language_;
    bool asked_for_hits_ = false;  // and nobody waited for them yet
    std::atomic<bool> stopping_{false};
};

}  // namespace storeside::app
