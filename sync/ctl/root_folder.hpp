// The roots of a shop in a folder of the people who hold its keys: root/1.json, root/2.json, …
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "sync/ctl/hub_client.hpp"
#include "sync/trust/verifier.hpp"

namespace storeside::ctl {

class RootFolder {
public:
    explicit RootFolder(std::filesystem::path folder) : folder_(std::move(folder) / "root") {}

    std::filesystem::path file(std::int64_t version) const {
        return folder_ / (std::to_string(version) + ".json");
    }
    // The highest version that is here; 0 when there is none.
    std::int64_t newest() const;
    Result<trust::Envelope> read(std::int64_t version) const;
    Result<void> write(std::int64_t version, const trust::Envelope& envelope) const;

    // Gives the hub those that it lacks; how many.
    Result<int> upload(HubClient& hub) const;

private:
    std::filesystem::path folder_;
};

// What the hub says under /v1/trust/NAME; nothing when it has no such file.
Result<std::optional<std::string>> trust_file(HubClient& hub, const std::string& name);

// The rules that follow from this root and the hub's later ones.
Result<trust::Verifier> follow_roots(HubClient& hub, const std::string& first_root);

}  // namespace storeside::ctl
