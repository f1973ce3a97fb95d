#include "tests/bench/round.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <thread>

#include "tests/bench/process_tree.hpp"
#include "tests/real/process.hpp"

namespace storeside::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kTap = 80ms;     // a finger stays down so long
constexpr auto kStill = 150ms;  // without drawing, the screen has settled
constexpr auto kLoaded = 1500ms;

// A strip that every page of all of them draws differently.
constexpr Place kPage{.x = 100, .y = 150, .w = 64, .h = 1600};

// What a release changes.
enum class Effect { page, list, thing };

struct Touch {
    const char *screen, *id;
    Effect effect;
    bool first_letter = false;
};
constexpr Touch kShopper[] = {
    {"home", "find-answer", Effect::page},
    {"search", "keyboard/o", Effect::list, true},
    {"search", "keyboard/r", Effect::list},
    {"search", "home", Effect::page},
    {"home", "hit-return-without-receipt", Effect::page},
    {"article", "helped-yes", Effect::thing},
    {"article", "back", Effect::page},
    {"home", "find-answer", Effect::page},
    {"search", "back", Effect::page},
    {"home", "hit-return-without-receipt", Effect::page},
    {"article", "home", Effect::page},
};

// Between the field and the keyboard.
Place list_of(const Contestant& contestant) {
    const int keyboard = contestant.map.at("search").at("keyboard/q").y;
    return {.x = 60, .y = 320, .w = 200, .h = keyboard - 40 - 320};
}

// The middle of a thing, where it is pressed: large enough to see its ground change.
Place middle_of(const Place& thing) {
    const int w = std::min(thing.w, 200), h = std::min(thing.h, 80);
    return {thing.x + (thing.w - w) / 2, thing.y + (thing.h - h) / 2, w, h};
}

// Something in colour: all open with the brand's ground, and neither the bare display nor an empty window
// has one.
bool is_dressed(std::span<const std::uint32_t> pixels) {
    const auto coloured = std::ranges::count_if(pixels, [](std::uint32_t pixel) {
        const int red = pixel >> 16 & 0xff, green = pixel >> 8 & 0xff;
        return std::abs(red - green) > 32;
    });
    return static_cast<std::size_t>(coloured) * 2 > pixels.size();
}

double cpu_pct(pid_t process, std::chrono::seconds how_long) {
    const auto tree = process_tree(process);
    const auto before = cpu_time(tree);
    std::this_thread::sleep_for(how_long);
    return 100 * std::chrono::duration<double>(cpu_time(tree) - before) / how_long;
}

class Player {
public:
    Player(const Contestant& contestant, Eye& eye, Measured& measured)
        : contestant_(contestant), eye_(eye), measured_(measured) {}

    Result<real::Process> start(const std::filesystem::path& log) {
        std::optional<Result<real::Process>> started;
        if (!contestant_.leftovers.empty()) std::filesystem::remove_all(contestant_.leftovers);
        eye_.wait_until_still(kStill);
        const auto first_frame = eye_.until(kPage, is_dressed, [&] {
            started = real::Process::start(contestant_.command.words, log, contestant_.command.environment);
        });
        if (*started && !first_frame) return failure(Errc::internal, contestant_.name + " shows nothing");
        if (first_frame) measured_.start_ms.push_back(first_frame->count());
        std::this_thread::sleep_for(kLoaded);
        return std::move(*started);
    }

    Result<void> play(const Plan& plan, const std::filesystem::path& log) {
        ASSIGN_OR_RETURN(auto process, start(log));
        if (plan.attract_rest > 0s)
            measured_.attract_cpu_pct.push_back(cpu_pct(process.pid(), plan.attract_rest));
        RETURN_IF_ERROR(begin());
        std::this_thread::sleep_for(kLoaded);
        measured_.pss_mb.push_back(pss_mb(process_tree(process.pid())));
        if (plan.rest > 0s) measured_.rest_cpu_pct.push_back(cpu_pct(process.pid(), plan.rest));
        for (int i = 0; i < plan.shoppers; ++i)
            for (const auto& touch : kShopper) RETURN_IF_ERROR(play(touch));
        process.end(SIGTERM);
        return {};
    }

private:
    Result<void> begin() {
        const auto& where = contestant_.begin;
        eye_.move(where.x + where.w / 2, where.y + where.h / 2);
        const auto change = eye_.changes(kPage, [this] {
            eye_.press();
            std::this_thread::sleep_for(kTap);
            eye_.release();
        });
        if (!change) return failure(Errc::internal, contestant_.name + " does not begin");
        return {};
    }

    Result<void> play(const Touch& touch) {
        const auto nothing = [&](const char* what) {
            return failure(Errc::internal, fmt::format("{}: {} of '{}' on {} changes nothing",
                                                       contestant_.name, what, touch.id, touch.screen));
        };
        const auto screen = contestant_.map.find(touch.screen);
        if (screen == contestant_.map.end() || !screen->second.contains(touch.id))
            return failure(Errc::internal,
                           fmt::format("{} has no '{}' on {}", contestant_.name, touch.id, touch.screen));
        const auto& thing = screen->second.at(touch.id);
        eye_.move(thing.x + thing.w / 2, thing.y + thing.h / 2);
        eye_.wait_until_still(kStill);
        const auto pressed = eye_.changes(middle_of(thing), [this] { eye_.press(); });
        if (!pressed) return nothing("the press");
        measured_.press_ms.push_back(pressed->first.count());

        const auto place = touch.effect == Effect::page   ? kPage
                           : touch.effect == Effect::list ? list_of(contestant_)
                                                          : middle_of(thing);
        const auto lifted = eye_.changes(place, [this] { eye_.release(); });
        if (!lifted) return nothing("the release");
        if (touch.first_letter) {
            measured_.keystroke_ms.push_back(lifted->last.count());
        } else {
            measured_.release_ms.push_back(lifted->first.count());
        }
        eye_.wait_until_still(kStill);
        return {};
    }

    const Contestant& contestant_;
    Eye& eye_;
    Measured& measured_;
};

}  // namespace

std::vector<double> Measured::reaction_ms() const {
    auto all = press_ms;
    all.insert(all.end(), release_ms.begin(), release_ms.end());
    return all;
}

Result<void> start_again(const Contestant& contestant, Eye& eye, const std::filesystem::path& log,
                         Measured& measured) {
    ASSIGN_OR_RETURN(auto process, Player(contestant, eye, measured).start(log));
    process.end(SIGTERM);
    return {};
}

Result<void> play_round(const Contestant& contestant, const Plan& plan, Eye& eye,
                        const std::filesystem::path& log, Measured& measured) {
    return Player(contestant, eye, measured).play(plan, log);
}

}  // namespace storeside::bench
