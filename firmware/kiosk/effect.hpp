// Everything the kiosk's core asks of the world. A service runs each and answers with an Event.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "firmware/base/id.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/orders/model.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::kiosk {

struct FindWords {
    Tag tag;
    std::string language;
    Secret words;
};  // answers Found
struct ListCategory {
    Tag tag;
    std::string language;
    std::string category;
};  // answers Found
struct LoadArticle {
    Tag tag;
    std::string language;
    std::string id;
};  // answers ArticleLoaded
struct LoadGuide {
    Tag tag;
    std::string language;
    std::string id;
};  // answers GuideLoaded
struct AskOrder {
    Tag tag;
    orders::Question question;
};  // answers OrderArrived
struct CheckPin {
    Tag tag;
    Secret pin;
};  // answers PinChecked
struct AskStatus {
    Tag tag;
};  // answers StatusArrived

struct AnswerWords {
    Tag tag;
    std::string language;
    Secret words;
};  // answers Answered

// Trades a one-time code for the hub's word for this box. Without an address `code` is what the scanner read
// of an invitation, which holds both.
struct Enrol {
    Tag tag;
    Secret hub;
    Secret code;
};  // answers Enrolled

// What staff did at this kiosk.
struct Audit {
    Id id;
    Time at{};
    std::string who;
    std::string what;
};

// Puts a record into the outbox in the same transaction as its effect; answers Appended once it is durable.
struct Append {
    std::uint64_t session = 0;
    std::variant<tickets::Ticket, tickets::Message, tickets::Rating, Audit> record;
};

// The session is over: drop queued work, text buffers and textures that hold anything of it.
struct Forget {};

// Show the pack that waits: no session is on. Answers ContentOpened.
struct SwapPack {};

// Nobody stands here: what the hub wants set may come into force. Answers SettingsChanged.
struct TakeUpSettings {};

using Effect = std::variant<FindWords, ListCategory, LoadArticle, LoadGuide, AskOrder, CheckPin, AskStatus,
                            Append, Forget, AnswerWords, TakeUpSettings, SwapPack, Enrol>;
using Effects = std::vector<Effect>;

}  // namespace storeside::kiosk
