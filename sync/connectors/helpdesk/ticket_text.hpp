// What an agent reads about a shopper: everything they did and said, so that nobody asks them again. Plain
// text.
#pragma once
#include <string>

#include "sync/connectors/helpdesk/helpdesk.hpp"

namespace storeside::connectors {

// One line of at most 120 bytes: the code, what it is about, where.
std::string subject_of(const Escalation& escalation);

// The ticket's first message.
std::string body_of(const Escalation& escalation);

// What the shopper adds later, and their rating, in the same manner.
std::string text_of(const tickets::Message& message);
std::string text_of(const tickets::Rating& rating);

}  // namespace storeside::connectors
