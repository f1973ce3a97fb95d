// A shopper at a kiosk without a window: the real core, screens, pack and words; what they touch, press and
// hear.
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firmware/content/build.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/orders/matching.hpp"
#include "tests/fakes/scripted_kiosk.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "ui/narrator/narrator.hpp"
#include "ui/screens/screens.hpp"

namespace storeside {

// The demo shop's pack, built once per test program.
class DemoShop {
public:
    DemoShop() {
        const auto source =
            content::read_source(std::filesystem::path(STORESIDE_SOURCE_DIR) / "config" / "demo").value();
        content::build_pack(source, file()).value();
    }
    std::filesystem::path file() const { return folder_.path() / "demo.pack"; }

private:
    TemporaryFolder folder_;
};

class Shopper {
public:
    explicit Shopper(const DemoShop& shop, frame::Size screen = {1080, 1920});

    // ---- With a finger. Each counts as one touch.
    void touch(std::string_view id);
    // On the screen's own keyboard, key by key.
    void type(std::string_view text);

    // ---- With a keypad
    void press(frame::Key::Kind kind);
    void digits(std::string_view digits);
    // Arrows until the focus is on it, then Enter.
    void choose(std::string_view id);
    // Arrows to a key of the screen's keyboard, as its keys lie.
    void find_key(std::string_view id);
    // The same by ear: arrows until these words are heard, then Enter.
    void choose_heard(std::string_view words);

    // ---- What comes from outside
    void headset(bool plugged) { happen(kiosk::HeadsetChanged{plugged}); }
    void line(bool online) { happen(kiosk::LineChanged{online}); }
    void agent_answers(std::string text);
    void wait(Duration duration);

    // ---- What came of it
    std::string place() const;
    int touches() const { return touches_; }
    int presses() const { return presses_; }
    const std::string& heard() const { return heard_; }  // all of the session
    const std::string& heard_last() const { return last_heard_; }
    bool sees(std::string_view id) const;
    const std::vector<tickets::Ticket>& tickets() const { return tickets_; }
    kiosk::State& state() { return kiosk_.state; }
    const text::Texts& texts() const { return texts_; }
    frame::Frame& frame() { return frame_; }

private:
    void happen(kiosk::Event event);
    void show();
    void scroll_to(std::string_view id);
    bool onward();

    void answer(const kiosk::FindWords&);
    void answer(const kiosk::AnswerWords&);
    void answer(const kiosk::ListCategory&);
    void answer(const kiosk::LoadArticle&);
    void answer(const kiosk::LoadGuide&);
    void answer(const kiosk::AskOrder&);
    void answer(const kiosk::CheckPin&) {}
    void answer(const kiosk::Enrol&) {}
    void answer(const kiosk::AskStatus&) {}
    void answer(const kiosk::Append&);
    void answer(const kiosk::Forget&);
    void answer(const kiosk::SwapPack&) {}
    void answer(const kiosk::TakeUpSettings&) {}

    ScriptedKiosk kiosk_;
    content::Pack pack_;
    text::Texts texts_;
    frame::Frame frame_;
    narrator::Narrator narrator_{texts_};
    Duration now_ = std::chrono::seconds(1);
    std::vector<kiosk::Event> owed_;
    std::vector<tickets::Ticket> tickets_;
    int touches_ = 0, presses_ = 0;
    std::string heard_, last_heard_;
};

}  // namespace storeside
