// The tables behind the hub's own helpdesk: what the hub wrote and what agents answered, in one numbered
// list.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "firmware/db/database.hpp"

namespace storeside::hub_store {

class InboxDesk {
public:
    struct Entry {
        std::int64_t n = 0;
        std::int64_t ref = 0;
        bool closes = false;  // the agent closed the ticket; otherwise an answer
        std::string author;
        std::string text;
        Time at{};
    };

    explicit InboxDesk(db::Database& database) : database_(database) {}

    // The ticket's number; the same one for the same id.
    Result<std::int64_t> create(const Id& id);

    // What the shopper said (kind "message" or "rating"); the same id twice is the same as once.
    // `not_found` when there is no such ticket.
    Result<void> add(std::int64_t ref, const Id& id, std::string_view kind, std::string_view text, Time at);

    // What an agent does. `not_found` when there is no such ticket.
    Result<void> reply(std::int64_t ref, const Id& id, std::string_view author, std::string_view text,
                       Time at);
    Result<void> close(std::int64_t ref, const Id& id, Time at);

    // Everything of a ticket; one that is not here is left out.
    Result<void> erase(std::int64_t ref);

    Result<std::int64_t> last_entry();
    // Agents' entries after `n`, oldest first, at most 500.
    Result<std::vector<Entry>> agents_after(std::int64_t n);

private:
    Result<void> insert(std::int64_t ref, const Id& id, std::string_view kind, std::string_view author,
                        std::string_view text, Time at);

    db::Database& database_;
};

}  // namespace storeside::hub_store
