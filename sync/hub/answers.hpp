// How the hub's routes say yes and no.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/server.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

http::Outgoing json_answer(std::string body);
http::Outgoing refusal(int status, std::string_view why);
// The status that fits the kind of error.
http::Outgoing refusal(const Error& error);

// 503, to be tried again; the log has what a stranger need not know.
http::Outgoing not_now(const Error& error);

// 403 to a kiosk whose certificate is not worth anything (any more).
http::Outgoing refusal(protocol::TurnedAway reason);

}  // namespace storeside::hub
