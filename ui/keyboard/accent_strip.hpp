// The accents behind a letter, on a strip above its key: held open, then slid onto or touched.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ui/frame/frame.hpp"

namespace storeside::keyboard {

// Lives as long as one pass; what is open is remembered in the frame.
class AccentStrip {
public:
    // `id` is the keyboard's. Says at once what the touch of this pass chose.
    AccentStrip(frame::Frame& frame, std::string_view id);

    // The accent chosen in this pass. The letter itself is typed when the finger that holds it is lifted from
    // it, so that nobody who presses slowly loses a letter; an accent touched afterwards replaces it.
    const std::optional<frame::Key>& chosen() const { return chosen_; }

    // To be called for each key of a letter that is drawn: opens the strip when it has been held.
    void offer(std::string_view letter, std::string_view key_id, const frame::Rect& key);

    void draw();

private:
    std::int64_t& remembered(std::string_view what) {
        return frame_.remembered(id_ + "/accents/" + std::string(what));
    }
    std::string id(std::string_view accent) const { return id_ + "/accents/" + std::string(accent); }
    void settle();

    frame::Frame& frame_;
    std::string id_;
    std::optional<frame::Key> chosen_;
};

}  // namespace storeside::keyboard
