#include "sync/ctl/root_folder.hpp"

#include "firmware/base/file.hpp"

namespace storeside::ctl {

std::int64_t RootFolder::newest() const {
    std::int64_t version = 0;
    std::error_code error;
    while (std::filesystem::exists(file(version + 1), error)) ++version;
    return version;
}

Result<trust::Envelope> RootFolder::read(std::int64_t version) const {
    ASSIGN_OR_RETURN(const auto text, read_file(file(version), trust::kMaxMetadataBytes));
    auto envelope = trust::decode_envelope(text);
    if (!envelope) return failure(std::move(envelope.error()), file(version).string());
    return envelope;
}

Result<void> RootFolder::write(std::int64_t version, const trust::Envelope& envelope) const {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) return failure(Errc::denied, "can't create " + folder_.string() + ": " + error.message());
    return write_file(file(version), trust::encode(envelope));
}

Result<int> RootFolder::upload(HubClient& hub) const {
    int given = 0;
    const auto last = newest();
    if (last == 0)
        return failure(Errc::not_found, folder_.string() + " holds no root: run `storesidectl trust init`");
    for (std::int64_t version = 1; version <= last; ++version) {
        ASSIGN_OR_RETURN(const auto there, trust_file(hub, "root/" + std::to_string(version) + ".json"));
        if (there) continue;
        ASSIGN_OR_RETURN(const auto envelope, read(version));
        auto put = hub.put("/v1/trust/root", trust::encode(envelope));
        if (!put) return failure(std::move(put.error()), file(version).string());
        ++given;
    }
    return given;
}

Result<std::optional<std::string>> trust_file(HubClient& hub, const std::string& name) {
    auto text = hub.get("/v1/trust/" + name);
    if (!text && text.error().code() == Errc::not_found) return std::nullopt;
    if (!text) return std::unexpected(std::move(text.error()));
    if (text->size() > trust::kMaxMetadataBytes) return failure(Errc::invalid_input, name + ": too long");
    return std::move(*text);
}

Result<trust::Verifier> follow_roots(HubClient& hub, const std::string& first_root) {
    ASSIGN_OR_RETURN(auto verifier, trust::Verifier::pin(first_root));
    for (;;) {
        const auto name = "root/" + std::to_string(verifier.root().version + 1) + ".json";
        ASSIGN_OR_RETURN(const auto next, trust_file(hub, name));
        if (!next) return verifier;
        if (auto taken = verifier.take_root(*next); !taken) return failure(std::move(taken.error()), name);
    }
}

}  // namespace storeside::ctl
