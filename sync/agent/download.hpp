// A file brought here piece by piece: goes on where it stopped, and never takes more than it was promised.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/client.hpp"

namespace storeside::agent {

struct Wanted {
    std::string url;
    std::string sha256;  // of the whole; other bytes are thrown away as `corrupt`
    std::int64_t size = 0;
};

// http::Client::download or HubClient::download.
using Downloader =
    std::function<Result<http::Response>(const http::Request&, const std::function<bool(std::string_view)>&)>;

// Appends to `part` until it is whole. `progress` is told how many bytes are here.
Result<void> download(const Downloader& from, const Wanted& file, const std::filesystem::path& part,
                      const std::function<void(std::int64_t)>& progress);

}  // namespace storeside::agent
