#include "sync/agent/pack_fetcher.hpp"

#include "firmware/base/log.hpp"
#include "sync/agent/download.hpp"
#include "sync/agent/trust_refresh.hpp"
#include "sync/patch/patch.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::agent {
namespace {

namespace fs = std::filesystem;

// A file on a kiosk that is larger than this is none of ours.
constexpr std::int64_t kLargestPack = std::int64_t{1} << 30;
// Operators hear of a download's progress no more often than this.
constexpr std::chrono::seconds kBetweenWords{5};

// Tries of a patch that the line broke, before the whole pack is fetched instead.
constexpr int kPatchTries = 5;

// Whether time alone may mend it: nobody need be told.
bool will_pass(const Error& error) {
    return error.code() == Errc::unavailable || error.code() == Errc::unknown;
}

std::string shortened(std::string text) {
    if (text.size() <= protocol::kTrustErrorBytes) return text;
    auto end = protocol::kTrustErrorBytes;
    while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;  // whole characters
    text.resize(end);
    return text;
}

}  // namespace

std::string current_pack(const fs::path& packs) { return PackFolder(packs).current(); }

PackFetcher::PackFetcher(const Options& options, HubLine& line, Random& random,
                         std::function<void(const fs::path&)> on_pack, std::function<void()> on_status)
    : options_(options),
      line_(line),
      random_(random),
      on_pack_(std::move(on_pack)),
      on_status_(std::move(on_status)),
      folder_(options.packs),
      backoff_(options.first_delay, options.longest_delay),
      client_(line),
      offered_(folder_.current()),
      current_(offered_),
      thread_([this] { run(); }) {}

void PackFetcher::want(const protocol::DesiredPack& pack) {
    const std::lock_guard lock(mutex_);
    wanted_ = pack;
    wish_is_new_ = true;
    changed_.notify_one();
}

void PackFetcher::served_from(const std::string& origin) {
    const std::lock_guard lock(mutex_);
    origin_ = origin;
}

void PackFetcher::opened(const fs::path& pack, Result<void> how) {
    const auto sha256 = pack.stem().string();
    if (!protocol::is_sha256(sha256)) return opened_at_start(how);
    if (how) how = folder_.use(sha256);
    {
        const std::lock_guard lock(mutex_);
        if (how) {
            if (current_ != sha256) before_ = std::exchange(current_, sha256);
            unopened_.clear();
            clean_up_ = true;
            changed_.notify_one();
            return;
        }
        unopened_ = shortened("the pack can't be opened: " + how.error().message());
    }
    on_status_();
}

// A pack that was good and can't be opened any more is brought here once more.
void PackFetcher::opened_at_start(const Result<void>& how) {
    const std::lock_guard lock(mutex_);
    if (how || offered_ != current_) return;
    offered_.clear();
    wish_is_new_ = wanted_.has_value();
    changed_.notify_one();
}

PackFetcher::Status PackFetcher::status() const {
    const std::lock_guard lock(mutex_);
    auto status = status_;
    status.pack = current_;
    if (status.trouble.empty()) status.trouble = unopened_;
    return status;
}

void PackFetcher::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    client_.cancel();
    origin_client_.cancel();
    if (thread_.joinable()) thread_.join();
}

void PackFetcher::run() {
    std::unique_lock lock(mutex_);
    const auto called = [this] { return stopping_ || wish_is_new_ || clean_up_; };
    auto pause = options_.refresh;
    for (;;) {
        changed_.wait_for(lock, pause, called);
        if (stopping_) return;
        if (std::exchange(clean_up_, false)) {
            folder_.remove_others(current_, before_);
            lock.unlock();
            on_status_();
            lock.lock();
            if (!wish_is_new_) continue;
        }
        wish_is_new_ = false;
        const auto pack = wanted_;
        lock.unlock();
        auto done = work(pack);
        lock.lock();
        if (stopping_) return;
        if (done) {
            backoff_.succeeded();
            // Not all kiosks in the same minute.
            pause = options_.refresh / 2 + random_part(options_.refresh, random_);
            continue;
        }
        log_error("agent",
                  Error(done.error()).with_context(pack ? "fetching pack " + pack->version : "trust"));
        pause = backoff_.next(random_);
    }
}

void PackFetcher::say(int percent, std::string trouble) {
    {
        const std::lock_guard lock(mutex_);
        if (status_.percent == percent && status_.trouble == trouble) return;
        status_.percent = percent;
        status_.trouble = std::move(trouble);
    }
    said_at_ = std::chrono::steady_clock::now();
    on_status_();
}

void PackFetcher::progress(std::int64_t have, std::int64_t size) {
    // 100 means that nothing is on its way.
    const auto percent = std::min(99, static_cast<int>(have * 100 / size));
    if (std::chrono::steady_clock::now() - said_at_ > kBetweenWords) return say(percent, {});
    const std::lock_guard lock(mutex_);
    status_.percent = percent;
}

Result<void> PackFetcher::take(const std::optional<protocol::DesiredPack>& pack) {
    if (!trust_) {
        ASSIGN_OR_RETURN(trust_, trust::TrustStore::open(options_.trust));
    }
    RETURN_IF_ERROR(refresh(*trust_, client_, options_.hub, line_.clock().now()));
    if (!pack) return {};
    const auto* target = trust_->targets(trust::kContent)->find(pack->sha256);
    if (!target)
        return failure(Errc::denied,
                       "the hub wants a pack that the shop's keys have not signed: " + pack->sha256);
    return fetch(*target);
}

Result<void> PackFetcher::work(const std::optional<protocol::DesiredPack>& pack) {
    auto done = take(pack);
    std::string trouble;
    // What has expired is named first: it is what somebody has to sign anew.
    if (const auto expired = trust_ ? trust_->expired(line_.clock().now()) : std::nullopt)
        trouble = expired->what + " has expired since " + to_rfc3339(expired->since);
    else if (!done && !will_pass(done.error()))
        trouble = done.error().message();
    say(100, shortened(std::move(trouble)));
    return done;
}

Result<void> PackFetcher::bring(const std::string& name, const std::string& sha256, std::int64_t size,
                                const fs::path& part) {
    const auto origin = [this] {
        const std::lock_guard lock(mutex_);
        return origin_failed_ ? std::string() : origin_;
    }();
    const Wanted wanted{(origin.empty() ? options_.hub : origin) + "/v1/packs/" + name, sha256, size};
    return download(
        [&](const auto& request, const auto& sink) {
            return origin.empty() ? client_.download(request, sink) : origin_client_.download(request, sink);
        },
        wanted, part, [&](std::int64_t have) { progress(have, size); });
}

Result<void> PackFetcher::fetch(const trust::Target& target) {
    const auto& sha256 = target.file.sha256;
    std::string current;
    {
        const std::lock_guard lock(mutex_);
        if (offered_ == sha256) return {};
        current = current_;
    }
    if (target.file.size > kLargestPack) return failure(Errc::invalid_input, "the pack is larger than a GiB");
    RETURN_IF_ERROR(folder_.create());
    // An older pack that is wanted again may still be here.
    if (!folder_.has(sha256)) {
        auto fetched = fetch_patched(target, current);
        // A line that broke goes on with the patch later, a few times; one that is no good gives way to the
        // whole.
        if (!fetched && (!will_pass(fetched.error()) || ++patch_failures_ > kPatchTries))
            fetched = fetch_whole(target);
        if (!fetched) {
            origin_failed_ = !origin_failed_;
            return fetched;
        }
        patch_failures_ = 0;
    }
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return failure(Errc::unavailable, "stopping");
        offered_ = sha256;
        unopened_.clear();
    }
    spdlog::info("agent: pack {} ({}) is here", target.version, sha256);
    on_pack_(folder_.pack(sha256));
    return {};
}

Result<void> PackFetcher::fetch_patched(const trust::Target& target, const std::string& from) {
    const auto* patch = from.empty() ? nullptr : target.patch_from(from);
    // One that is as long as the whole saves nothing.
    if (!patch || patch->file.size >= target.file.size) return failure(Errc::not_found, "there is no patch");
    const auto name = from + "-" + target.file.sha256;
    const auto difference = folder_.part(name), made = folder_.part(target.file.sha256 + ".patched");
    const auto applied = [&]() -> Result<void> {
        RETURN_IF_ERROR(bring(name + ".patch", patch->file.sha256, patch->file.size, difference));
        RETURN_IF_ERROR(
            patch::apply(folder_.pack(from), difference, made, static_cast<std::uint64_t>(target.file.size)));
        ASSIGN_OR_RETURN(const auto sha256, protocol::sha256_of_file(made));
        if (sha256 != target.file.sha256) return failure(Errc::corrupt, "the patch makes other bytes");
        return folder_.keep(made, sha256);
    }();
    std::error_code error;
    fs::remove(made, error);
    if (!applied && will_pass(applied.error())) return applied;
    fs::remove(difference, error);
    if (!applied) log_error("agent", Error(applied.error()).with_context("patch"));
    return applied;
}

Result<void> PackFetcher::fetch_whole(const trust::Target& target) {
    const auto& file = target.file;
    const auto part = folder_.part(file.sha256);
    RETURN_IF_ERROR(bring(file.sha256 + ".pack", file.sha256, file.size, part));
    return folder_.keep(part, file.sha256);
}

}  // namespace storeside::agent
