// What every Speech promises, the fake one as well as the one that starts processes.
#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "firmware/base/file.hpp"
#include "firmware/device/espeak_speech.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/fake_speech.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

// A Speech, what was heard of it so far, and a way to let it come to its last word.
class Voice {
public:
    virtual ~Voice() = default;
    virtual device::Speech& speech() = 0;
    virtual std::string heard() = 0;
    virtual void finish() = 0;
};

class OfTheFake final : public Voice {
public:
    device::Speech& speech() override { return fake_; }
    std::string heard() override {
        std::string all;
        for (const auto& utterance : fake_.said) all += utterance.text + "\n";
        return all;
    }
    void finish() override { fake_.finish(); }

private:
    FakeSpeech fake_;
};

// Reads to the end, then "speaks" until it may stop.
class OfAProcess final : public Voice {
public:
    device::Speech& speech() override { return speech_; }
    std::string heard() override { return read_file(folder_.path() / "heard", 1 << 20).value_or(""); }
    void finish() override { EXPECT_TRUE(write_file(folder_.path() / "enough", "")); }

private:
    TemporaryFolder folder_;
    device::EspeakSpeech speech_{
        {.command = {make_program(folder_.path() / "voice", "cd " + folder_.path().string() + "\n" +
                                                                "words=$(cat)\n"
                                                                "echo \"$words\" >>heard\n"
                                                                "until [ -e enough ]; do sleep 0.02; done")},
         .sound_cards = {}}};
};

struct Maker {
    const char* name;
    std::function<std::unique_ptr<Voice>()> make;
};

class SpeechContract : public testing::TestWithParam<Maker> {
protected:
    std::unique_ptr<Voice> voice = GetParam().make();
    device::Speech& speech = voice->speech();

    bool hears(const std::string& words) {
        return eventually([&] { return voice->heard().find(words) != std::string::npos; });
    }
};

TEST_P(SpeechContract, IsSilentAtFirst) {
    EXPECT_TRUE(speech.available());
    EXPECT_FALSE(speech.speaking());
}

TEST_P(SpeechContract, SpeaksFromSayToTheLastWord) {
    speech.say({.text = "Καλημέρα", .language = "el"});
    EXPECT_TRUE(speech.speaking());
    EXPECT_TRUE(hears("Καλημέρα"));
    EXPECT_TRUE(speech.speaking());
    voice->finish();
    EXPECT_TRUE(eventually([&] { return !speech.speaking(); }));
}

TEST_P(SpeechContract, ANewUtteranceInterruptsTheOneBefore) {
    speech.say({.text = "one", .language = "en"});
    EXPECT_TRUE(hears("one"));
    speech.say({.text = "two", .language = "en"});
    EXPECT_TRUE(hears("two"));
    EXPECT_TRUE(speech.speaking());
}

TEST_P(SpeechContract, HushIsSilenceAtOnceAndNotForGood) {
    speech.say({.text = "one", .language = "en"});
    speech.hush();
    EXPECT_FALSE(speech.speaking());
    speech.hush();
    speech.say({.text = "two", .language = "en"});
    EXPECT_TRUE(hears("two"));
    EXPECT_TRUE(speech.speaking());
}

TEST_P(SpeechContract, NothingToSayIsSilence) {
    speech.say({.text = "one", .language = "en"});
    speech.say({.text = "", .language = "en"});
    EXPECT_FALSE(speech.speaking());
}

INSTANTIATE_TEST_SUITE_P(Of, SpeechContract,
                         testing::Values(Maker{"TheFake", [] { return std::make_unique<OfTheFake>(); }},
                                         Maker{"AProcess", [] { return std::make_unique<OfAProcess>(); }}),
                         [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace storeside
