// Replays the journeys of this folder: events as `storeside-kiosk --record` writes them, with what is
// expected between.
//
// What a recording has and a hand-written line need not have: the time goes on by a second a line, ids are
// fresh, the tag of an answer is that of the newest question, the id of an Appended that of the newest
// record.
#include <gtest/gtest.h>

#include <boost/core/type_name.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "firmware/kiosk/event_json.hpp"
#include "tests/fakes/scripted_kiosk.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "ui/screens/screens.hpp"
#include "ui/theme/theme.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using namespace kiosk;

std::string name_of(const Effect& effect) {
    return std::visit(
        [](const auto& e) {
            return boost::core::type_name<std::decay_t<decltype(e)>>().substr(
                std::string("storeside::kiosk::").size());
        },
        effect);
}

class Player {
public:
    void play(const std::filesystem::path& file) {
        std::ifstream stream(file);
        ASSERT_TRUE(stream) << file;
        std::string line;
        for (int number = 1; std::getline(stream, line); ++number) {
            if (line.empty() || line.starts_with('#')) continue;
            SCOPED_TRACE(file.filename().string() + ":" + std::to_string(number) + " " + line);
            const auto parsed = json::parse(line).as_object();
            if (const auto* expected = parsed.if_contains("expect"))
                expect(expected->as_object());
            else if (const auto* seconds = parsed.if_contains("wait"))
                kiosk_.wait(std::chrono::seconds(seconds->as_int64()));
            else
                happen(line);
            if (testing::Test::HasFailure()) return;
        }
    }

private:
    void happen(const std::string& line) {
        auto envelope = parse_json_line(line);
        ASSERT_TRUE(envelope) << envelope.error().message();
        std::visit([this](auto& event) { complete(event); }, envelope->event);
        kiosk_.clock.advance(std::chrono::seconds(1));
        kiosk_.happen(std::move(envelope->event));
        for (const auto& effect : kiosk_.effects)
            if (const auto* append = std::get_if<Append>(&effect))
                last_record_ = std::visit([](const auto& r) { return r.id; }, append->record);
    }

    void complete(auto& event) {
        auto& session = kiosk_.state.session;
        if constexpr (requires { event.tag; }) event.tag = {session.number, session.request};
        if constexpr (std::is_same_v<decltype(event), Appended&>) {
            event.session = session.number;
            event.id = last_record_;
        }
        if constexpr (requires { event.reply; }) {
            event.reply.id = make_id(kiosk_.clock.now(), kiosk_.random);
            if (session.contact) event.reply.ticket = session.contact->ticket;
        }
    }

    void expect(const json::object& expected) {
        for (const auto& [what, value] : expected) {
            if (what == "place") {
                EXPECT_EQ(name(kiosk_.state.place), std::string_view(value.as_string()));
            } else if (what == "effects") {
                json::array effects;
                for (const auto& effect : kiosk_.effects) effects.emplace_back(name_of(effect));
                EXPECT_EQ(json::serialize(effects), json::serialize(value));
            } else if (what == "says") {
                const std::string screen = words_on_screen();
                EXPECT_NE(screen.find(value.as_string().c_str()), std::string::npos) << screen;
            } else if (what == "offers") {
                (void)words_on_screen();
                const auto& targets = frame_.targets();
                EXPECT_EQ(std::ranges::count(targets, value.as_string().c_str(), &frame::Target::id), 1);
            } else {
                ADD_FAILURE() << "nothing is known of '" << std::string_view(what) << "'";
            }
        }
    }

    std::string words_on_screen() {
        for (int pass = 0; pass < 2; ++pass) {
            motion_ += std::chrono::seconds(1);
            frame_.begin(motion_);
            (void)screens::draw({kiosk_.state, texts_, kiosk_.clock.now(), warning_ends(kiosk_.state)},
                                frame_);
            frame_.end();
        }
        std::string words;
        for (const auto& line : frame_.words()) words += line + " ";
        return words;
    }

    ScriptedKiosk kiosk_;
    TemporaryFolder no_translations_;
    text::Texts texts_ = text::Texts::open(no_translations_.path(), "en", "UTC").value();
    frame::Frame frame_ = frame::Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F)).value();
    Duration motion_{};
    Id last_record_;
};

class Journeys : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Journeys, GoAsWritten) {
    Player player;
    player.play(GetParam());
}

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(STORESIDE_SOURCE_DIR "/tests/journeys"))
        if (entry.path().extension() == ".jsonl") found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

INSTANTIATE_TEST_SUITE_P(All, Journeys, testing::ValuesIn(files()), [](const auto& parameter) {
    std::string name = parameter.param.stem().string();
    std::ranges::replace(name, '-', '_');
    return name;
});

}  // namespace
}  // namespace storeside
