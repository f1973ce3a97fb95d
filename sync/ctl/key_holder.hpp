// Keys in files, and the passphrases that open them: from a file, or typed without being shown.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "sync/trust/keys.hpp"

namespace storeside::ctl {

// What is in `file`, without its last line break; asked for on the terminal when `file` is empty. `twice`: a
// new one, typed again so that nobody locks themselves out. denied without a terminal.
Result<Secret> passphrase(const std::string& question, const std::filesystem::path& file, bool twice = false);

// Asks for the passphrase only when the key has one.
Result<trust::SigningKey> read_key(const std::filesystem::path& file,
                                   const std::filesystem::path& passphrase_file);

// The public half, out of a file of either half.
Result<trust::PublicKey> read_public_key(const std::filesystem::path& file);

// Makes NAME.key (0600) and NAME.pub in the folder. conflict when there is one already.
Result<trust::SigningKey> make_key(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& role, const std::filesystem::path& passphrase_file);

}  // namespace storeside::ctl
