// A voice that says nothing and remembers what it was to say.
#pragma once
#include <utility>
#include <vector>

#include "firmware/device/speech.hpp"

namespace storeside {

class FakeSpeech final : public device::Speech {
public:
    void say(device::Utterance utterance) override {
        speaking_ = !utterance.text.empty();
        if (speaking_) said.push_back(std::move(utterance));
    }
    void hush() override { speaking_ = false; }
    bool available() const override { return present; }
    bool speaking() const override { return speaking_; }

    // The last word was spoken.
    void finish() { speaking_ = false; }

    bool present = true;
    std::vector<device::Utterance> said;

private:
    bool speaking_ = false;
};

}  // namespace storeside
