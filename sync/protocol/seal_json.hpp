// A seal key inside another message's JSON: {"id": "…", "public": "…"}.
#pragma once
#include "sync/protocol/json.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside::protocol {

boost::json::object to_json(const SealKey& key);
void read(Reader& in, SealKey& out);

}  // namespace storeside::protocol
