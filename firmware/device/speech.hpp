// What the kiosk can say aloud.
#pragma once
#include <string>

namespace storeside::device {

struct Utterance {
    std::string text;
    std::string language;        // of the text, e.g. "el"; one that has no voice is read with the English one
    int words_per_minute = 160;  // 80 to 400
    int volume = 50;             // 0 to 100 of what the box can give
};

// Every call returns at once, whatever the sound hardware does.
class Speech {
public:
    virtual ~Speech() = default;

    // Interrupts what is being said.
    virtual void say(Utterance utterance) = 0;
    virtual void hush() = 0;

    // Whether there is something to speak with: a program and a sound card.
    virtual bool available() const = 0;

    // From say() until its last word, or until hush().
    virtual bool speaking() const = 0;
};

}  // namespace storeside::device
