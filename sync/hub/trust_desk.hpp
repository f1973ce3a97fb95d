// The hub's side of trust: keeps the roots and targets that the shop's people signed, refuses what a kiosk
// would refuse, and signs the head that names the newest of them.
#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "sync/hub/public_files.hpp"
#include "sync/trust/verifier.hpp"

namespace storeside::hub {

// How long a head is good, and how often a new one is signed: a hub may be away for six days before kiosks
// say so.
inline constexpr std::chrono::days kHeadLives{7};
inline constexpr std::chrono::days kHeadRenewed{1};

class TrustDesk {
public:
    // Makes head.key in `data` on the first start, and reads what is there in `files`. `corrupt` names the
    // file.
    static Result<TrustDesk> open(const std::filesystem::path& data, PublicFiles files, const Clock& clock,
                                  Random& random);

    // The public half of the key that signs heads, as a file (key_file.hpp).
    std::string head_key() const;

    // `conflict`, with what to do about it, before there is a root.
    Result<void> ready() const;

    // The first root, or the one after the newest; `conflict` when it is neither, or does not name this hub's
    // key.
    Result<void> put_root(std::string_view envelope);

    // New targets of the channel content, whose packs and patches are here already; `conflict` when the hub
    // has the same or a higher version, invalid_input or denied when a kiosk would refuse any of it.
    Result<trust::Targets> put_targets(std::string_view envelope);

    // Signs a new head when the last one is a day old, or names something else.
    Result<void> renew_head();

    // Nothing before any were put.
    const trust::Targets* targets() const;

    const PublicFiles& files() const { return files_; }

private:
    TrustDesk(PublicFiles files, const Clock& clock, trust::SigningKey key)
        : files_(std::move(files)), clock_(clock), key_(std::move(key)) {}

    Result<void> load();
    Result<void> check_files(const trust::Targets& targets) const;
    Result<void> check_patch(const trust::Target& target, const trust::Patch& patch) const;
    std::string sign_head(const trust::Verifier& verifier, std::string_view targets,
                          std::int64_t targets_version) const;

    PublicFiles files_;
    const Clock& clock_;
    trust::SigningKey key_;
    std::optional<trust::Verifier> verifier_;
    std::string targets_text_;  // targets-content.json as it came; empty: none
};

}  // namespace storeside::hub
