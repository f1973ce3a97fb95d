// The hub's own helpdesk, for a shop that has none: operators answer with `storesidectl ticket reply`.
#pragma once
#include <filesystem>

#include "firmware/db/database.hpp"
#include "sync/connectors/helpdesk/helpdesk.hpp"

namespace storeside::hub {

class Inbox final : public connectors::Helpdesk {
public:
    // With a connection of its own to the hub's database in `folder`.
    static Result<Inbox> open(const std::filesystem::path& folder);

    std::string name() const override { return "inbox"; }
    Result<connectors::TicketRef> create(const connectors::Escalation& escalation) override;
    Result<void> add_message(const connectors::TicketRef& ticket, const tickets::Message& message) override;
    Result<void> add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) override;
    Result<connectors::Answers> answers_after(const std::string& cursor) override;
    Result<std::string> erase(const connectors::TicketRef& ticket) override;
    Duration lookup_lag() const override { return Duration::zero(); }

private:
    explicit Inbox(db::Database database) : database_(std::move(database)) {}

    db::Database database_;
};

// The inbox's number in a reference it gave; invalid_input when it can't have given it.
Result<std::int64_t> inbox_number(std::string_view ref);

}  // namespace storeside::hub
