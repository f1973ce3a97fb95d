#include "firmware/device/espeak_speech.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/device/descriptor.hpp"
#include "firmware/device/speakable.hpp"

namespace storeside::device {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

// Of the languages of the screen; espeak-ng calls its voices as they are called.
constexpr std::array<std::string_view, 7> kVoices = {"en", "el", "ru", "hr", "tr", "de", "es"};

// A process that was killed still holds the sound card until the kernel has ended it.
constexpr auto kDying = 500ms;

std::string_view voice_of(std::string_view language) {
    language = language.substr(0, language.find_first_of("-_"));
    const auto* known = std::ranges::find(kVoices, language);
    return known == kVoices.end() ? kVoices.front() : *known;
}

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

// Longer than this no reading of `text` takes: then it hangs, e.g. on a sound card that went away.
std::chrono::seconds longest_reading(std::size_t bytes, int words_per_minute) {
    return 15s + std::chrono::seconds(bytes * 60 / static_cast<std::size_t>(words_per_minute));
}

bool is_program(const std::string& name) {
    if (name.find('/') != std::string::npos) return ::access(name.c_str(), X_OK) == 0;
    const char* folders = std::getenv("PATH");
    for (std::string_view rest = folders ? folders : "/usr/bin:/bin"; !rest.empty();) {
        const auto end = rest.find(':');
        const auto file = std::filesystem::path(rest.substr(0, end)) / name;
        if (::access(file.c_str(), X_OK) == 0) return true;
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    }
    return false;
}

// A child process that reads `text` aloud. It and what it started end with this object.
class Reading {
public:
    static Result<Reading> start(const std::vector<std::string>& command, std::string_view text,
                                 std::chrono::seconds at_most) {
        int ends[2];
        // A socket rather than a pipe: writing to one that nobody reads any more is an error and no signal.
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            return failure(Errc::internal, fmt::format("no socket: {}", ::strerror(errno)));
        const Descriptor ours(ends[0]), theirs(ends[1]);
        Reading reading;
        reading.complaints_ = Descriptor(::memfd_create("speech", MFD_CLOEXEC));
        RETURN_IF_ERROR(reading.spawn(command, theirs.get()));
        reading.ends_ = Steady::now() + at_most;
        // The kernel's buffer is larger than any utterance: this neither waits nor is cut short.
        if (::send(ours.get(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            return failure(Errc::internal, fmt::format("it takes no text: {}", ::strerror(errno)));
        return reading;
    }

    Reading(Reading&& other) noexcept
        : pid_(std::exchange(other.pid_, -1)),
          process_(std::move(other.process_)),
          complaints_(std::move(other.complaints_)),
          ends_(other.ends_) {}
    Reading& operator=(Reading&&) = delete;
    ~Reading() {
        if (pid_ < 0) return;
        silence();
        ::waitpid(pid_, nullptr, 0);
    }

    // Readable when it has ended.
    int descriptor() const { return process_.get(); }
    Steady::time_point ends() const { return ends_; }
    void silence() const { ::kill(-pid_, SIGKILL); }

    bool ended_within(std::chrono::milliseconds time) const {
        pollfd poll{process_.get(), POLLIN, 0};
        return ::poll(&poll, 1, static_cast<int>(time.count())) == 1;
    }

    // Once it has ended: what was wrong, or nothing. It leaves no zombie.
    std::optional<Error> verdict() {
        int status = 0;
        ::waitpid(std::exchange(pid_, -1), &status, 0);
        const std::string words = last_complaint();
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && words.empty()) return std::nullopt;
        return Error(Errc::unavailable, fmt::format("it ended with status {}: {}", status, words));
    }

private:
    Reading() = default;

    Result<void> spawn(const std::vector<std::string>& command, int input) {
        std::vector<char*> arguments;
        arguments.reserve(command.size() + 1);
        for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&files, complaints_.get(), STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
        // The kiosk's threads block the signals that end it; its children shall not.
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
        const int error = ::posix_spawnp(&pid_, arguments[0], &files, &attributes, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
        if (error != 0) {
            pid_ = -1;
            return failure(Errc::unavailable, fmt::format("it does not start: {}", ::strerror(error)));
        }
        process_ = Descriptor(::pidfd_open(pid_, 0));
        if (!process_) return failure(Errc::internal, fmt::format("no pidfd: {}", ::strerror(errno)));
        return {};
    }

    std::string last_complaint() const {
        std::array<char, 4096> bytes;
        const auto got = ::pread(complaints_.get(), bytes.data(), bytes.size(), 0);
        std::string_view text(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        while (text.ends_with('\n')) text.remove_suffix(1);
        return std::string(text.substr(text.rfind('\n') + 1));
    }

    pid_t pid_ = -1;
    Descriptor process_, complaints_;
    Steady::time_point ends_;
};

}  // namespace

// The thread that starts, ends and waits for the processes.
class EspeakSpeech::Speaker {
public:
    explicit Speaker(std::vector<std::string> command)
        : command_(std::move(command)),
          wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          thread_([this] { run(); }) {}

    ~Speaker() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake();
        thread_.join();
        wipe(wanted_.text);
    }

    void want(Utterance utterance) {
        {
            const std::lock_guard lock(mutex_);
            wipe(wanted_.text);
            wanted_ = std::move(utterance);
            changed_ = true;
            speaking_ = !wanted_.text.empty();
        }
        wake();
    }

    bool speaking() const { return speaking_; }

private:
    void wake() const { static_cast<void>(::eventfd_write(wake_.get(), 1)); }

    void run() {
        std::optional<Reading> reading;
        for (;;) {
            wait_for_something(reading);
            if (reading && reading->ended_within(0ms)) finish(reading);
            if (reading && Steady::now() >= reading->ends()) {
                complain(Error(Errc::unavailable, "it hangs and is ended"));
                end(reading);
                finished();
            }
            std::unique_lock lock(mutex_);
            if (!stopping_ && !changed_) continue;
            changed_ = false;
            Utterance next = std::exchange(wanted_, {});
            const bool stop = stopping_;
            lock.unlock();
            end(reading);
            if (stop) return wipe(next.text);
            if (!next.text.empty()) begin(next, reading);
        }
    }

    void wait_for_something(const std::optional<Reading>& reading) const {
        std::array<pollfd, 2> polls{pollfd{wake_.get(), POLLIN, 0},
                                    pollfd{reading ? reading->descriptor() : -1, POLLIN, 0}};
        int at_most = -1;
        if (reading) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(reading->ends() - Steady::now());
            at_most = static_cast<int>(std::max(left, 0ms).count());
        }
        ::poll(polls.data(), polls.size(), at_most);
        eventfd_t count = 0;
        static_cast<void>(::eventfd_read(wake_.get(), &count));
    }

    void begin(Utterance& next, std::optional<Reading>& reading) {
        auto command = command_;
        for (auto word : {std::string("-v"), std::string(voice_of(next.language)), std::string("-s"),
                          std::to_string(next.words_per_minute), std::string("-a"),
                          std::to_string(next.volume * 2)})  // espeak's amplitude is 0 to 200
            command.push_back(std::move(word));
        auto started =
            Reading::start(command, next.text, longest_reading(next.text.size(), next.words_per_minute));
        wipe(next.text);
        if (started)
            reading.emplace(std::move(*started));
        else {
            complain(std::move(started.error()));
            finished();
        }
    }

    // Silence, and the sound card free for the next one.
    static void end(std::optional<Reading>& reading) {
        if (!reading) return;
        reading->silence();
        reading->ended_within(kDying);
        reading.reset();
    }

    void finish(std::optional<Reading>& reading) {
        if (auto error = reading->verdict())
            complain(std::move(*error));
        else
            complained_ = false;
        reading.reset();
        finished();
    }

    void finished() {
        const std::lock_guard lock(mutex_);
        if (!changed_) speaking_ = false;
    }

    // Once, until it works again: a screen is read aloud in many pieces.
    void complain(Error error) {
        if (!std::exchange(complained_, true))
            log_error("speech", std::move(error).with_context(command_[0]));
    }

    const std::vector<std::string> command_;
    const Descriptor wake_;
    std::mutex mutex_;
    Utterance wanted_;
    bool changed_ = false;
    bool stopping_ = false;
    std::atomic<bool> speaking_{false};
    bool complained_ = false;  // the thread's own
    std::thread thread_;       // last: it uses all of the above
};

EspeakSpeech::EspeakSpeech(EspeakOptions options)
    : options_(std::move(options)), speaker_(std::make_unique<Speaker>(options_.command)) {}
EspeakSpeech::~EspeakSpeech() = default;

void EspeakSpeech::say(Utterance utterance) {
    speaker_->want({speakable(utterance.text), utterance.language,
                    std::clamp(utterance.words_per_minute, 80, 400), std::clamp(utterance.volume, 0, 100)});
    wipe(utterance.text);
}

void EspeakSpeech::hush() { speaker_->want({}); }

bool EspeakSpeech::available() const {
    if (!is_program(options_.command[0])) return false;
    if (options_.sound_cards.empty()) return true;
    // " 0 [PCH            ]: HDA-Intel - HDA Intel PCH", or "--- no soundcards ---"
    const auto cards = read_file(options_.sound_cards, 64 << 10);
    return cards && cards->find("]:") != std::string::npos;
}

bool EspeakSpeech::speaking() const { return speaker_->speaking(); }

}  // namespace storeside::device
