// How long an answer asks us to wait.
#pragma once
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>

#include "sync/http/client.hpp"

namespace storeside::http {

// The header Retry-After in its form of seconds, at most a day; 0 when there is none or it is a date.
inline std::chrono::seconds retry_after(const Response& response) {
    std::int64_t seconds = 0;
    if (const auto after = response.header("retry-after"))
        std::from_chars(after->data(), after->data() + after->size(), seconds);
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 86'400));
}

}  // namespace storeside::http
