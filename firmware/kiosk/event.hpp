// Everything that can happen to the kiosk: what a finger did, what a service answered, what time it is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware/kiosk/state.hpp"

namespace storeside::kiosk {

// Ties an answer to its question: one that belongs to another session, or to an older question, is stale.
struct Tag {
    std::uint64_t session = 0;
    std::uint64_t request = 0;

    friend bool operator==(const Tag&, const Tag&) = default;
};

// ---- What the shopper or a member of staff did ----

struct Began {
    std::string language;
};  // empty: the shop's own
struct WentHome {};
struct WentBack {};
struct Finished {};  // "I'm done"
struct StillHere {};
struct OpenedLanguages {};
struct ChoseLanguage {
    std::string language;
};
struct OpenedAccessibility {};
struct ChoseTextSize {
    int size = 0;
};  // 0, 1, 2
enum class Aid { high_contrast, low_reach, calm, speech };
struct ToggledAid {
    Aid aid = Aid::high_contrast;
};
struct ChangedSpeech {
    int faster = 0;
    int louder = 0;
};  // in steps, either sign
struct AskedToRepeat {};

struct OpenedSearch {};
struct OpenedCategory {
    std::string category;
};
struct OpenedHit {
    content::Hit::Kind kind = content::Hit::Kind::article;
    std::string id;
};
struct Helped {
    bool yes = false;
};
struct ChoseChoice {
    std::size_t index = 0;
};

struct Typed {
    std::string text;
};
struct Erased {};
struct Cleared {};
struct Submitted {};
struct ChoseField {
    OrderEntry::Field field = OrderEntry::Field::number;
};
struct OpenedKeyboard {};
struct ClosedKeyboard {};

struct OpenedOrders {};
struct CalledPerson {};
struct ChoseChannel {
    tickets::Channel channel = tickets::Channel::chat;
};
struct SentCall {};
struct LeftConversation {};
struct Rated {
    int score = 0;
};  // 1 to 5

struct HeldCorner {};
struct LeftStaff {};
struct ChoseSuggestion {
    std::string text;
};  // in place of all that was typed

struct Scanned {
    std::string code;
};  // a receipt's or a parcel's, as the scanner read it
struct OpenedStore {};

struct OpenedAsk {};
struct AskedAbout {
    std::string id;  // of an article or guide that was suggested
};

struct OpenedSetup {};
struct ChoseSetupField {
    Setup::Field field = Setup::Field::hub;
};

// ---- What the services answered ----

struct Found {
    Tag tag;
    std::vector<content::Hit> hits;
    std::vector<std::string> suggestions = {};
    std::string corrected = {};
};
struct ArticleLoaded {
    Tag tag;
    std::optional<content::Article> article;
};
struct GuideLoaded {
    Tag tag;
    std::optional<content::Guide> guide;
};
struct OrderArrived {
    // not_kept: the line is down, and among the orders that this kiosk keeps there is none such.
    enum class Outcome { found, no_match, unavailable, not_kept };
    Tag tag;
    Outcome outcome = Outcome::unavailable;
    orders::Order order;
    bool kept = false;  // as this kiosk kept it: nobody could be asked
};
struct Appended {
    std::uint64_t session = 0;
    Id id;
    bool durable = false;
};
struct PinChecked {
    Tag tag;
    staff::Verdict verdict = staff::Verdict::wrong;
    std::string name;
    Time locked_until{};
};
struct StatusArrived {
    Tag tag;
    staff::Status status;
};
struct Answered {
    Tag tag;
    content::Answer answer;
};
struct Enrolled {
    Tag tag;
    Setup::Problem problem = Setup::Problem::failed;
    std::string name = {};  // the kiosk's, when there was no problem
};

// ---- What came by itself ----

struct ReplyArrived {
    tickets::Reply reply;
};
struct TicketMoved {
    Id ticket;
    tickets::State state = tickets::State::open;
};
struct HeadsetChanged {
    bool plugged = false;
};
struct LineChanged {
    bool online = false;
};
struct ContentOpened {
    std::vector<content::Storefront> storefronts;
    content::Brand brand;
};                    // empty: no pack could be opened
struct PackWaits {};  // a newer pack is here: it is shown when nobody reads in the old one
struct Tick {};
struct NotSetUp {};  // no hub knows this box yet
struct CataloguesFound {
    std::vector<std::string> languages;
};
struct SettingsArrived {};  // others than those in force
struct SettingsChanged {
    Timings timings;
    bool speech = false;
    bool headset_starts = true;
    bool loudspeaker = false;
};

using Event =
    std::variant<Began, WentHome, WentBack, Finished, StillHere, OpenedLanguages, ChoseLanguage,
                 OpenedAccessibility, ChoseTextSize, ToggledAid, ChangedSpeech, AskedToRepeat, OpenedSearch,
                 OpenedCategory, OpenedHit, Helped, ChoseChoice, Typed, Erased, Cleared, Submitted,
                 ChoseField, OpenedKeyboard, ClosedKeyboard, OpenedOrders, CalledPerson, ChoseChannel,
                 SentCall, LeftConversation, Rated, HeldCorner, LeftStaff, ChoseSuggestion, Scanned,
                 OpenedStore, OpenedAsk, AskedAbout, OpenedSetup, ChoseSetupField, Found, ArticleLoaded,
                 GuideLoaded, OrderArrived, Appended, PinChecked, StatusArrived, Answered, Enrolled,
                 ReplyArrived, TicketMoved, HeadsetChanged, LineChanged, ContentOpened, Tick, NotSetUp,
                 CataloguesFound, SettingsArrived, SettingsChanged, PackWaits>;

// The time and one fresh id come with every event, so that a journey is reproducible byte for byte.
struct Envelope {
    Time now{};
    Id fresh;
    Event event;
};

// True for what a finger did, as against answers, mail and the clock.
bool is_touch(const Event& event);

}  // namespace storeside::kiosk
