// Speech by espeak-ng, a process of its own for each utterance: what it does with the sound card can't hold
// the kiosk up, and killing it is silence at once.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "firmware/device/speech.hpp"

namespace storeside::device {

struct EspeakOptions {
    // Voice, rate and volume are added; the text comes on standard input, where no list of processes shows
    // it.
    std::vector<std::string> command = {"espeak-ng", "--stdin", "-b", "1"};
    // Lists the sound cards. espeak-ng itself is silent and content without one. Empty: none is needed.
    std::filesystem::path sound_cards = "/proc/asound/cards";
};

class EspeakSpeech final : public Speech {
public:
    explicit EspeakSpeech(EspeakOptions options = {});
    // Silent from here on; no process is left.
    ~EspeakSpeech() override;

    void say(Utterance utterance) override;
    void hush() override;
    bool available() const override;
    bool speaking() const override;

private:
    class Speaker;
    EspeakOptions options_;
    std::unique_ptr<Speaker> speaker_;
};

}  // namespace storeside::device
