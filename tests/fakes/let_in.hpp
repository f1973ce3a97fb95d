// Enrols a kiosk in a hub's database, without a hub.
#pragma once
#include "sync/hub_store/kiosks.hpp"
#include "sync/pki/authority.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {

struct LetIn {
    Id kiosk;
    std::string code;
    pki::Key key;
    pki::Certificate certificate;
};

inline LetIn let_in(Kiosks& kiosks, const std::string& name, const pki::Authority& authority,
                    const Clock& clock, Random& random) {
    const auto now = clock.now();
    auto code = kiosks.invite({"Bramble", name, {}}, now + std::chrono::hours(1), random).value();
    const auto invite = kiosks.find_invite(pki::enrol_keys(code)->id, now).value().value();
    const auto kiosk = make_id(now, random);
    auto key = std::move(pki::Key::make().value());
    auto certificate = std::move(authority.issue_to_kiosk(key.request().value(), kiosk, now, random).value());
    kiosks.enrol(invite, kiosk, certificate, now, random).value();
    return {kiosk, std::move(code), std::move(key), std::move(certificate)};
}

}  // namespace storeside::hub_store
