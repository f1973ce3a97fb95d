// What anybody may read: metadata, packs and patches as plain files under public/v1, named as their addresses
// are, so that a web server or an object store can serve a copy of the folder.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/http/server.hpp"

namespace storeside::hub {

inline constexpr std::size_t kLargestPack = 64 << 20;  // bytes; of a patch, too

// The name's kind, as far as the hub serves it: "trust/root/7.json", "trust/head.json",
// "trust/targets-content.json", "packs/<sha256>.pack", "packs/<sha256>-<sha256>.patch".
enum class PublicKind { none, metadata, root, pack, patch };
PublicKind kind_of(std::string_view name);

std::string root_name(std::int64_t version);
std::string targets_name(std::string_view channel);
std::string pack_name(std::string_view sha256);
std::string patch_name(std::string_view from, std::string_view to);

class PublicFiles {
public:
    // `folder` is made when something is written.
    explicit PublicFiles(std::filesystem::path folder) : folder_(std::move(folder) / "v1") {}

    // What follows "/v1/" in an address; 404 for what can't be.
    http::Outgoing get(std::string_view name, const http::Incoming& request) const;

    std::filesystem::path path(std::string_view name) const { return folder_ / name; }
    Result<void> write(std::string_view name, std::string_view bytes) const;
    // not_found when there is none.
    Result<std::string> read(std::string_view name, std::size_t limit) const;
    bool has(std::string_view name, std::int64_t size) const;

    // Patches that lead to none of these packs (by hash) are of no use to anybody.
    void remove_patches_but_to(const std::vector<std::string>& packs) const;

private:
    std::filesystem::path folder_;
};

}  // namespace storeside::hub
