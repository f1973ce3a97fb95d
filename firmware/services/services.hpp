// Runs the effects of the kiosk's core and answers with events. The core never waits for any of this.
#pragma once
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/kiosk/effect.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/orders/model.hpp"
#include "firmware/services/content_service.hpp"
#include "firmware/services/offline_orders.hpp"
#include "firmware/services/store.hpp"

namespace storeside::services {

// What is not the services' own; the composition root connects it to the sync agent and to the settings.
struct Line {
    using OrderFound = std::function<void(Result<std::optional<orders::Order>>)>;
    std::function<void(orders::Question, OrderFound)> find_order;
    std::function<void()> something_to_send;
    std::function<void()> take_up_settings;
    std::function<staff::Settings()> settings;
    std::function<staff::Packs()> packs;
    // Gives the kiosk's name. Later, from another thread.
    std::function<void(Secret hub, Secret code, std::function<void(Result<std::string>)>)> enrol;
};

// The fixed lines of the staff page.
struct Box {
    std::string hub;
    std::string store;
    std::string kiosk;
    std::string program;
};

class Services {
public:
    using Answer = std::function<void(kiosk::Event)>;

    // `answer` may be called from any thread. The store and the content outlive the services.
    Services(Store& store, ContentService& content, Line line, Box box, Answer answer);

    void run(kiosk::Effects effects);

    // What the sync agent tells from its own threads.
    void line_changed(bool online, Time last_sync);
    void mail_arrived(const journal::Mail& mail);
    void turned_away(staff::TurnedAway why) { turned_away_ = why; }

    // Answers what was asked before; before the store stops.
    void stop() { kept_.stop(); }

private:
    using Found = Result<std::optional<orders::Order>>;
    using Outcome = kiosk::OrderArrived::Outcome;
    // The other one is asked, too, unless it was: then what it said.
    void ask_the_hub(kiosk::AskOrder effect, std::optional<Outcome> kept_said);
    void ask_kept(kiosk::AskOrder effect, std::optional<Outcome> hub_said);

    void run(kiosk::FindWords effect) { content_.run(std::move(effect)); }
    void run(kiosk::ListCategory effect) { content_.run(std::move(effect)); }
    void run(kiosk::LoadArticle effect) { content_.run(std::move(effect)); }
    void run(kiosk::LoadGuide effect) { content_.run(std::move(effect)); }
    void run(kiosk::AnswerWords effect) { content_.run(std::move(effect)); }
    void run(kiosk::AskOrder effect);
    void run(kiosk::CheckPin effect);
    void run(kiosk::AskStatus effect);
    void run(kiosk::Append effect);
    void run(kiosk::Enrol effect);
    void run(kiosk::Forget) { content_.forget(); }
    void run(kiosk::SwapPack effect) { content_.run(effect); }
    void run(kiosk::TakeUpSettings) { line_.take_up_settings(); }

    Store& store_;
    ContentService& content_;
    Line line_;
    Box box_;
    Answer answer_;
    std::atomic<bool> online_{false};
    std::atomic<staff::TurnedAway> turned_away_{staff::TurnedAway::no};
    std::atomic<std::int64_t> last_sync_{0};  // µs
    OfflineOrders kept_{store_};              // last: its thread ends before what it uses
};

}  // namespace storeside::services
