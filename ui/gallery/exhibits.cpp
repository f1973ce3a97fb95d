#include "ui/gallery/exhibits.hpp"

#include <algorithm>
#include <memory>

#include "firmware/content/suggest.hpp"

namespace storeside::gallery {
namespace {

using namespace std::chrono_literals;
using kiosk::State;

constexpr Time kNow = from_micros(1'795'356'187'000'000);  // Sunday, 22 November 2026, 14:03 UTC

Id some_id(unsigned char last) {
    Id id;
    id.bytes[15] = std::byte{last};
    return id;
}

// What a shopper of this language would have typed and read. The words are those of the pack, so that nothing
// here needs translating; a name stays a name.
class Curator {
public:
    Curator(content::Pack& pack, std::string language, std::vector<std::string> catalogues)
        : pack_(pack), language_(std::move(language)) {
        device_.catalogues = std::move(catalogues);
    }

    Result<std::vector<Exhibit>> all() {
        for (const auto& language : pack_.languages()) {
            ASSIGN_OR_RETURN(auto storefront, pack_.storefront(language));
            device_.storefronts.push_back(std::move(storefront));
        }
        device_.brand = pack_.brand();
        device_.online = true;
        RETURN_IF_ERROR(finding());
        RETURN_IF_ERROR(guiding());
        RETURN_IF_ERROR(asking());
        ordering();
        RETURN_IF_ERROR(calling());
        staff();
        setup();
        return std::move(exhibits_);
    }

private:
    State& show(std::string name, kiosk::Place place) {
        State state{std::move(place), {}, device_};
        if (!std::holds_alternative<kiosk::Attract>(state.place)) {
            state.session.number = 1;
            state.session.language = language_;
            state.session.last_activity = kNow;
        }
        exhibits_.push_back({std::move(name), std::move(state), kNow});
        return exhibits_.back().state;
    }

    std::string another_language() const { return language_ == "en" ? "el" : "en"; }

    Result<void> finding() {
        show("attract", kiosk::Attract{});
        show("attract-without-content", kiosk::Attract{}).device.content_missing = true;
        exhibits_.back().state.device.storefronts.clear();
        // Each language has its four seconds: the one asked for is shown.
        const auto languages = kiosk::languages({{}, {}, device_});
        const auto turns = languages.size();
        for (std::size_t i = 0; i < turns; ++i)
            if (languages[i] == language_)
                exhibits_.front().now = Time((kNow.time_since_epoch() / (4s * turns) * turns + i) * 4s);

        show("home", kiosk::Home{});
        show("home-large-text", kiosk::Home{}).session.profile.text_size = 2;
        ASSIGN_OR_RETURN(auto none_translated, pack_.storefront(language_));
        ASSIGN_OR_RETURN(const auto other, pack_.storefront(another_language()));
        none_translated.popular = other.popular;
        auto& others = show("home-not-translated", kiosk::Home{});
        for (auto& front : others.device.storefronts)
            if (front.language == language_) front = none_translated;
        show("store-open", kiosk::StoreInfo{});
        show("store-closed", kiosk::StoreInfo{});
        exhibits_.back().now = kNow + 5h;
        exhibits_.back().state.session.last_activity = kNow + 5h;
        show("languages", kiosk::Languages{});
        accessibility();
        show("idle-warning", kiosk::Home{}).session.warned_at = kNow - 7s;

        ASSIGN_OR_RETURN(const auto returns, pack_.article("return-without-receipt", language_));
        const auto first_word = returns.title.substr(0, returns.title.find(' '));
        ASSIGN_OR_RETURN(const auto results, searched(first_word));
        show("search-empty", kiosk::Search{});
        show("search-results", results);
        also_low_and_plain("search-results", results);
        show("search-nothing", kiosk::Search{.words = Secret("xqzw")});
        ASSIGN_OR_RETURN(const auto warranty, pack_.article("warranty", language_));
        ASSIGN_OR_RETURN(auto mistyped, searched(with_a_slip(warranty.title)));
        show("search-did-you-mean", mistyped);
        also_low_and_plain("search-did-you-mean", mistyped);
        show("search-did-you-mean-large-text", mistyped).session.profile.text_size = 2;
        mistyped.hits.clear();
        mistyped.suggestions.clear();
        show("search-nothing-did-you-mean", mistyped);
        ASSIGN_OR_RETURN(const auto delivery, pack_.browse("delivery", language_));
        show("browse", kiosk::Browse{"delivery", delivery, false});

        show("article", reading(returns));
        also_low_and_plain("article", reading(returns));
        show("article-helped", reading(returns, true));
        show("article-not-helped", reading(returns, false));
        show("article-large-text", reading(returns)).session.profile.text_size = 2;
        ASSIGN_OR_RETURN(const auto with_table, pack_.article("home-delivery", language_));
        show("article-with-table", reading(with_table));
        for (const auto* id : {"paint-mixing", "wood-cutting"}) {
            ASSIGN_OR_RETURN(const auto article, pack_.article(id, language_));
            show("article-" + std::string(id), reading(article));
        }
        show("article-hostile", reading(hostile()));
        ASSIGN_OR_RETURN(const auto untranslated,
                         pack_.article("return-without-receipt", another_language()));
        show("article-not-translated", reading(untranslated));
        show("article-missing", kiosk::Reading{.id = "gone", .loading = kiosk::Loading::missing});
        return {};
    }

    void accessibility() {
        device_.voice = {.available = true, .headset = true};
        show("accessibility", kiosk::Accessibility{});
        show("accessibility-speech", kiosk::Accessibility{}).session.profile.speech = true;
        show("accessibility-low-reach", kiosk::Accessibility{}).session.profile.low_reach = true;
        show("accessibility-largest", kiosk::Accessibility{}).session.profile.text_size = 2;
        show("home-high-contrast", kiosk::Home{}).session.profile.high_contrast = true;
        show("home-low-reach", kiosk::Home{}).session.profile.low_reach = true;
        auto& easy = show("home-every-aid", kiosk::Home{}).session.profile;
        easy = {.text_size = 2, .high_contrast = true, .low_reach = true, .calm = true};
    }

    Result<kiosk::Search> searched(std::string_view words) {
        ASSIGN_OR_RETURN(auto found, pack_.look_up(words, language_, 8));
        kiosk::Search place{.words = Secret(words), .hits = std::move(found.hits)};
        place.suggestions = content::suggestions(words, place.hits, 3);
        place.corrected = Secret(found.corrected);
        return place;
    }

    // A title, two letters in the middle of whose last word are swapped.
    static std::string with_a_slip(std::string_view title) {
        std::string last(title.substr(title.rfind(' ') + 1));
        std::vector<std::ptrdiff_t> letters;
        for (std::size_t i = 0; i < last.size(); ++i)
            if ((static_cast<unsigned char>(last[i]) & 0xC0U) != 0x80U)
                letters.push_back(static_cast<std::ptrdiff_t>(i));
        letters.push_back(static_cast<std::ptrdiff_t>(last.size()));
        const auto middle = letters.size() / 2 - 1;
        if (middle + 2 < letters.size())
            std::rotate(last.begin() + letters[middle], last.begin() + letters[middle + 1],
                        last.begin() + letters[middle + 2]);
        return std::string(title.substr(0, title.rfind(' ') + 1)) + last;
    }

    // The same screen for somebody who sits, and for somebody who sees little.
    void also_low_and_plain(const std::string& name, const kiosk::Place& place) {
        show(name + "-low-reach", place).session.profile.low_reach = true;
        show(name + "-high-contrast", place).session.profile.high_contrast = true;
    }

    // What a careless or ill-willed author could send: a broken picture, a word without end, letters of
    // scripts that no font here has.
    static content::Article hostile() {
        using Kind = content::Block::Kind;
        const auto broken = std::make_shared<const content::Media>(content::Media{"broken", "no picture"});
        content::Article article{.id = "hostile", .language = "en", .title = std::string(150, 'W')};
        article.lead = "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u0378\u0379\U000e0001";
        article.body = {
            {.kind = Kind::picture, .picture = {"media/broken.png", "The way to the exit", broken}},
            {.kind = Kind::callout, .callout = content::Callout::warning},
            {.cells = {{{std::string(400, 'x')}}}, .callout = content::Callout::warning},
            {.kind = Kind::bullet, .cells = {{{"One"}}}},
            {.kind = Kind::bullet, .cells = {{{"One in it"}}}, .depth = 1},
            {.kind = Kind::numbered, .number = 1, .cells = {{{"And one in that"}}}, .depth = 2}};
        return article;
    }

    static kiosk::Reading reading(const content::Article& article, std::optional<bool> helped = {}) {
        return {.id = article.id, .loading = kiosk::Loading::ready, .article = article, .helped = helped};
    }

    Result<void> guiding() {
        for (const auto* id : {"faulty-tool", "choose-paint"}) {
            ASSIGN_OR_RETURN(const auto guide, pack_.guide(id, language_));
            for (std::size_t step = 0; step < guide.steps.size(); ++step) {
                std::vector<std::size_t> path = {0};
                if (step > 0) path.push_back(step);
                show(
                    "guide-" + std::string(id) + "-" + std::to_string(step + 1),
                    kiosk::Guiding{.id = id, .loading = kiosk::Loading::ready, .guide = guide, .path = path});
            }
            show(
                "guide-" + std::string(id) + "-solved",
                kiosk::Guiding{
                    .id = id, .loading = kiosk::Loading::ready, .guide = guide, .path = {0}, .solved = true});
        }
        return {};
    }

    static kiosk::Asked asked(std::string_view words, content::Answer answer) {
        return {.words = Secret(words), .waiting = false, .answer = std::move(answer)};
    }

    Result<void> asking() {
        ASSIGN_OR_RETURN(const auto returns, pack_.article("return-without-receipt", language_));
        ASSIGN_OR_RETURN(const auto status, pack_.article("order-status", language_));
        ASSIGN_OR_RETURN(const auto person, pack_.article("complaints", language_));
        ASSIGN_OR_RETURN(const auto answer, pack_.answer(returns.title, language_));
        ASSIGN_OR_RETURN(auto order, pack_.answer(status.title + " BB-10023", language_));
        order.intent = content::Intent::order_status;
        const auto miss = asked("xqzw", {});
        show("ask-empty", kiosk::Ask{});
        show("ask-empty-large-text", kiosk::Ask{}).session.profile.text_size = 2;
        show("ask-waiting", kiosk::Ask{.typing = false}).session.asked = {{.words = Secret(returns.title)}};
        show("ask-answer", kiosk::Ask{.typing = false}).session.asked = {asked(returns.title, answer)};
        show("ask-answer-typing", kiosk::Ask{.draft = Secret(status.title)}).session.asked = {
            asked(returns.title, answer)};
        auto& large = show("ask-answer-large-text", kiosk::Ask{.typing = false});
        large.session.asked = {asked(returns.title, answer)};
        large.session.profile.text_size = 2;
        show("ask-miss", kiosk::Ask{.typing = false}).session.asked = {miss};
        show("ask-two-misses", kiosk::Ask{.typing = false}).session.asked = {miss, asked("wqxz", {})};
        show("ask-order-intent", kiosk::Ask{.typing = false}).session.asked = {
            asked(status.title + " BB-10023", order)};
        show("ask-person-intent", kiosk::Ask{.typing = false}).session.asked = {
            asked(returns.title, answer), asked(person.title, {.intent = content::Intent::person})};
        return {};
    }

    void ordering() {
        using Entry = kiosk::OrderEntry;
        show("order-entry", Entry{});
        also_low_and_plain("order-entry", Entry{});
        const Entry filled{.field = Entry::Field::factor,
                           .number = Secret("BB-10023"),
                           .factor = Secret("anna@example.org")};
        auto entry = [&](const char* name, Entry::Problem problem, bool waiting) {
            Entry place = filled;
            place.problem = problem;
            place.waiting = waiting;
            show(name, place);
        };
        entry("order-entry-filled", Entry::Problem::none, false);
        entry("order-entry-waiting", Entry::Problem::none, true);
        entry("order-entry-no-match", Entry::Problem::no_match, false);
        entry("order-entry-not-kept", Entry::Problem::not_kept, false);
        entry("order-entry-unavailable", Entry::Problem::unavailable, false);
        show("order-entry-unreadable", Entry{.problem = Entry::Problem::unreadable_code});

        using orders::State;
        const orders::Order ready{.number = "BB-10023",
                                  .state = State::ready_for_pickup,
                                  .timeline = {{State::placed, kNow - 50h},
                                               {State::paid, kNow - 49h},
                                               {State::packed, kNow - 20h},
                                               {State::ready_for_pickup, kNow - 3h}},
                                  .items = {{"BEAM 18 V", 1}, {"Noxus Pro 10 mm", 4}},
                                  .pickup_desk = "3",
                                  .due = kNow + 120h,
                                  .as_of = kNow};
        show("order-ready", kiosk::OrderView{ready});
        also_low_and_plain("order-ready", kiosk::OrderView{ready});
        orders::Order older = ready;
        older.as_of = kNow - 3h;
        show("order-kept", kiosk::OrderView{older, true});
        orders::Order shipped = ready;
        shipped.state = State::shipped;
        shipped.timeline.back().state = State::shipped;
        shipped.pickup_desk.clear();
        show("order-shipped", kiosk::OrderView{shipped});
        orders::Order refunded = ready;
        refunded.state = State::refunded;
        refunded.timeline.back().state = State::refunded;
        show("order-refunded", kiosk::OrderView{refunded});
    }

    kiosk::Contact contact(tickets::Channel channel) const {
        return {.ticket = some_id(1), .code = "K7Q-3FM", .channel = channel};
    }

    Result<void> calling() {
        using tickets::Channel;
        ASSIGN_OR_RETURN(const auto returns, pack_.article("return-without-receipt", language_));
        const Secret question(returns.title);
        show("call", kiosk::CallAgent{.id = some_id(1), .question = question});
        also_low_and_plain("call", kiosk::CallAgent{.id = some_id(1), .question = question});
        show("call-empty", kiosk::CallAgent{.id = some_id(1), .channel = Channel::come_to_me});
        show("call-typing", kiosk::CallAgent{.id = some_id(1), .question = question, .typing = true});
        show("call-failed", kiosk::CallAgent{.id = some_id(1), .question = question, .failed = true});
        show("call-offline",
             kiosk::CallAgent{.id = some_id(1), .channel = Channel::message, .question = question})
            .device.online = false;

        show("waiting-chat", kiosk::Conversation{}).session.contact = contact(Channel::chat);
        show("waiting-come-to-me", kiosk::Conversation{}).session.contact = contact(Channel::come_to_me);
        show("waiting-message", kiosk::Conversation{}).session.contact = contact(Channel::message);
        auto& offline = show("waiting-offline", kiosk::Conversation{});
        offline.session.contact = contact(Channel::message);
        offline.device.online = false;

        ASSIGN_OR_RETURN(const auto replies, pack_.replies(language_));
        auto chat = contact(Channel::chat);
        chat.bubbles.push_back({some_id(1), true, "", returns.title, kNow - 90s, true});
        for (std::size_t i = 0; i < replies.size() && i < 2; ++i)
            chat.bubbles.push_back({some_id(static_cast<unsigned char>(10 + i)), false, "Nadia",
                                    replies[i].text, kNow - 30s, true});
        show("chat", kiosk::Conversation{}).session.contact = chat;
        show("chat-typing", kiosk::Conversation{.draft = question, .typing = true}).session.contact = chat;
        chat.state = tickets::State::closed;
        show("chat-closed", kiosk::Conversation{}).session.contact = chat;
        auto& unread = show("home-new-answer", kiosk::Home{});
        unread.session.contact = chat;
        unread.session.contact->unread = 1;
        show("rating", kiosk::Rate{some_id(2)}).session.contact = chat;
        show("thanks", kiosk::Thanks{kNow + 4s});
        show("thanks-rating-not-saved", kiosk::Thanks{kNow + 4s, some_id(2), true});
        return {};
    }

    void staff() {
        show("pin", kiosk::PinEntry{.pin = Secret("471")});
        show("pin-wrong", kiosk::PinEntry{.refused = staff::Verdict::wrong});
        show("pin-locked-out",
             kiosk::PinEntry{.refused = staff::Verdict::locked_out, .locked_until = kNow + 42s});
        staff::Status status{.online = true,
                             .hub = "https://hub.bramble-and-beam.example",
                             .store = "Old Harbour Road",
                             .kiosk = "Aisle 7",
                             .pack_version = pack_.name() + " " + pack_.version(),
                             .program = "0.1.0",
                             .last_sync = kNow - 12s};
        show("staff", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.online = false;
        status.unsent = 3;
        status.waiting = {{"K7Q-3FM", "sent", kNow - 400s}, {"2RT-9AB", "open", kNow - 1000s}};
        show("staff-offline", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.room = staff::Room::little;
        show("staff-little-room", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.room = staff::Room::plenty;
        status.turned_away = staff::TurnedAway::superseded;
        show("staff-turned-away", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.turned_away = staff::TurnedAway::no;
        status.settings = {7, true};
        show("staff-settings", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.packs = {43, ""};
        show("staff-content-on-its-way", kiosk::StaffPage{"Nadia", status, kNow + 107s});
        status.packs = {100, "head has expired since 2026-11-15T08:00:00Z"};
        show("staff-content-not-taken", kiosk::StaffPage{"Nadia", status, kNow + 107s});
    }

    void setup() {
        using Field = kiosk::Setup::Field;
        const auto show_new = [&](std::string name, kiosk::Setup place) {
            show(std::move(name), std::move(place)).device.set_up = false;
        };
        const Secret hub("hub.bramble-and-beam.example"), code("F9W7-5K19-PZTV-CP9P");
        show_new("setup", {});
        show_new("setup-waiting", {.field = Field::code, .hub = hub, .code = code, .waiting = true});
        show_new("setup-refused",
                 {.field = Field::code, .hub = hub, .code = code, .problem = kiosk::Setup::Problem::refused});
        show_new("setup-unreachable",
                 {.hub = hub, .code = code, .problem = kiosk::Setup::Problem::unreachable});
        show("setup-again", kiosk::Setup{.field = Field::code, .hub = hub});
        show("setup-done", kiosk::Setup{.name = "Aisle 7"});
    }

    content::Pack& pack_;
    std::string language_;
    kiosk::Device device_;
    std::vector<Exhibit> exhibits_;
};

}  // namespace

Result<std::vector<Exhibit>> exhibits(content::Pack& pack, const std::string& language,
                                      const std::vector<std::string>& catalogues) {
    return Curator(pack, language, catalogues).all();
}

}  // namespace storeside::gallery
