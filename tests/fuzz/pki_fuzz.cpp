// Certificates, requests and keys from outside: whatever is taken can be asked everything, and is the same
// after another round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/pki/authority.hpp"

namespace {

using namespace storeside;

void look_at(const Result<pki::Certificate>& certificate) {
    if (!certificate) return;
    const auto again = pki::Certificate::from_der(certificate->der());
    if (!again || again->serial() != certificate->serial() ||
        again->public_key() != certificate->public_key())
        std::abort();
    const auto kiosk = certificate->kiosk();
    if (kiosk && again->kiosk() != *kiosk) std::abort();
    (void)certificate->not_before();
    (void)pki::renewal_of(*certificate);
    (void)certificate->signed_by_its_key("x", "y");
    (void)certificate->issued_by(*certificate, pki::Certificate::Use::kiosk);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    look_at(pki::Certificate::from_der(bytes));
    look_at(pki::Certificate::from_pem(bytes));
    (void)pki::public_key_of_request(bytes);
    if (const auto key = pki::Key::from_pem(bytes); key && !pki::Key::from_pem(key->pem())) std::abort();
    return 0;
}
