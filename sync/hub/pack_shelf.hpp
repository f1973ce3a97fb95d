// The packs on the hub's disk: put there by an operator, fetched by kiosks.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "sync/http/server.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::hub {

inline constexpr std::size_t kLargestPack = 64 << 20;  // bytes

class PackShelf {
public:
    // `folder` is created when missing.
    explicit PackShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Writes <sha256>.pack once it is what its name says and looks like a pack; invalid_input when not.
    Result<protocol::PackRow> put(std::string_view sha256, std::string_view version, std::string_view bytes,
                                  Time now);

    // `file` is "<sha256>.pack".
    http::Outgoing get(std::string_view file, const http::Incoming& request) const;

private:
    std::filesystem::path folder_;
};

}  // namespace storeside::hub
