// The kiosk's packs on its disk: `<sha256>.pack` files, and `current`, a link to the one that the screen
// shows.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"

namespace storeside::agent {

class PackFolder {
public:
    // Made when something is written.
    explicit PackFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path pack(const std::string& sha256) const { return folder_ / (sha256 + ".pack"); }
    // What is on its way.
    std::filesystem::path part(const std::string& name) const { return folder_ / (name + ".part"); }

    // The sha256 that `current` leads to; empty when there is none.
    std::string current() const;

    // Whether this pack is here, whole.
    bool has(const std::string& sha256) const;

    Result<void> create() const;

    // The file becomes the pack that its name says, durably.
    Result<void> keep(const std::filesystem::path& part, const std::string& sha256) const;

    // Lets `current` lead to it, durably.
    Result<void> use(const std::string& sha256) const;

    // Removes what every publication leaves behind but these two packs: the disk would fill up.
    void remove_others(const std::string& now, const std::string& before) const;

private:
    std::filesystem::path folder_;
};

}  // namespace storeside::agent
