// What is said of the screen to whoever listens instead of looking: made from the tree the frame keeps, so
// that no screen has to think of it.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/frame/frame.hpp"
#include "ui/text/texts.hpp"

namespace storeside::narrator {

// A loudspeaker is never told what is personal.
enum class Audience { nobody, headset, loudspeaker };

class Narrator {
public:
    explicit Narrator(const text::Texts& texts) : t_(texts) {}

    // After each presented frame. What is to be said now, instead of what is being said; empty: be silent;
    // nothing: go on as before. `repeats` counts how often the listener asked to hear the last again.
    std::optional<std::string> after(const frame::Frame& frame, Audience audience, std::uint32_t repeats);

    // Nothing of a session stays.
    void forget();

private:
    void say(std::string sentence);
    bool whole_page(const frame::Frame& frame);
    void what_was_typed(const frame::Node& field);
    void what_has_the_focus(const frame::Node& node);
    void what_appeared(const frame::Frame& frame);
    std::string words_of(const frame::Node& node) const;
    std::string target(const frame::Node& node) const;
    std::string content(const frame::Node& field) const;

    std::reference_wrapper<const text::Texts> t_;
    Audience audience_ = Audience::nobody;
    std::string now_;   // being put together
    std::string last_;  // said last, for "say it again"
    bool explained_ = false;
    bool page_read_ = false;
    std::string page_, overlay_, language_;
    std::string focus_;
    std::optional<bool> chosen_;
    std::string field_, typed_;
    std::vector<std::string> live_;
    std::uint32_t repeats_ = 0;
};

}  // namespace storeside::narrator
