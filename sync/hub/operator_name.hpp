// Who asks, as logs name them. The one place that decides it.
#pragma once
#include <string>

#include "sync/http/server.hpp"

namespace storeside::hub {

// All operators share one token, so they have one name.
inline std::string operator_name(const http::Incoming&) { return "operator"; }

}  // namespace storeside::hub
