#include "firmware/kiosk/event_json.hpp"

#include <array>

#include "firmware/kiosk/json_of.hpp"

// The values are described where they become JSON: the models themselves stand on the vocabulary alone.
namespace storeside::content {
using HitKind = Hit::Kind;
using BlockKind = Block::Kind;
using Leads = Choice::Leads;
BOOST_DESCRIBE_ENUM(HitKind, article, guide)
// Its marks tell what was typed, and change nothing of what happens.
BOOST_DESCRIBE_STRUCT(Hit, (), (kind, id, title, lead, language, score))
BOOST_DESCRIBE_STRUCT(Span, (), (text, strong, article))
BOOST_DESCRIBE_ENUM(BlockKind, heading, paragraph, bullet, numbered, table_header, table_row, picture,
                    callout)
BOOST_DESCRIBE_ENUM(Callout, none, note, tip, warning)
BOOST_DESCRIBE_STRUCT(Picture, (), (file, words))  // its bytes change nothing of what happens
BOOST_DESCRIBE_STRUCT(Block, (), (kind, number, cells, depth, callout, picture))
BOOST_DESCRIBE_STRUCT(Article, (), (id, language, title, lead, category, body, related))
BOOST_DESCRIBE_ENUM(Leads, step, article, solved, agent)
BOOST_DESCRIBE_STRUCT(Choice, (), (label, leads, target))
BOOST_DESCRIBE_STRUCT(Step, (), (id, text, choices, pictures))
BOOST_DESCRIBE_STRUCT(Guide, (), (id, language, title, category, steps))
BOOST_DESCRIBE_STRUCT(Category, (), (id, title, icon))
BOOST_DESCRIBE_STRUCT(Notice, (), (id, title, text, article))
BOOST_DESCRIBE_STRUCT(OpenHours, (), (opens, closes))
BOOST_DESCRIBE_STRUCT(SpecialDay, (), (date, name, hours))
BOOST_DESCRIBE_STRUCT(Service, (), (icon, title, where, article))
BOOST_DESCRIBE_STRUCT(StoreInfo, (), (address, phone, article, week, special_days, services))
BOOST_DESCRIBE_STRUCT(Storefront, (), (language, store_name, greeting, categories, notices, popular, store))
BOOST_DESCRIBE_ENUM(Intent, none, order_status, opening_hours, returns, person)
BOOST_DESCRIBE_STRUCT(Answer, (), (intent, order_number, hits))
}  // namespace storeside::content

namespace storeside::orders {
BOOST_DESCRIBE_ENUM(State, placed, paid, packed, shipped, ready_for_pickup, collected, delivered, cancelled,
                    refunded)
BOOST_DESCRIBE_STRUCT(Milestone, (), (state, at))
BOOST_DESCRIBE_STRUCT(Item, (), (name, quantity))
BOOST_DESCRIBE_STRUCT(Order, (), (number, state, timeline, items, carrier, pickup_desk, due, as_of))
}  // namespace storeside::orders

namespace storeside::tickets {
BOOST_DESCRIBE_ENUM(Channel, come_to_me, chat, message)
BOOST_DESCRIBE_ENUM(State, sent, open, answered, closed)
BOOST_DESCRIBE_STRUCT(Reply, (), (id, ticket, from, text, created_at))
}  // namespace storeside::tickets

namespace storeside::staff {
BOOST_DESCRIBE_ENUM(Verdict, accepted, wrong, locked_out)
BOOST_DESCRIBE_ENUM(Room, plenty, little, none)
BOOST_DESCRIBE_STRUCT(Waiting, (), (code, state, since))
BOOST_DESCRIBE_ENUM(TurnedAway, no, unknown, revoked, superseded)
BOOST_DESCRIBE_STRUCT(Settings, (), (version, restart))
BOOST_DESCRIBE_STRUCT(Packs, (), (percent, trouble))
BOOST_DESCRIBE_STRUCT(Status, (),
                      (online, hub, store, kiosk, pack_version, program, unsent, room, last_sync, waiting,
                       turned_away, settings, packs))
}  // namespace storeside::staff

namespace storeside::kiosk {
using Field = OrderEntry::Field;
using Outcome = OrderArrived::Outcome;
using SetupField = Setup::Field;
using SetupProblem = Setup::Problem;
BOOST_DESCRIBE_ENUM(Field, number, factor)
BOOST_DESCRIBE_ENUM(Outcome, found, no_match, unavailable, not_kept)
BOOST_DESCRIBE_STRUCT(Tag, (), (session, request))

BOOST_DESCRIBE_STRUCT(Began, (), (language))
BOOST_DESCRIBE_STRUCT(WentHome, (), ())
BOOST_DESCRIBE_STRUCT(WentBack, (), ())
BOOST_DESCRIBE_STRUCT(Finished, (), ())
BOOST_DESCRIBE_STRUCT(StillHere, (), ())
BOOST_DESCRIBE_STRUCT(OpenedLanguages, (), ())
BOOST_DESCRIBE_STRUCT(ChoseLanguage, (), (language))
BOOST_DESCRIBE_STRUCT(OpenedAccessibility, (), ())
BOOST_DESCRIBE_STRUCT(ChoseTextSize, (), (size))
BOOST_DESCRIBE_ENUM(Aid, high_contrast, low_reach, calm, speech)
BOOST_DESCRIBE_STRUCT(ToggledAid, (), (aid))
BOOST_DESCRIBE_STRUCT(ChangedSpeech, (), (faster, louder))
BOOST_DESCRIBE_STRUCT(AskedToRepeat, (), ())
BOOST_DESCRIBE_STRUCT(OpenedSearch, (), ())
BOOST_DESCRIBE_STRUCT(OpenedCategory, (), (category))
BOOST_DESCRIBE_STRUCT(OpenedHit, (), (kind, id))
BOOST_DESCRIBE_STRUCT(Helped, (), (yes))
BOOST_DESCRIBE_STRUCT(ChoseChoice, (), (index))
BOOST_DESCRIBE_STRUCT(Typed, (), (text))
BOOST_DESCRIBE_STRUCT(Erased, (), ())
BOOST_DESCRIBE_STRUCT(Cleared, (), ())
BOOST_DESCRIBE_STRUCT(Submitted, (), ())
BOOST_DESCRIBE_STRUCT(ChoseField, (), (field))
BOOST_DESCRIBE_STRUCT(OpenedKeyboard, (), ())
BOOST_DESCRIBE_STRUCT(ClosedKeyboard, (), ())
BOOST_DESCRIBE_STRUCT(OpenedOrders, (), ())
BOOST_DESCRIBE_STRUCT(CalledPerson, (), ())
BOOST_DESCRIBE_STRUCT(ChoseChannel, (), (channel))
BOOST_DESCRIBE_STRUCT(SentCall, (), ())
BOOST_DESCRIBE_STRUCT(LeftConversation, (), ())
BOOST_DESCRIBE_STRUCT(Rated, (), (score))
BOOST_DESCRIBE_STRUCT(HeldCorner, (), ())
BOOST_DESCRIBE_STRUCT(LeftStaff, (), ())
BOOST_DESCRIBE_STRUCT(ChoseSuggestion, (), (text))
BOOST_DESCRIBE_STRUCT(Scanned, (), (code))
BOOST_DESCRIBE_STRUCT(OpenedStore, (), ())
BOOST_DESCRIBE_STRUCT(OpenedAsk, (), ())
BOOST_DESCRIBE_STRUCT(AskedAbout, (), (id))
BOOST_DESCRIBE_STRUCT(OpenedSetup, (), ())
BOOST_DESCRIBE_ENUM(SetupField, hub, code)
BOOST_DESCRIBE_ENUM(SetupProblem, none, hub_missing, code_missing, no_code, refused, unreachable, failed)
BOOST_DESCRIBE_STRUCT(ChoseSetupField, (), (field))
BOOST_DESCRIBE_STRUCT(Found, (), (tag, hits, suggestions, corrected))
BOOST_DESCRIBE_STRUCT(ArticleLoaded, (), (tag, article))
BOOST_DESCRIBE_STRUCT(GuideLoaded, (), (tag, guide))
BOOST_DESCRIBE_STRUCT(OrderArrived, (), (tag, outcome, order, kept))
BOOST_DESCRIBE_STRUCT(Appended, (), (session, id, durable))
BOOST_DESCRIBE_STRUCT(PinChecked, (), (tag, verdict, name, locked_until))
BOOST_DESCRIBE_STRUCT(StatusArrived, (), (tag, status))
BOOST_DESCRIBE_STRUCT(Answered, (), (tag, answer))
BOOST_DESCRIBE_STRUCT(Enrolled, (), (tag, problem, name))
BOOST_DESCRIBE_STRUCT(ReplyArrived, (), (reply))
BOOST_DESCRIBE_STRUCT(TicketMoved, (), (ticket, state))
BOOST_DESCRIBE_STRUCT(HeadsetChanged, (), (plugged))
BOOST_DESCRIBE_STRUCT(LineChanged, (), (online))
BOOST_DESCRIBE_STRUCT(ContentOpened, (), (storefronts))  // the brand changes nothing of what happens
BOOST_DESCRIBE_STRUCT(Tick, (), ())
BOOST_DESCRIBE_STRUCT(NotSetUp, (), ())
BOOST_DESCRIBE_STRUCT(CataloguesFound, (), (languages))
BOOST_DESCRIBE_STRUCT(Timings, (), (idle_after, idle_after_in_conversation, warning, thanks, staff))
BOOST_DESCRIBE_STRUCT(SettingsArrived, (), ())
BOOST_DESCRIBE_STRUCT(SettingsChanged, (), (timings, speech, headset_starts, loudspeaker))
BOOST_DESCRIBE_STRUCT(PackWaits, (), ())

namespace {

namespace json = boost::json;

// In the order of the variants; the tests hold each name against its type.
constexpr std::array<std::string_view, std::variant_size_v<Event>> kEventNames = {
    "Began",
    "WentHome",
    "WentBack",
    "Finished",
    "StillHere",
    "OpenedLanguages",
    "ChoseLanguage",
    "OpenedAccessibility",
    "ChoseTextSize",
    "ToggledAid",
    "ChangedSpeech",
    "AskedToRepeat",
    "OpenedSearch",
    "OpenedCategory",
    "OpenedHit",
    "Helped",
    "ChoseChoice",
    "Typed",
    "Erased",
    "Cleared",
    "Submitted",
    "ChoseField",
    "OpenedKeyboard",
    "ClosedKeyboard",
    "OpenedOrders",
    "CalledPerson",
    "ChoseChannel",
    "SentCall",
    "LeftConversation",
    "Rated",
    "HeldCorner",
    "LeftStaff",
    "ChoseSuggestion",
    "Scanned",
    "OpenedStore",
    "OpenedAsk",
    "AskedAbout",
    "OpenedSetup",
    "ChoseSetupField",
    "Found",
    "ArticleLoaded",
    "GuideLoaded",
    "OrderArrived",
    "Appended",
    "PinChecked",
    "StatusArrived",
    "Answered",
    "Enrolled",
    "ReplyArrived",
    "TicketMoved",
    "HeadsetChanged",
    "LineChanged",
    "ContentOpened",
    "Tick",
    "NotSetUp",
    "CataloguesFound",
    "SettingsArrived",
    "SettingsChanged",
    "PackWaits",
};

constexpr std::array<std::string_view, std::variant_size_v<Place>> kPlaceNames = {
    "Attract",   "Home",          "Search",       "Browse", "Reading", "Guiding",   "OrderEntry",
    "OrderView", "CallAgent",     "Conversation", "Rate",   "Thanks",  "Languages", "PinEntry",
    "StaffPage", "Accessibility", "StoreInfo",    "Ask",    "Setup",
};

std::string hidden(std::string_view text) {
    std::string out;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) out += 'x';  // one per UTF-8 character
    return out;
}

// What tells of the shopper: their words, an agent's answer to them, which order is theirs.
void hide_words(Event& event) {
    if (auto* typed = std::get_if<Typed>(&event)) typed->text = hidden(typed->text);
    if (auto* chosen = std::get_if<ChoseSuggestion>(&event)) chosen->text = hidden(chosen->text);
    if (auto* found = std::get_if<Found>(&event)) {
        for (auto& suggestion : found->suggestions) suggestion = hidden(suggestion);
        found->corrected = hidden(found->corrected);
    }
    if (auto* scanned = std::get_if<Scanned>(&event)) scanned->code = hidden(scanned->code);
    if (auto* reply = std::get_if<ReplyArrived>(&event)) reply->reply.text = hidden(reply->reply.text);
    if (auto* answered = std::get_if<Answered>(&event))
        answered->answer.order_number = Secret(hidden(answered->answer.order_number.view()));
    if (auto* arrived = std::get_if<OrderArrived>(&event)) {
        arrived->order.number = hidden(arrived->order.number);
        for (auto& item : arrived->order.items) item.name = hidden(item.name);
    }
}

template <std::size_t I = 0>
Result<Event> read_event(std::size_t index, const json::object& members) {
    if constexpr (I == std::variant_size_v<Event>) {
        return failure(Errc::internal, "no such event");
    } else {
        if (index != I) return read_event<I + 1>(index, members);
        std::variant_alternative_t<I, Event> event;
        RETURN_IF_ERROR(json_of::read_members(members, event));
        return event;
    }
}

}  // namespace

std::string_view name(const Event& event) { return kEventNames[event.index()]; }
std::string_view name(const Place& place) { return kPlaceNames[place.index()]; }

std::string to_json_line(const Envelope& envelope, Words words) {
    Event event = envelope.event;
    if (words == Words::hide) hide_words(event);
    json::object line{
        {"now", to_rfc3339(envelope.now)}, {"fresh", to_string(envelope.fresh)}, {"event", name(event)}};
    json::value members = std::visit([](const auto& e) { return json_of::write(e); }, event);
    for (auto& [key, value] : members.get_object()) line[key] = std::move(value);
    return json::serialize(line);
}

Result<Envelope> parse_json_line(std::string_view line) {
    boost::system::error_code error;
    const json::value parsed = json::parse(line, error);
    if (error) return failure(Errc::invalid_input, fmt::format("this is no JSON: {}", error.message()));
    if (!parsed.is_object()) return failure(Errc::invalid_input, "an event is a JSON object");
    json::object members = parsed.get_object();
    Envelope envelope;
    if (const auto* now = members.if_contains("now")) RETURN_IF_ERROR(json_of::read(*now, envelope.now));
    if (const auto* fresh = members.if_contains("fresh"))
        RETURN_IF_ERROR(json_of::read(*fresh, envelope.fresh));
    std::string event_name;
    if (const auto* event = members.if_contains("event")) RETURN_IF_ERROR(json_of::read(*event, event_name));
    for (const auto* key : {"now", "fresh", "event"}) members.erase(key);
    for (std::size_t i = 0; i < kEventNames.size(); ++i)
        if (kEventNames[i] == event_name) {
            auto event = read_event(i, members);
            if (!event) return failure(std::move(event.error()), event_name);
            envelope.event = std::move(*event);
            return envelope;
        }
    return failure(Errc::invalid_input, fmt::format("there is no event '{}'", event_name));
}

}  // namespace storeside::kiosk
