// The rules by which metadata is believed, without any files: those of TUF's client, §5 of its specification,
// for three roles. docs/trust.md names the attack that each of them stops.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "sync/trust/envelope.hpp"
#include "sync/trust/metadata.hpp"

namespace storeside::trust {

// Whether enough different keys of the role have signed; denied when not.
Result<void> check_signatures(const Envelope& envelope, const Role& role, std::string_view role_name);

// The signed text of each type, when `role` signed it.
Result<Head> verified_head(std::string_view envelope, const Role& role);
Result<Targets> verified_targets(std::string_view envelope, const Role& role, std::string_view channel);

class Verifier {
public:
    // The first root, which is believed because of where it came from. invalid_input when it is no root,
    // denied when its own keys have not signed it.
    static Result<Verifier> pin(std::string_view root_envelope);

    const Root& root() const { return root_; }
    const std::optional<Head>& head() const { return head_; }
    const Targets* targets(std::string_view channel) const;

    // What a new root takes back: the head and targets of a role whose keys it changes are forgotten, so that
    // whoever had the old keys can't hold their versions against the new ones.
    struct Forgotten {
        bool head = false;
        std::vector<std::string> channels;
    };

    // The next root, and no other: signed by the old one's keys and by its own. Believed also when it has
    // expired, since the one after it may not have.
    Result<Forgotten> take_root(std::string_view envelope);

    // A head that is not older in any respect than the one that is there, and has not expired.
    Result<void> take_head(std::string_view envelope, Time now);

    // The targets that the head names, by version, size and hash.
    Result<void> take_targets(std::string_view channel, std::string_view envelope, Time now);

    // Whether these are the bytes that the head names.
    Result<void> check_bound(std::string_view channel, std::string_view envelope) const;

    // What was believed before, from a disk of one's own: expired or not. What the root's keys did not sign
    // is an error, as above.
    Result<void> restore_head(std::string_view envelope);
    Result<void> restore_targets(std::string_view channel, std::string_view envelope);

    // Since when the newest metadata has expired, and which of it; nothing when all of it is fresh.
    struct Expired {
        std::string what;  // "root", "head" or "targets-content"
        Time since{};
    };
    std::optional<Expired> expired(Time now) const;

private:
    explicit Verifier(Root root) : root_(std::move(root)) {}

    Result<const Role*> role(std::string_view name) const;

    Root root_;
    std::optional<Head> head_;
    std::map<std::string, Targets, std::less<>> targets_;
};

}  // namespace storeside::trust
