#include "sync/agent/sync_caller.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/agent/hub_calls.hpp"

namespace storeside::agent {
namespace {

// What a call may take beyond the time the hub holds it.
constexpr std::chrono::seconds kMargin{20};
// An answer that says nothing and comes sooner than this was not held.
constexpr std::chrono::seconds kSoon{1};
// Shorter calls than this would cost more than the line they keep alive.
constexpr std::chrono::seconds kLeastPatience{20};

}  // namespace

SyncCaller::SyncCaller(const Options& options, HubLine& line, journal::Logs& logs, Random& random,
                       const Callbacks& callbacks, PackFetcher& packs)
    : options_(options),
      logs_(logs),
      clock_(line.clock()),
      random_(random),
      callbacks_(callbacks),
      packs_(packs),
      backoff_(options.first_delay, options.longest_delay),
      client_(line),
      patience_(options.patience),
      settings_(options.settings),
      thread_([this] { run(); }) {}

void SyncCaller::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    if (holding_) client_.cancel();
    changed_.notify_one();
}

void SyncCaller::report(protocol::ReportedSettings settings) {
    {
        const std::lock_guard lock(mutex_);
        settings_ = std::move(settings);
    }
    wake();
}

void SyncCaller::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        client_.cancel();
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

void SyncCaller::run() {
    for (;;) {
        const auto next = call();
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        rest(next);
        const std::lock_guard lock(mutex_);
        if (stopping_) return;
    }
}

void SyncCaller::rest(const Next& next) {
    if (next.pause.count() == 0) return;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, next.pause, [&] { return stopping_ || (next.by_wake && woken_); });
}

SyncCaller::Next SyncCaller::call() {
    {
        // Before the outbox is read: what is appended from here on wakes again.
        const std::lock_guard lock(mutex_);
        woken_ = false;
        if (!stopping_) client_.resume();
    }
    auto cursor = logs_.cursor();
    if (!cursor) return failed(std::move(cursor.error()).with_context("the mailbox's cursor"));
    auto receipt = logs_.newest_acknowledged();
    if (!receipt) return failed(std::move(receipt.error()).with_context("the outbox"));
    auto records = logs_.unsent(protocol::kOutboxBytes);
    if (!records) return failed(std::move(records.error()).with_context("the outbox"));
    if (records->size() > protocol::kMaxRecords) records->resize(protocol::kMaxRecords);

    protocol::SyncRequest message;
    message.cursor = *cursor;
    message.receipt = *receipt;
    const auto content = packs_.status();
    message.reported = {desired_seen_, options_.program, content.pack,
                        static_cast<std::int64_t>(records->size())};
    message.reported.order_key = options_.order_key;
    message.reported.pack_percent = content.percent;
    message.reported.trust_error = content.trouble;
    {
        const std::lock_guard lock(mutex_);
        message.reported.settings = settings_;
    }
    message.outbox = std::move(*records);
    // The first call, and the one after a failure, come back at once: they say whether the line is there.
    const auto wait = sure_ && message.outbox.empty() ? patience_ : std::chrono::seconds(0);
    message.wait = wait.count();
    auto request = post_json(options_.hub, "/v1/sync", protocol::encode(message));
    request.timeout = wait + kMargin;
    request.repeatable = true;  // the hub takes each record once
    request.zstd = true;
    {
        const std::lock_guard lock(mutex_);
        holding_ = wait.count() != 0;
        if (stopping_ || (holding_ && woken_)) {
            holding_ = false;
            return {};
        }
    }
    const auto began = std::chrono::steady_clock::now();
    const auto response = client_.send(request);
    {
        const std::lock_guard lock(mutex_);
        const bool cut_off = holding_ && woken_ && !response;
        holding_ = false;
        if (cut_off || stopping_) return {};
    }
    if (!response) {
        // A line that died in silence while the hub held the call: something on the way cuts idle lines.
        if (wait.count() != 0 && response.error().code() == Errc::unknown) {
            patience_ = std::max(std::min(kLeastPatience, options_.patience), patience_ / 2);
        }
        return failed(response.error());
    }
    if (response->status != 200) return turned_away(*response);
    const auto answer = protocol::decode_sync_answer(response->body);
    if (!answer) return failed(Error(answer.error()).with_context("the hub's answer"));
    if (!message.outbox.empty() && answer->acked > message.outbox.back().sequence) {
        return failed(Error(Errc::invalid_input, "the hub's answer: acked: a record that it was not sent"));
    }
    if (message.outbox.empty() && answer->acked != 0) {
        return failed(Error(Errc::invalid_input, "the hub's answer: acked: it was sent nothing"));
    }
    if (auto taken = take(*cursor, *answer); !taken) return failed(taken.error());

    sure_ = true;
    last_sync_ = clock_.now();
    note(protocol::TurnedAway::no);
    if (callbacks_.on_line) callbacks_.on_line(true, last_sync_);
    Next next;
    next.pause = std::chrono::seconds(answer->retry_after);
    next.by_wake = false;
    // A hub that neither takes what it is sent nor holds the call is not asked in a circle.
    const bool taken_up = message.outbox.empty() || answer->acked >= message.outbox.front().sequence;
    const bool moved = answer->cursor.epoch != cursor->epoch || answer->cursor.n > cursor->n;
    const bool held = wait.count() == 0 || moved || std::chrono::steady_clock::now() - began > kSoon;
    if (taken_up && held) {
        backoff_.succeeded();
    } else if (next.pause.count() == 0) {
        next = {backoff_.next(random_), true};
    }
    return next;
}

Result<void> SyncCaller::take(const journal::Cursor& before, const protocol::SyncAnswer& answer) {
    const bool news = answer.acked != 0 || !answer.mail.empty() || answer.cursor != before;
    if (news) {
        if (auto settled = logs_.settle(answer.acked, answer.mail, answer.cursor); !settled) {
            return failure(std::move(settled.error()), "taking the hub's answer in");
        }
        const auto seen = before.epoch == answer.cursor.epoch ? before.n : 0;
        for (const auto& mail : answer.mail) {
            if (mail.n > seen && callbacks_.on_mail) callbacks_.on_mail(mail);
        }
    }
    packs_.served_from(answer.desired.origin);
    keep_seal_key(answer.desired);
    if (answer.desired.version > desired_seen_) {
        if (answer.desired.pack) packs_.want(*answer.desired.pack);
        // What could not be kept counts as not seen, so that the hub says it again; it holds nothing else up.
        const auto& settings = answer.desired.settings;
        if (!settings || !callbacks_.on_settings || callbacks_.on_settings(answer.desired.version, *settings))
            desired_seen_ = answer.desired.version;
    }
    return {};
}

void SyncCaller::keep_seal_key(const protocol::Desired& desired) {
    if (!desired.seal_key || desired.seal_key->id == seal_key_ || !callbacks_.on_seal_key) return;
    if (auto kept = callbacks_.on_seal_key(*desired.seal_key); kept)
        seal_key_ = desired.seal_key->id;
    else
        log_error("agent", Error(kept.error()).with_context("keeping the hub's key for sealing"));
}

SyncCaller::Next SyncCaller::failed(const Error& error) {
    sure_ = false;
    log_error("agent", Error(error).with_context("sync"));
    if (callbacks_.on_line) callbacks_.on_line(false, last_sync_);
    Next next;
    next.pause = backoff_.next(random_);
    return next;
}

void SyncCaller::note(protocol::TurnedAway turned_away) {
    if (turned_away == turned_away_) return;
    turned_away_ = turned_away;
    if (callbacks_.on_turned_away) callbacks_.on_turned_away(turned_away);
}

SyncCaller::Next SyncCaller::turned_away(const http::Response& response) {
    const auto why = refused(response);
    auto next = failed(to_error(why));
    const auto reason =
        response.status == 403 ? protocol::decode_turned_away(response.body) : protocol::TurnedAway::no;
    note(reason);
    if (reason != protocol::TurnedAway::no) {
        next.pause = options_.gone_delay / 2 + random_part(options_.gone_delay, random_);
        next.by_wake = false;
    }
    if (response.status == 404 || response.status == 410) {
        spdlog::error(
            "agent: {} is no hub for this kiosk (any more): it is asked again only every {} minutes or so; "
            "check the address and the proxy, or enrol the kiosk anew and restart it",
            options_.hub, std::chrono::duration_cast<std::chrono::minutes>(options_.gone_delay).count());
        next.pause = options_.gone_delay / 2 + random_part(options_.gone_delay, random_);
        next.by_wake = false;
    }
    if (why.retry_after.count() != 0) {
        next.pause = std::max<std::chrono::milliseconds>(next.pause, why.retry_after);
        next.by_wake = false;
    }
    return next;
}

}  // namespace storeside::agent
