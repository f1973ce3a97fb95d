#include "sync/hub/public_files.hpp"

#include <algorithm>

#include "firmware/base/file.hpp"
#include "sync/http/static_file.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/digest.hpp"
#include "sync/trust/envelope.hpp"
#include "sync/trust/metadata.hpp"

namespace storeside::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRoots = "trust/root/", kPacks = "packs/", kJson = ".json";
constexpr std::string_view kHead = "trust/head.json";
constexpr std::size_t kMostDigits = 16;

bool taken_off(std::string_view& text, std::string_view start, std::string_view end) {
    if (text.size() < start.size() + end.size() || !text.starts_with(start) || !text.ends_with(end))
        return false;
    text = text.substr(start.size(), text.size() - start.size() - end.size());
    return true;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= kMostDigits && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_patch(std::string_view name) {
    const auto dash = name.find('-');
    return dash != name.npos && protocol::is_sha256(name.substr(0, dash)) &&
           protocol::is_sha256(name.substr(dash + 1));
}

// A proxy or a CDN may keep what never changes for ever, and must ask for the rest.
std::string_view caching(PublicKind kind) {
    return kind == PublicKind::metadata ? "no-cache" : "public, max-age=31536000, immutable";
}

}  // namespace

PublicKind kind_of(std::string_view name) {
    if (name == kHead) return PublicKind::metadata;
    for (const auto channel : trust::kChannels)
        if (name == targets_name(channel)) return PublicKind::metadata;
    if (auto root = name; taken_off(root, kRoots, kJson))
        return is_number(root) ? PublicKind::root : PublicKind::none;
    if (auto pack = name; taken_off(pack, kPacks, ".pack"))
        return protocol::is_sha256(pack) ? PublicKind::pack : PublicKind::none;
    if (auto patch = name; taken_off(patch, kPacks, ".patch"))
        return is_patch(patch) ? PublicKind::patch : PublicKind::none;
    return PublicKind::none;
}

std::string root_name(std::int64_t version) {
    return std::string(kRoots) + std::to_string(version) + std::string(kJson);
}
std::string targets_name(std::string_view channel) {
    return "trust/targets-" + std::string(channel) + std::string(kJson);
}
std::string pack_name(std::string_view sha256) { return std::string(kPacks) + std::string(sha256) + ".pack"; }
std::string patch_name(std::string_view from, std::string_view to) {
    return std::string(kPacks) + std::string(from) + "-" + std::string(to) + ".patch";
}

http::Outgoing PublicFiles::get(std::string_view name, const http::Incoming& request) const {
    const auto kind = kind_of(name);
    if (kind == PublicKind::none) return refusal(404, "no such file");
    std::string etag;
    std::string_view type = "application/octet-stream";
    if (kind == PublicKind::metadata || kind == PublicKind::root) {
        const auto text = read(name, trust::kMaxMetadataBytes);
        if (!text) return refusal(404, "no such file");
        etag = protocol::sha256(*text);
        type = "application/json";
    } else {
        etag = fs::path(name).stem().string();
    }
    auto answer = http::serve_file(request, path(name), etag, type);
    if (answer.status < 400) answer.headers.emplace_back("cache-control", caching(kind));
    return answer;
}

Result<void> PublicFiles::write(std::string_view name, std::string_view bytes) const {
    const auto file = path(name);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error)
        return failure(Errc::unavailable,
                       "can't create " + file.parent_path().string() + ": " + error.message());
    // A web server of another user shall be able to read it, whatever the hub's other files are.
    for (auto folder = file.parent_path(); folder != folder_.parent_path() && !error;
         folder = folder.parent_path())
        fs::permissions(folder, fs::perms(0755), error);
    return write_file(file, bytes);
}

Result<std::string> PublicFiles::read(std::string_view name, std::size_t limit) const {
    return read_file(path(name), limit);
}

bool PublicFiles::has(std::string_view name, std::int64_t size) const {
    std::error_code error;
    const auto there = fs::file_size(path(name), error);
    return !error && static_cast<std::int64_t>(there) == size;
}

void PublicFiles::remove_patches_but_to(const std::vector<std::string>& packs) const {
    std::error_code error;
    std::vector<fs::path> old;
    for (fs::directory_iterator entry(folder_ / "packs", error), end; !error && entry != end;
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (kind_of("packs/" + name) != PublicKind::patch) continue;
        const auto to = entry->path().stem().string().substr(65);
        if (std::ranges::find(packs, to) == packs.end()) old.push_back(entry->path());
    }
    for (const auto& file : old) fs::remove(file, error);
}

}  // namespace storeside::hub
