#include "ui/app/recorder.hpp"

namespace storeside::app {

Result<Recorder> Recorder::open(const std::filesystem::path& file, kiosk::Words words) {
    std::ofstream stream(file, std::ios::trunc);
    if (!stream) return failure(Errc::denied, "can't write the recording " + file.string());
    return Recorder(std::move(stream), words);
}

void Recorder::write(const kiosk::Envelope& envelope) {
    stream_ << kiosk::to_json_line(envelope, words_) << std::endl;
}

}  // namespace storeside::app
