#include "tests/bench/frame_cost.hpp"

#include <time.h>

#include <algorithm>
#include <vector>

#include "ui/gallery/exhibits.hpp"
#include "ui/screens/screens.hpp"
#include "ui/theme/theme.hpp"

namespace storeside::bench {
namespace {

constexpr frame::Size kScreen{1080, 1920};
constexpr int kToRest = 10;  // passes
constexpr int kFrames = 25;

double thread_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double cost_of(const gallery::Exhibit& exhibit, const text::Texts& texts, frame::Frame& frame) {
    std::optional<Time> warning_ends;
    if (const auto warned = exhibit.state.session.warned_at)
        warning_ends = *warned + exhibit.state.device.timings.warning;
    const screens::Model model{exhibit.state, texts, exhibit.now, warning_ends};
    Duration now{};
    const auto pass = [&] {
        now += std::chrono::seconds(1);
        const double start = thread_ms();
        frame.begin(now);
        screens::dress(exhibit.state, frame);
        (void)screens::draw(model, frame);
        frame.end();
        return thread_ms() - start;
    };
    frame.forget();
    for (int i = 0; i < kToRest; ++i) pass();
    std::vector<double> times(kFrames);
    std::ranges::generate(times, pass);
    std::ranges::nth_element(times, times.begin() + kFrames / 2);
    return times[kFrames / 2];
}

}  // namespace

Result<FrameCost> heaviest_frame(content::Pack& pack, const std::filesystem::path& translations) {
    ASSIGN_OR_RETURN(auto texts, text::Texts::open(translations, "en", "UTC"));
    ASSIGN_OR_RETURN(auto frame, frame::Frame::open(kScreen, theme::make_theme(pack.brand().accent)));
    FrameCost heaviest;
    for (const auto& language : pack.languages()) {
        RETURN_IF_ERROR(texts.switch_to(language));
        ASSIGN_OR_RETURN(const auto exhibits, gallery::exhibits(pack, language, texts.languages()));
        for (const auto& exhibit : exhibits)
            if (const double ms = cost_of(exhibit, texts, frame); ms > heaviest.ms)
                heaviest = {ms, exhibit.name + "-" + language};
    }
    return heaviest;
}

}  // namespace storeside::bench
