// Request Tracker 5 as a company's helpdesk, over its REST 2.0.
//
// RT needs a queue with the ticket custom fields ExternalId, Store, Kiosk and Language, and a privileged user
// with a token and these rights on that queue (and on those its tickets may be moved to): SeeQueue ShowTicket
// ShowTicketComments CreateTicket ReplyToTicket CommentOnTicket ModifyTicket SeeCustomField ModifyCustomField
// SetInitialCustomField.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/connectors/helpdesk/helpdesk.hpp"
#include "sync/connectors/helpdesk/rt/cursor.hpp"
#include "sync/connectors/helpdesk/rt/rest.hpp"

namespace storeside::connectors::rt {

struct Settings {
    std::string url;  // RT's own address, without /REST/2.0
    std::string token;
    std::string user = "storeside";  // whose token it is: what this user wrote is ours
    std::string queue = "Kiosk";
    std::string requestor;  // the address tickets come from, one nobody reads
    std::chrono::milliseconds timeout{15'000};
    Duration lookup_lag = std::chrono::seconds(30);  // how long RT may go on with a request that we gave up
};

class Helpdesk final : public connectors::Helpdesk {
public:
    explicit Helpdesk(Settings settings);

    std::string name() const override { return "rt"; }
    Result<TicketRef> create(const Escalation& escalation) override;
    Result<void> add_message(const TicketRef& ticket, const tickets::Message& message) override;
    Result<void> add_rating(const TicketRef& ticket, const tickets::Rating& rating) override;
    Result<Answers> answers_after(const std::string& cursor) override;
    Result<std::string> erase(const TicketRef& ticket) override;
    Duration lookup_lag() const override { return settings_.lookup_lag; }

private:
    // A ticket that RT stored without our id, because of a missing right.
    struct Nameless {
        TicketRef ticket;
        std::string id;
    };

    Result<void> check_setup();
    Result<std::optional<TicketRef>> find(const std::string& id);
    Result<void> name_the_nameless();
    Result<bool> has_entry(const TicketRef& ticket, const std::string& marker);
    Result<void> add_entry(const TicketRef& ticket, std::string_view action, const Id& id, std::string text);

    Result<Cursor> newest();
    Result<std::vector<boost::json::value>> replies_and_states_after(std::int64_t id);
    Result<std::string> text_of_answer(const std::string& transaction);
    std::string first_name_of(const std::string& user);

    Settings settings_;
    Rest rest_;
    bool setup_checked_ = false;
    std::optional<Nameless> nameless_;
    std::map<std::string, std::string> first_names_;
};

}  // namespace storeside::connectors::rt
