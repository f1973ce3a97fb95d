#include "sync/hub/seal_ring.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace storeside::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 4096;

Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return failure(Errc::unavailable, "can't create " + folder.string() + ": " + error.message());
    return {};
}

// A kiosk's program that knew no seal was put back after its records were sealed: it sent them as
// {"sealed": "<key id>", "box": "<base64>"}.
std::optional<journal::Record> wrapped(const journal::Record& record) {
    if (!record.sealed.empty() || !record.body.starts_with(R"({"sealed":)")) return std::nullopt;
    auto inner = protocol::decode_wrapped(record);
    return inner ? std::optional(std::move(*inner)) : std::nullopt;
}

}  // namespace

Result<SealRing> SealRing::open(const fs::path& folder, Time now) {
    RETURN_IF_ERROR(make_folder(folder));
    SealRing ring(folder);
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".key") RETURN_IF_ERROR(ring.read(entry->path()));
    if (error) return failure(Errc::unavailable, "reading " + folder.string() + ": " + error.message());
    std::ranges::sort(ring.keys_, [](const Kept& a, const Kept& b) {
        return std::pair(a.made_at, a.pair.key.id) < std::pair(b.made_at, b.pair.key.id);
    });
    if (ring.keys_.empty()) {
        spdlog::info("hub: making the first key for sealing in {}", folder.string());
        RETURN_IF_ERROR(ring.rotate(now));
    }
    return ring;
}

// A key that can't be read is not passed over: what is sealed to it would be set aside as unreadable.
Result<void> SealRing::read(const fs::path& file) {
    ASSIGN_OR_RETURN(auto text, read_file(file, kLargestFile));
    Kept kept;
    try {
        const auto table = toml::parse(text);
        const auto made_at = parse_rfc3339(table["made_at"].value_or(std::string()));
        auto pair = protocol::seal_pair_of(Secret(table["private"].value_or(std::string_view())));
        if (!made_at) return failure(Error(Errc::corrupt, made_at.error().message()), file.string());
        if (!pair) return failure(Error(Errc::corrupt, pair.error().message()), file.string());
        kept = {std::move(*pair), *made_at};
    } catch (const toml::parse_error& error) {
        return failure(Errc::corrupt, file.string() + ": " + std::string(error.description()));
    }
    explicit_bzero(text.data(), text.size());
    if (file.stem() != kept.pair.key.id)
        return failure(Errc::corrupt, file.string() + ": holds the key " + kept.pair.key.id);
    keys_.push_back(std::move(kept));
    return {};
}

fs::path SealRing::file_of(const Kept& key) const { return folder_ / (key.pair.key.id + ".key"); }

Result<protocol::SealKey> SealRing::rotate(Time now) {
    ASSIGN_OR_RETURN(auto pair, protocol::make_seal_pair());
    // The newest is the current one, also where the clock was put back.
    const auto made_at =
        keys_.empty() ? now : std::max(now, keys_.back().made_at + std::chrono::milliseconds(1));
    Kept kept{std::move(pair), made_at};
    auto text = "made_at = \"" + to_rfc3339(made_at) + "\"\nprivate = \"" +
                std::string(kept.pair.private_key.view()) + "\"\n";
    auto written = write_file(file_of(kept), text, 0600);
    explicit_bzero(text.data(), text.size());
    if (!written) return failure(std::move(written.error()), "keeping the new key for sealing");
    keys_.push_back(std::move(kept));
    return current();
}

Result<void> SealRing::drop_old(Time now) {
    while (keys_.size() > 1 && keys_[1].made_at + kLateFor < now) {
        std::error_code error;
        fs::remove(file_of(keys_.front()), error);
        if (error) return failure(Errc::unavailable, "removing an old key for sealing: " + error.message());
        spdlog::info("hub: forgot the key for sealing {}", keys_.front().pair.key.id);
        keys_.erase(keys_.begin());
    }
    return {};
}

Result<journal::Record> SealRing::opened(journal::Record record) const {
    const auto key = std::ranges::find(keys_, record.sealed, [](const Kept& k) { return k.pair.key.id; });
    if (key == keys_.end())
        return failure(Errc::invalid_input, "sealed to key " + record.sealed + ", which this hub has not");
    return protocol::open(key->pair, std::move(record));
}

void SealRing::open(protocol::SyncRequest& request) const {
    std::vector<journal::Record> readable;
    for (auto& record : request.outbox) {
        if (auto inner = wrapped(record)) record = std::move(*inner);
        if (record.sealed.empty()) {
            readable.push_back(std::move(record));
        } else if (auto plain = opened(record); plain) {
            readable.push_back(std::move(*plain));
        } else {
            request.unreadable.push_back(
                {record.sequence, record.id, record.kind, plain.error().message(), protocol::encode(record)});
        }
    }
    request.outbox = std::move(readable);
}

std::vector<protocol::SealKeyRow> SealRing::list() const {
    std::vector<protocol::SealKeyRow> rows;
    for (std::size_t i = 0; i != keys_.size(); ++i) {
        rows.push_back({keys_[i].pair.key, keys_[i].made_at, {}});
        if (i + 1 != keys_.size()) rows.back().kept_until = keys_[i + 1].made_at + kLateFor;
    }
    return rows;
}

}  // namespace storeside::hub
