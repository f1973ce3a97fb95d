// The kiosks a hub knows: how they are let in, who they are, what they last reported.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/pki/certificate.hpp"
#include "sync/pki/enrolment.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::hub_store {

// A one-time code that was given out and let nobody in for good yet.
struct Invite {
    pki::EnrolKeys keys;
    std::string store;
    std::string name;
    std::optional<Id> replaces;  // this kiosk gets a new key
    std::optional<Id> kiosk;     // it was used by this kiosk, which showed no certificate yet …
    std::string public_key;      // … and has this key
};

class Kiosks {
public:
    explicit Kiosks(db::Database& database) : database_(database) {}

    // A code that lets one kiosk in until `expires_at`. Only what is derived from it is kept. `not_found`
    // when there is no kiosk to replace.
    Result<std::string> invite(const protocol::InviteRequest& request, Time expires_at, Random& random);

    // Nothing when no code that is good at `now` has this id.
    Result<std::optional<Invite>> find_invite(std::string_view id, Time now);

    // `kiosk` is new, or the one that the invite names. The code is good for the same key until the
    // certificate is first shown: an answer may get lost.
    Result<void> enrol(const Invite& invite, const Id& kiosk, const pki::Certificate& certificate, Time now,
                       Random& random);

    // The next certificate of a kiosk that is known; the one it has stays good until this one is shown.
    Result<void> renew(const Id& kiosk, const pki::Certificate& certificate);

    // What a certificate that the hub's authority issued is worth. The first sight of a newer one ends the
    // older ones.
    Result<protocol::TurnedAway> identify(const Id& kiosk, const pki::Certificate& certificate, Time now);

    // From now on none of its certificates is worth anything, nor a code for it. not_found when there is no
    // such kiosk.
    Result<void> revoke(const Id& kiosk, Time now);

    Result<void> seen(const Id& kiosk, const protocol::Reported& reported, Time now);

    // Where it stands; empty for a kiosk that is not known.
    Result<std::string> store_of(const Id& kiosk);
    // The largest number of a record that this kiosk sent.
    Result<journal::Sequence> last_sequence(const Id& kiosk);
    // From now on it is `sequence`; `fell_back`: the kiosk numbers from an earlier point again, so its disk
    // is that of an earlier day.
    Result<void> set_last_sequence(db::Transaction&, const Id& kiosk, journal::Sequence sequence,
                                   bool fell_back, Time now);

    // By store, then name.
    Result<std::vector<protocol::KioskRow>> list();

private:
    Result<void> note_content(const Id& kiosk, const protocol::Reported& reported);

    // Whether it has the key that a code was used with: each call that was made again with the same code gave
    // it another certificate, and somebody who replays one must not take the first from it.
    Result<bool> just_enrolled(const Id& kiosk, const pki::Certificate& certificate);
    Result<void> promote(const Id& kiosk, const pki::Certificate& certificate);

    db::Database& database_;
};

}  // namespace storeside::hub_store
