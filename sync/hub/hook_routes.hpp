// POST /v1/hooks/helpdesk/NAME: a helpdesk says that there is something new. What it says is never believed;
// it only makes the hub look at once.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "sync/http/server.hpp"

namespace storeside::hub {

class HookRoutes {
public:
    // `helpdesk` is the name of the one in use. With an empty `secret` there are no hooks.
    HookRoutes(std::string helpdesk, std::string secret, std::function<void()> on_news)
        : helpdesk_(std::move(helpdesk)), secret_(std::move(secret)), on_news_(std::move(on_news)) {}

    // `rest` is what follows /v1/hooks/helpdesk/: NAME with an HMAC of the body in X-Storeside-Signature (or
    // X-Hub-Signature-256), "sha256=" and 64 hexadecimal digits; or NAME/SECRET for systems that can't sign.
    http::Outgoing call(std::string_view rest, const http::Incoming& request);

private:
    std::string helpdesk_;
    std::string secret_;
    std::function<void()> on_news_;
};

}  // namespace storeside::hub
