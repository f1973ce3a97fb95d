// The kiosk's state: where the shopper is, what this session knows, what the box knows.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/content/model.hpp"
#include "firmware/kiosk/popularity.hpp"
#include "firmware/orders/model.hpp"
#include "firmware/staff/model.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::kiosk {

// ---- Places: one struct per screen, holding only what that screen needs ----

struct Attract {
    friend bool operator==(const Attract&, const Attract&) = default;
};

struct Home {
    friend bool operator==(const Home&, const Home&) = default;
};

struct Search {
    Secret words;
    std::vector<content::Hit> hits;
    bool waiting = false;                       // for the hits of these words
    std::vector<std::string> suggestions = {};  // how these words might go on
    Secret corrected = {};  // these words with the mistyped ones spelled right; empty when none is

    friend bool operator==(const Search&, const Search&) = default;
};

struct Browse {
    std::string category;
    std::vector<content::Hit> hits;
    bool waiting = true;

    friend bool operator==(const Browse&, const Browse&) = default;
};

enum class Loading { waiting, ready, missing };

struct Reading {
    std::string id;
    Loading loading = Loading::waiting;
    content::Article article;
    std::optional<bool> helped;

    friend bool operator==(const Reading&, const Reading&) = default;
};

struct Guiding {
    std::string id;
    Loading loading = Loading::waiting;
    content::Guide guide;
    std::vector<std::size_t> path;  // indices of the steps seen; the last one is shown
    bool solved = false;

    friend bool operator==(const Guiding&, const Guiding&) = default;
};

struct OrderEntry {
    enum class Field { number, factor };
    enum class Problem {
        none,
        number_missing,
        factor_missing,
        no_match,
        not_kept,
        unavailable,
        unreadable_code
    };
    Field field = Field::number;
    Secret number;
    Secret factor;
    Problem problem = Problem::none;
    bool waiting = false;

    friend bool operator==(const OrderEntry&, const OrderEntry&) = default;
};

struct OrderView {
    orders::Order order;
    bool kept = false;  // nobody could be asked: it is as it was at order.as_of

    friend bool operator==(const OrderView&, const OrderView&) = default;
};

// The draft's id is fixed when the screen opens, so "Send" touched twice is one ticket.
struct CallAgent {
    Id id;
    tickets::Channel channel = tickets::Channel::chat;
    Secret question;
    bool typing = false;   // the keyboard is up
    bool sending = false;  // until the ticket is durable on this box
    bool failed = false;   // it could not be written

    friend bool operator==(const CallAgent&, const CallAgent&) = default;
};

struct Conversation {
    Secret draft;
    bool typing = false;

    friend bool operator==(const Conversation&, const Conversation&) = default;
};

struct Rate {
    Id id;  // of the rating

    friend bool operator==(const Rate&, const Rate&) = default;
};

struct Thanks {
    Time until{};
    Id rating;             // what the session ended with; nil when there was none
    bool unsaved = false;  // the box had no room for it

    friend bool operator==(const Thanks&, const Thanks&) = default;
};

struct Languages {
    friend bool operator==(const Languages&, const Languages&) = default;
};

// How the screen is to be read, reached and heard.
struct Accessibility {
    friend bool operator==(const Accessibility&, const Accessibility&) = default;
};

struct PinEntry {
    Secret pin;
    bool waiting = false;
    std::optional<staff::Verdict> refused;
    Time locked_until{};

    friend bool operator==(const PinEntry&, const PinEntry&) = default;
};

struct StaffPage {
    std::string name;
    std::optional<staff::Status> status;
    Time ends{};

    friend bool operator==(const StaffPage&, const StaffPage&) = default;
};

// Opening hours, address, what is where.
struct StoreInfo {
    friend bool operator==(const StoreInfo&, const StoreInfo&) = default;
};

// Questions in the shopper's own words. What was asked and answered is the session's: Home and back loses
// nothing of it.
struct Ask {
    Secret draft;
    bool typing = true;  // the keyboard is up

    friend bool operator==(const Ask&, const Ask&) = default;
};

// The box meets its hub: the hub's address and a one-time code, typed or scanned.
struct Setup {
    enum class Field { hub, code };
    enum class Problem { none, hub_missing, code_missing, no_code, refused, unreachable, failed };
    Field field = Field::hub;
    Secret hub;
    Secret code;
    bool waiting = false;
    Problem problem = Problem::none;
    std::string name;  // what the hub calls this kiosk; empty: they have not met yet

    friend bool operator==(const Setup&, const Setup&) = default;
};

using Place = std::variant<Attract, Home, Search, Browse, Reading, Guiding, OrderEntry, OrderView, CallAgent,
                           Conversation, Rate, Thanks, Languages, PinEntry, StaffPage, Accessibility,
                           StoreInfo, Ask, Setup>;

// ---- The session: everything that ends with it ----

struct Bubble {
    Id id;
    bool mine = false;
    std::string from;  // the agent's name
    std::string text;
    Time at{};
    bool stored = true;  // a shopper's message counts only when it is durable

    friend bool operator==(const Bubble&, const Bubble&) = default;
};

// The person this session called.
struct Contact {
    Id ticket;
    std::string code;
    tickets::Channel channel = tickets::Channel::chat;
    tickets::State state = tickets::State::sent;
    std::vector<Bubble> bubbles;
    std::size_t unread = 0;

    friend bool operator==(const Contact&, const Contact&) = default;
};

// Closed, and its last words were read: who calls now, calls anew.
inline bool is_over(const Contact& contact) {
    return contact.state == tickets::State::closed && contact.unread == 0;
}

// What makes the screen easier for this shopper. It begins anew with every session.
struct Profile {
    // One step of speech_rate or speech_volume is a quarter more, or a fifth less.
    static constexpr int kSlowest = -2, kFastest = 4;
    static constexpr int kQuietest = -3, kLoudest = 3;

    int text_size = 0;  // 0, 1, 2: × 1, 1.25, 1.5
    bool high_contrast = false;
    bool low_reach = false;  // every control in the lower part of the screen
    bool calm = false;       // no motion
    bool speech = false;     // the screen is read aloud, and a finger explores before it presses
    int speech_rate = 0;     // steps from the shop's own
    int speech_volume = 0;

    friend bool operator==(const Profile&, const Profile&) = default;
};

// One question, and what the pack answered.
struct Asked {
    Secret words;
    std::string language;  // that the answer is in; what was said stays as it was said
    bool waiting = true;
    content::Answer answer;

    friend bool operator==(const Asked&, const Asked&) = default;
};

struct Session {
    std::uint64_t number = 0;   // counts sessions since the program started
    std::uint64_t request = 0;  // the newest question asked of a service
    std::string language;
    Profile profile;
    std::uint32_t repeats = 0;  // how often the shopper asked to hear it again
    Time last_activity{};
    std::optional<Time> warned_at;
    std::vector<Place> trail;  // where Back leads
    std::vector<tickets::JourneyStep> journey;
    std::vector<tickets::OrderSeen> orders;
    std::vector<std::string> opened;  // articles and guides, by id
    std::vector<Asked> asked;         // oldest first; only the newest may be waiting
    std::optional<Contact> calling;   // sent, but not yet durable on this box
    std::optional<Contact> contact;

    friend bool operator==(const Session&, const Session&) = default;
};

// ---- The device: what stays when a session ends ----

struct Timings {
    Duration idle_after = std::chrono::seconds(60);
    Duration idle_after_in_conversation = std::chrono::minutes(5);
    Duration warning = std::chrono::seconds(20);
    Duration thanks = std::chrono::seconds(4);
    Duration staff = std::chrono::minutes(2);

    friend bool operator==(const Timings&, const Timings&) = default;
};

// Whether the box can speak, and who would hear it.
struct Voice {
    bool available = false;
    bool headset = false;        // one is plugged in
    bool headset_starts = true;  // plugging it in starts speech
    bool loudspeaker = false;    // the shop allows speech without a headset; never what is private

    friend bool operator==(const Voice&, const Voice&) = default;
};

struct Device {
    bool set_up = true;  // its hub knows it
    bool online = false;
    Voice voice;
    bool content_missing = false;  // no pack could be opened
    std::vector<content::Storefront>
        storefronts;  // one per language of the pack; the first is the shop's own
    content::Brand brand;
    bool pack_waits = false;              // a newer one, for the end of the session
    std::vector<std::string> catalogues;  // languages the screen itself speaks, with a pack or without
    Timings timings;
    bool settings_waiting = false;  // others have come; they are taken up when nobody stands here
    Popularity popularity;

    friend bool operator==(const Device&, const Device&) = default;
};

struct State {
    Place place;
    Session session;
    Device device;

    friend bool operator==(const State&, const State&) = default;
};

// Every language a shopper may choose: the pack's, the shop's own first, then what the screen speaks besides.
std::vector<std::string> languages(const State& state);

// The storefront in the session's language, else in the shop's own; nullptr without a pack.
const content::Storefront* storefront(const State& state);

// How many of the newest questions in a row found nothing.
std::size_t misses(const Session& session);

}  // namespace storeside::kiosk
