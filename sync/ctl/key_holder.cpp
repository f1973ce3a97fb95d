#include "sync/ctl/key_holder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "firmware/base/file.hpp"
#include "sync/trust/key_file.hpp"

namespace storeside::ctl {
namespace {

constexpr std::size_t kLeastPassphrase = 8;  // bytes, of a new one

// The terminal itself, whatever standard input is.
class Terminal {
public:
    Terminal() : file_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
        if (file_ < 0 || ::tcgetattr(file_, &before_) != 0) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        quiet_ = ::tcsetattr(file_, TCSAFLUSH, &silent) == 0;
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() {
        if (quiet_) ::tcsetattr(file_, TCSAFLUSH, &before_);
        if (file_ >= 0) ::close(file_);
    }
    bool quiet() const { return quiet_; }

    Secret ask(const std::string& question) const {
        say(question);
        Secret line;
        for (char c = 0; ::read(file_, &c, 1) == 1 && c != '\n';) line.append({&c, 1});
        say("\n");
        return line;
    }

private:
    void say(std::string_view text) const { (void)!::write(file_, text.data(), text.size()); }

    int file_;
    bool quiet_ = false;
    termios before_{};
};

}  // namespace

Result<Secret> passphrase(const std::string& question, const std::filesystem::path& file, bool twice) {
    Secret secret;
    if (!file.empty()) {
        auto text = read_file(file, Secret::kCapacity);
        if (!text) return failure(std::move(text.error()), "the passphrase");
        const auto end = text->find_last_not_of("\r\n");
        secret = Secret(std::string_view(*text).substr(0, end == std::string::npos ? 0 : end + 1));
        explicit_bzero(text->data(), text->size());
    } else {
        const Terminal terminal;
        if (!terminal.quiet())
            return failure(Errc::denied,
                           "there is no terminal to ask for a passphrase: give --passphrase-file");
        secret = terminal.ask(question + ": ");
        if (twice && !(terminal.ask("The same again: ") == secret))
            return failure(Errc::invalid_input, "the two are not the same");
    }
    if (twice && secret.size() < kLeastPassphrase)
        return failure(Errc::invalid_input,
                       fmt::format("a passphrase has at least {} characters", kLeastPassphrase));
    return secret;
}

Result<trust::SigningKey> read_key(const std::filesystem::path& file,
                                   const std::filesystem::path& passphrase_file) {
    ASSIGN_OR_RETURN(const auto text, read_file(file, trust::kMaxKeyFile));
    auto key = [&]() -> Result<trust::SigningKey> {
        ASSIGN_OR_RETURN(const bool sealed, trust::wants_passphrase(text));
        Secret secret;
        if (sealed) {
            ASSIGN_OR_RETURN(secret, passphrase("Passphrase of " + file.string(), passphrase_file));
        }
        return trust::open_key(text, secret);
    }();
    if (!key) return failure(std::move(key.error()), file.string());
    return key;
}

Result<trust::PublicKey> read_public_key(const std::filesystem::path& file) {
    ASSIGN_OR_RETURN(const auto text, read_file(file, trust::kMaxKeyFile));
    const auto key = trust::decode_public_key(text);
    if (!key) return failure(Error(key.error()), file.string());
    return key->key;
}

Result<trust::SigningKey> make_key(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& role, const std::filesystem::path& passphrase_file) {
    const auto file = folder / (name + ".key");
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return failure(Errc::conflict, file.string() + " is there already, and a key must not be lost");
    ASSIGN_OR_RETURN(const auto secret,
                     passphrase("A new passphrase for " + file.string(), passphrase_file, true));
    SystemRandom random;
    auto key = trust::SigningKey::make(random);
    ASSIGN_OR_RETURN(const auto sealed, trust::seal_key(role, key, secret, random));
    RETURN_IF_ERROR(write_file(file, sealed, 0600));
    RETURN_IF_ERROR(write_file(folder / (name + ".pub"), trust::encode_public_key({role, key.public_key()})));
    return key;
}

}  // namespace storeside::ctl
