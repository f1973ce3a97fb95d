// What a kiosk believes, kept in a folder so that no power cut lets it believe something older.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "sync/trust/verifier.hpp"

namespace storeside::trust {

class TrustStore {
public:
    // Reads root.json, head.json and targets-<channel>.json of the folder, which need not be there. A root
    // that can't be read is `corrupt`: the kiosk has to be enrolled anew. Of the others, what the root's keys
    // did not sign is as if it was not there.
    static Result<TrustStore> open(std::filesystem::path folder);

    bool pinned() const { return verifier_.has_value(); }

    // The root that everything else follows from, once. The same again changes nothing; another one is a
    // `conflict`.
    Result<void> pin(std::string_view root_envelope);

    // As Verifier's, durable when they return. `conflict` before a root was pinned.
    Result<void> take_root(std::string_view envelope);
    Result<void> take_head(std::string_view envelope, Time now);
    Result<void> take_targets(std::string_view channel, std::string_view envelope, Time now);

    // 0 before a root was pinned.
    std::int64_t root_version() const { return verifier_ ? verifier_->root().version : 0; }
    // What the head names; nothing when it names none.
    std::optional<TargetsRef> named(std::string_view channel) const;
    // The targets last believed; nullptr when there are none, or when the head names newer ones.
    const Targets* targets(std::string_view channel) const;
    std::optional<Verifier::Expired> expired(Time now) const;

private:
    explicit TrustStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path file(std::string_view name) const;
    Result<void> forget(const Verifier::Forgotten& forgotten) const;

    std::filesystem::path folder_;
    std::optional<Verifier> verifier_;
};

}  // namespace storeside::trust
