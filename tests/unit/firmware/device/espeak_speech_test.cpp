#include "firmware/device/espeak_speech.hpp"

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "firmware/base/file.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::device {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

bool has_children() {
    siginfo_t child{};
    return ::waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

struct EspeakTest : testing::Test {
    TemporaryFolder folder;

    EspeakOptions running(const std::string& lines) {
        return {{make_program(folder.path() / "voice", "cd " + folder.path().string() + "\n" + lines)}, {}};
    }
    std::string file(const char* name) { return read_file(folder.path() / name, 1 << 20).value_or(""); }
};

TEST_F(EspeakTest, TheTextIsOnStandardInputAndNeverOnTheCommandLine) {
    EspeakSpeech speech(running("cat >text; echo \"$*\" >arguments"));
    speech.say({"order BB-10023", "tr", 200, 50});
    ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
    EXPECT_EQ(file("text"), "order BB-10023");
    EXPECT_EQ(file("arguments"), "-v tr -s 200 -a 100\n");
}

TEST_F(EspeakTest, AnUnknownLanguageIsReadInEnglishAndWhatIsOutOfRangeIsBroughtIntoIt) {
    EspeakSpeech speech(running("echo \"$*\" >arguments"));
    speech.say({"x", "--path=/tmp", 9000, -3});
    ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
    EXPECT_EQ(file("arguments"), "-v en -s 400 -a 0\n");
    speech.say({"x", "de-AT", 1, 900});
    ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
    EXPECT_EQ(file("arguments"), "-v de -s 80 -a 200\n");
}

TEST_F(EspeakTest, HushEndsTheProcessAndWhatItStartedAndLeavesNoZombie) {
    {
        EspeakSpeech speech(running("echo $$ >pid; sleep 1000 & echo $! >helper; wait"));
        speech.say({"one", "en", 160, 50});
        ASSERT_TRUE(eventually([&] { return !file("helper").empty(); }));
        speech.hush();
        EXPECT_TRUE(eventually([&] { return !has_children(); }));
    }
    for (const auto* pid : {"pid", "helper"}) {
        const auto number = std::atoi(file(pid).c_str());
        ASSERT_GT(number, 0);
        const auto stat = "/proc/" + std::to_string(number) + "/stat";
        // An orphan may wait for its new parent to notice.
        EXPECT_TRUE(eventually([&] {
            const auto state = read_file(stat, 4096);
            return !state || state->find(") Z ") != std::string::npos;
        })) << pid;
    }
}

TEST_F(EspeakTest, ManyInterruptionsLeaveOneVoiceAndNoZombie) {
    {
        EspeakSpeech speech(running("read words; echo $words >>heard; sleep 1000"));
        for (int i = 0; i < 200; ++i) speech.say({std::to_string(i) + "\n", "en", 160, 50});
        speech.say({"last", "en", 160, 50});
        ASSERT_TRUE(eventually([&] { return file("heard").find("last") != std::string::npos; }));
        EXPECT_TRUE(speech.speaking());
    }
    EXPECT_FALSE(has_children());
}

TEST_F(EspeakTest, AProgramThatIsMissingIsNeitherAvailableNorAHang) {
    EspeakSpeech speech({{"/nonexistent/espeak-ng"}, {}});
    EXPECT_FALSE(speech.available());
    for (int i = 0; i < 3; ++i) speech.say({"x", "en", 160, 50});
    EXPECT_TRUE(eventually([&] { return !speech.speaking(); }));
    EXPECT_FALSE(has_children());
}

TEST_F(EspeakTest, IsAvailableWhileThereIsASoundCard) {
    const auto cards = folder.path() / "cards";
    EspeakSpeech speech({{"sh"}, cards});
    EXPECT_FALSE(speech.available()) << "no sound at all";
    ASSERT_TRUE(write_file(cards, "--- no soundcards ---\n"));
    EXPECT_FALSE(speech.available());
    ASSERT_TRUE(write_file(cards, " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"));
    EXPECT_TRUE(speech.available());
}

TEST_F(EspeakTest, AFailureIsLoggedOnceUntilItWorksAgainAndWithoutTheWords) {
    std::ostringstream log;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    {
        EspeakSpeech speech(running("[ -e works ] || { echo 'error: No such device' >&2; exit 3; }"));
        const auto say = [&](int times) {
            for (int i = 0; i < times; ++i) {
                speech.say({"secret words", "en", 160, 50});
                ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
            }
        };
        say(3);
        ASSERT_TRUE(write_file(folder.path() / "works", ""));
        say(1);
        fs::remove(folder.path() / "works");
        say(3);
    }
    spdlog::set_default_logger(before);
    const auto first = log.str().find("No such device");
    ASSERT_NE(first, std::string::npos);
    const auto second = log.str().find("No such device", first + 1);
    EXPECT_NE(second, std::string::npos);
    EXPECT_EQ(log.str().find("No such device", second + 1), std::string::npos);
    EXPECT_THAT(log.str(), Not(HasSubstr("secret")));
}

TEST_F(EspeakTest, AProgramThatReadsNothingDoesNotEndTheKiosk) {
    EspeakSpeech speech(running("exec <&-; exit 0"));
    for (int i = 0; i < 20; ++i) {
        speech.say({std::string(8000, 'x'), "en", 160, 50});
        ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
    }
}

TEST_F(EspeakTest, TheRealOneSpeaksEveryLanguageOfTheScreen) {
    if (!EspeakSpeech({{"espeak-ng"}, {}}).available()) GTEST_SKIP() << "espeak-ng is not installed";
    const auto wav = folder.path() / "words.wav";
    EspeakSpeech speech({{"espeak-ng", "--stdin", "-b", "1", "-w", wav}, {}});
    for (const auto* language : {"en", "el", "ru", "hr", "tr", "de", "es"}) {
        fs::remove(wav);
        speech.say({"Παραγγελία 10023, Заказ, narudžba, sipariş", language, 160, 50});
        ASSERT_TRUE(eventually([&] { return !speech.speaking(); }));
        // A second of speech at 22 kHz and 16 bits is 44 kB.
        EXPECT_GT(fs::file_size(wav), 44'000U) << language;
    }
}

}  // namespace
}  // namespace storeside::device
