// A ticket inside another message's JSON.
#pragma once
#include "firmware/tickets/model.hpp"
#include "sync/protocol/json.hpp"

namespace storeside::protocol {

boost::json::object to_json(const tickets::Ticket& ticket);
void read(Reader& in, tickets::Ticket& out);

}  // namespace storeside::protocol
