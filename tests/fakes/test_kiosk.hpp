// A kiosk that has enrolled at a hub and speaks to it by hand.
#pragma once
#include <stdexcept>
#include <string>

#include "firmware/base/file.hpp"
#include "sync/agent/agent.hpp"
#include "sync/agent/enrol.hpp"
#include "sync/http/client.hpp"

namespace storeside {

struct TestKiosk : protocol::EnrolAnswer {
    std::string key;

    agent::Identity identity() const { return {key, certificate, ca}; }

    static TestKiosk enrol(const std::string& hub, const std::string& code) {
        SystemRandom random;
        const auto made = pki::Key::make();
        auto answer = agent::enrol({hub, code, "test"}, *made, random);
        if (!answer) throw std::runtime_error(answer.error().message());
        return {std::move(*answer), made->pem()};
    }
};

// What it has to show, in files of a folder: for a kiosk that is a process of its own.
inline void write_kiosk(const std::filesystem::path& folder, const TestKiosk& kiosk) {
    for (const auto& [name, pem] :
         {std::pair{"key.pem", kiosk.key}, {"certificate.pem", kiosk.certificate}, {"ca.pem", kiosk.ca}})
        write_file(folder / name, pem, 0600).value();
}
inline TestKiosk read_kiosk(const std::filesystem::path& folder) {
    const auto read = [&](const char* name) { return read_file(folder / name, 64 << 10).value(); };
    TestKiosk kiosk;
    kiosk.key = read("key.pem");
    kiosk.certificate = read("certificate.pem");
    kiosk.ca = read("ca.pem");
    return kiosk;
}

// Shows what is given of a certificate and a token, and believes the authority alone. Status 0 when there is
// no answer, with why in the body.
struct Caller {
    std::string hub;
    std::string ca;
    std::optional<http::KeyPair> own;
    std::string token;

    http::Response call(const std::string& method, const std::string& path, std::string body = {},
                        http::Headers more = {}) const {
        http::Client client(http::ClientTls{.ca = ca, .own = own});
        http::Request request;
        request.method = method;
        request.url = hub + path;
        request.headers = std::move(more);
        if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
        request.body = std::move(body);
        request.timeout = std::chrono::seconds(20);
        auto response = client.send(request);
        if (!response) return {0, {}, response.error().message()};
        return *response;
    }
};

inline Caller as_kiosk(const std::string& hub, const TestKiosk& kiosk) {
    return {hub, kiosk.ca, http::KeyPair{kiosk.certificate, kiosk.key}, {}};
}

// Whose token is in the hub's folder.
inline Caller as_operator(const std::string& hub, const std::filesystem::path& data) {
    auto token = read_file(data / "operator.token", 1024).value();
    token.pop_back();
    return {hub, read_file(data / "ca.pem", 64 << 10).value(), {}, std::move(token)};
}

}  // namespace storeside
