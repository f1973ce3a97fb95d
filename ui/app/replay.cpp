#include <fmt/format.h>

#include <fstream>

#include "firmware/kiosk/event_json.hpp"
#include "firmware/kiosk/update.hpp"
#include "ui/app/commands.hpp"

namespace storeside::app {

Result<void> replay(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) return failure(Errc::not_found, "can't read " + file.string());
    kiosk::State state;
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        const auto envelope = kiosk::parse_json_line(line);
        if (!envelope) return failure(Error(envelope.error()), fmt::format("{}:{}", file.string(), number));
        const auto effects = kiosk::update(state, *envelope);
        fmt::print("{} -> {}{}\n", kiosk::name(envelope->event), kiosk::name(state.place),
                   effects.empty() ? "" : fmt::format(" ({} effects)", effects.size()));
    }
    return {};
}

}  // namespace storeside::app
