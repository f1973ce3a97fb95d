// One file as an answer: ETag, If-None-Match, and a single Range so that a download can go on where it
// stopped.
#pragma once
#include <filesystem>
#include <string_view>

#include "sync/http/server.hpp"

namespace storeside::http {

// For GET and HEAD requests. `etag` without quotes; it must change whenever the file does. 404 when there is
// no file.
Outgoing serve_file(const Incoming& request, const std::filesystem::path& path, std::string_view etag,
                    std::string_view content_type);

}  // namespace storeside::http
