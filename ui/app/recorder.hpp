// Writes the events of a run as JSON lines, each flushed at once: the last line before a crash is the one
// that matters.
#pragma once
#include <filesystem>
#include <fstream>

#include "firmware/base/result.hpp"
#include "firmware/kiosk/event_json.hpp"

namespace storeside::app {

class Recorder {
public:
    static Result<Recorder> open(const std::filesystem::path& file, kiosk::Words words);

    void write(const kiosk::Envelope& envelope);

private:
    Recorder(std::ofstream stream, kiosk::Words words) : stream_(std::move(stream)), words_(words) {}

    std::ofstream stream_;
    kiosk::Words words_;
};

}  // namespace storeside::app
