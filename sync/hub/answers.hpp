// How the hub's routes say yes and no.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/server.hpp"

namespace storeside::hub {

http::Outgoing json_answer(std::string body);
http::Outgoing refusal(int status, std::string_view why);
// The status that fits the kind of error.
http::Outgoing refusal(const Error& error);

}  // namespace storeside::hub
