// One call to the hub and what it says, with the hub's refusals as errors.
#pragma once
#include <chrono>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::agent {

struct Refused {
    int status = 0;
    std::chrono::seconds retry_after{0};
    std::string why;
};

// What a status other than 200 means.
Refused refused(const http::Response& response);

// denied for 401 and 403, not_found for 404 and 410, invalid_input for other 4xx, unavailable for the rest.
Error to_error(const Refused& refused);

http::Request post_json(const std::string& hub, const std::string& path, std::string body);

}  // namespace storeside::agent
