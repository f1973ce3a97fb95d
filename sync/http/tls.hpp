// Who an end of a TLS connection is, and whom it believes; values in PEM, no type of the library behind it.
#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace storeside::http {

struct KeyPair {
    std::string certificate;  // PEM; the leaf first, then what leads from it to an authority
    std::string key;          // as pki::Key::from_pem takes it
};

struct ServerTls {
    KeyPair own;
    // PEM, one or more certificates of authorities. A client is asked for a certificate and may have none;
    // one that none of these vouches for, or that is out of date, ends the handshake. Empty: nobody is asked.
    std::string client_ca;
};

enum class Verify {
    full,
    all_but_dates,  // for a clock that may be wrong: chain and name count, dates don't
    nothing,        // whoever answers is believed: only to fetch what is checked by other means
};

struct ClientTls {
    std::string ca;              // PEM; the only authorities that count. Empty: the system's
    std::optional<KeyPair> own;  // shown to a server that asks
    Verify verify = Verify::full;
    std::chrono::seconds clock_offset{0};  // what to add to this machine's clock before dates are looked at
};

}  // namespace storeside::http
