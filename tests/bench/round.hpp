// One round with one contestant: started, looked at, touched like a shopper touches, at rest, ended.
#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "firmware/base/result.hpp"
#include "tests/bench/contestants.hpp"
#include "tests/bench/eye.hpp"

namespace storeside::bench {

struct Plan {
    int shoppers = 3;                      // each goes through the same touches
    std::chrono::seconds rest{0};          // how long its use of the processor is watched on Home
    std::chrono::seconds attract_rest{0};  // the same on the attract screen
};

struct Measured {
    std::vector<double> start_ms;      // from exec to the first frame on the screen
    std::vector<double> pss_mb;        // on Home, before anything else was opened
    std::vector<double> press_ms;      // a finger comes down: the thing under it looks pressed
    std::vector<double> release_ms;    // it lifts: the screen is another
    std::vector<double> keystroke_ms;  // the first letter of a search, lifted: the list is what it shall be
    std::vector<double> rest_cpu_pct;  // of one core
    std::vector<double> attract_cpu_pct;

    std::vector<double> reaction_ms() const;  // every touch: down and up
};

// Adds the start alone, once more: it varies the most.
Result<void> start_again(const Contestant& contestant, Eye& eye, const std::filesystem::path& log,
                         Measured& measured);

// Adds what one round gives. internal, naming the touch, when the screen does not answer.
Result<void> play_round(const Contestant& contestant, const Plan& plan, Eye& eye,
                        const std::filesystem::path& log, Measured& measured);

}  // namespace storeside::bench
