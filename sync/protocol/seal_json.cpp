#include "sync/protocol/seal_json.hpp"

namespace storeside::protocol {

boost::json::object to_json(const SealKey& key) { return {{"id", key.id}, {"public", key.public_key}}; }

void read(Reader& in, SealKey& out) {
    in.text("id", out.id, 64);
    in.text("public", out.public_key, 64);
}

}  // namespace storeside::protocol
