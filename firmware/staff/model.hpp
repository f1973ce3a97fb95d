// What staff see on the kiosk itself, as values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"

namespace storeside::staff {

enum class Verdict { accepted, wrong, locked_out };

// What the box can still keep: without `plenty` no ratings and no journeys, with `none` no tickets either.
enum class Room { plenty, little, none };

// A ticket of this kiosk that nobody has closed yet.
struct Waiting {
    std::string code;
    std::string state;
    Time since{};

    friend bool operator==(const Waiting&, const Waiting&) = default;
};

// Why the hub turns this kiosk away, if it does.
enum class TurnedAway { no, unknown, revoked, superseded };
// How the box stands to what operators want set.
struct Settings {
    std::int64_t version = 0;  // 0: the hub has not set anything
    bool restart = false;      // some are taken up when the program starts again

    friend bool operator==(const Settings&, const Settings&) = default;
};

// Content that is on its way, or is not taken.
struct Packs {
    int percent = 100;    // of the next one
    std::string trouble;  // why the wanted one is not taken, for whoever runs the hub; empty: it is

    friend bool operator==(const Packs&, const Packs&) = default;
};

// The state of the box on one page.
struct Status {
    bool online = false;
    std::string hub;  // its address
    std::string store;
    std::string kiosk;         // this kiosk's name
    std::string pack_version;  // e.g. "Bramble & Beam 2026.11.22"
    std::string program;       // this program's version
    std::int64_t unsent = 0;   // records the hub has not acknowledged
    Room room = Room::plenty;
    Time last_sync{};  // epoch when there was none
    std::vector<Waiting> waiting;
    TurnedAway turned_away = TurnedAway::no;
    Settings settings = {};
    Packs packs = {};

    friend bool operator==(const Status&, const Status&) = default;
};

}  // namespace storeside::staff
