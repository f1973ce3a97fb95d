// Every exhibit of the gallery, drawn without a window, in every language of the demo shop.
#pragma once
#include <gtest/gtest.h>

#include "firmware/content/build.hpp"
#include "firmware/content/pack.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "ui/gallery/exhibits.hpp"
#include "ui/screens/screens.hpp"

namespace storeside::gallery {

class Exhibition {
public:
    Exhibition() {
        const auto file = folder_.path() / "demo.pack";
        const auto source =
            content::read_source(std::filesystem::path(STORESIDE_SOURCE_DIR) / "config" / "demo").value();
        const auto built = content::build_pack(source, file);
        if (!built) throw std::runtime_error(built.error().message());
        pack_.emplace(content::Pack::open(file).value());
    }

    // Calls `look(exhibit, frame)` for each exhibit as it is at rest on a screen of this size.
    template <class Look>
    void walk(frame::Size size, const Look& look) {
        auto frame = frame::Frame::open(size, theme::make_theme(0x0B6B4F, false, theme::TextSize::normal,
                                                                theme::scale_for(size.w, size.h)))
                         .value();
        auto texts = text::Texts::open(STORESIDE_LOCALE_DIR, "en", "UTC").value();
        for (const auto& language : texts.languages()) {
            texts.switch_to(language).value();
            const auto all = exhibits(*pack_, language, texts.languages()).value();
            for (const Exhibit& exhibit : all) {
                SCOPED_TRACE(exhibit.name + " " + language);
                draw(exhibit, texts, frame);
                look(exhibit, frame);
            }
        }
    }

    // The same exhibits of one language, on one frame that is resized from each to the next.
    template <class Look>
    void walk_resizing(const std::vector<frame::Size>& sizes, const Look& look) {
        auto frame = frame::Frame::open(sizes.front(), theme::make_theme(0x0B6B4F)).value();
        const auto texts = text::Texts::open(STORESIDE_LOCALE_DIR, "en", "UTC").value();
        const auto all = exhibits(*pack_, "en", texts.languages()).value();
        std::size_t turn = 0;
        for (const Exhibit& exhibit : all) {
            SCOPED_TRACE(exhibit.name);
            frame.resize(sizes[++turn % sizes.size()]);
            draw(exhibit, texts, frame);
            look(exhibit, frame);
        }
    }

private:
    void draw(const Exhibit& exhibit, const text::Texts& texts, frame::Frame& frame) {
        frame.forget();
        std::optional<Time> warning_ends;
        if (const auto warned = exhibit.state.session.warned_at)
            warning_ends = *warned + exhibit.state.device.timings.warning;
        const screens::Model model{exhibit.state, texts, exhibit.now, warning_ends};
        int passes = 0;
        do {
            now_ += std::chrono::seconds(1);  // what slides in has arrived
            frame.begin(now_);
            screens::dress(exhibit.state, frame);
            (void)screens::draw(model, frame);
            frame.end();
        } while (++passes < 2 || (frame.wants_another_pass() && passes < 12));
    }

    TemporaryFolder folder_;
    std::optional<content::Pack> pack_;
    Duration now_{};
};

}  // namespace storeside::gallery
