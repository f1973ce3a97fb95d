// Packs, patches and metadata: anybody reads them, operators put them.
#pragma once
#include <functional>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/operator_table.hpp"
#include "sync/hub/trust_desk.hpp"

namespace storeside::hub {

class TrustRoutes {
public:
    // `on_desired` is called when what kiosks should be has changed.
    TrustRoutes(db::Database& database, const Clock& clock, TrustDesk& desk, std::function<void()> on_desired)
        : database_(database), clock_(clock), desk_(desk), on_desired_(std::move(on_desired)) {}

    // Whether this path is one of what anybody reads.
    static bool serves(std::string_view path);
    // What the body of a PUT may have, in bytes; 0 for a path that is none of these.
    static std::size_t body_limit(std::string_view path);

    // For GET and HEAD of anybody. What it holds is what the shop tells everybody, and signed.
    http::Outgoing get(const http::Incoming& request) const;
    // For operators: a pack or a patch, the targets that name them, the next root.
    http::Outgoing put_file(const OperatorCall& call);
    http::Outgoing put_targets(const OperatorCall& call);
    http::Outgoing put_root(const OperatorCall& call);
    http::Outgoing published();

    // Says once more what the newest targets say: a hub may have ended between the two.
    Result<void> align();

private:
    Result<void> keep(std::string_view name, std::string_view bytes);
    Result<void> publish(const trust::Targets& targets);

    db::Database& database_;
    const Clock& clock_;
    TrustDesk& desk_;
    std::function<void()> on_desired_;
};

}  // namespace storeside::hub
