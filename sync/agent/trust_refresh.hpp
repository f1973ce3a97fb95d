// Brings what the shop's keys have signed up to date: roots one after the other, the head, and the targets it
// names.
#pragma once
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "sync/agent/hub_line.hpp"
#include "sync/trust/trust_store.hpp"

namespace storeside::agent {

// Nothing of what the hub says is taken that the rules of docs/trust.md refuse; what was taken before an
// error stays. A kiosk without a root pins the hub's first one: it is on the line that its enrolment made its
// own.
Result<void> refresh(trust::TrustStore& store, HubClient& client, const std::string& hub, Time now);

}  // namespace storeside::agent
