#include "sync/hub/pack_shelf.hpp"

#include "firmware/base/file.hpp"
#include "sync/http/static_file.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub {
namespace {

// The smallest SQLite database is one page of 512 bytes.
constexpr std::size_t kSmallestPack = 512;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::string_view kSuffix = ".pack";

}  // namespace

Result<protocol::PackRow> PackShelf::put(std::string_view sha256, std::string_view version,
                                         std::string_view bytes, Time now) {
    if (!protocol::is_sha256(sha256)) return failure(Errc::invalid_input, "a pack is named by its SHA-256");
    if (version.empty() || version.size() > 128)
        return failure(Errc::invalid_input, "?version= is missing or too long");
    if (bytes.size() < kSmallestPack || bytes.size() > kLargestPack || !bytes.starts_with(kMagic)) {
        return failure(Errc::invalid_input, "this is not a pack");
    }
    if (protocol::sha256(bytes) != sha256) {
        return failure(Errc::invalid_input,
                       "the bytes are not those of " + std::string(sha256) + ": send them again");
    }
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) return failure(Errc::unavailable, "can't create " + folder_.string() + ": " + error.message());
    RETURN_IF_ERROR(write_file(folder_ / (std::string(sha256) + std::string(kSuffix)), bytes));
    return protocol::PackRow{std::string(sha256), std::string(version),
                             static_cast<std::int64_t>(bytes.size()), now};
}

http::Outgoing PackShelf::get(std::string_view file, const http::Incoming& request) const {
    if (!file.ends_with(kSuffix)) return refusal(404, "no such pack");
    const auto sha256 = file.substr(0, file.size() - kSuffix.size());
    if (!protocol::is_sha256(sha256)) return refusal(404, "no such pack");
    auto answer = http::serve_file(request, folder_ / file, sha256, "application/vnd.sqlite3");
    if (answer.status < 400)
        answer.headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    return answer;
}

}  // namespace storeside::hub
