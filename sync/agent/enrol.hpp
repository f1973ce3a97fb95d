// Trades a one-time code for an identity, over a line that nobody has to trust: neither the code nor the key
// travels, and only who knows the code can answer.
#pragma once
#include <string>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "sync/pki/key.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::agent {

struct EnrolFor {
    std::string hub;   // "https://hub.example.org", without a path
    std::string code;  // as it was typed
    std::string program;
};

// Asking again with the same code and key is the same as once, until the certificate is first used.
// invalid_input for what is no code, `denied` when the code is wrong, used or too old, or when the answer is
// not from who gave it.
Result<protocol::EnrolAnswer> enrol(const EnrolFor& what, const pki::Key& key, Random& random);

}  // namespace storeside::agent
