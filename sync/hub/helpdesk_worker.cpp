#include "sync/hub/helpdesk_worker.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "firmware/base/log.hpp"
#include "sync/connectors/helpdesk/agent_text.hpp"
#include "sync/hub_store/mailbox.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub {
namespace {

constexpr Duration kOpenFor = std::chrono::hours(24);

// The same answer has the same id always, also in a hub that was restored and reads it again: a kiosk that
// has shown it knows it. A UUIDv8 (RFC 9562) of the helpdesk's key for it.
Id reply_id(std::string_view key) {
    auto hash = protocol::sha256(key).substr(0, 32);
    hash[12] = '8';
    hash[16] = 'a';
    for (const std::size_t dash : {20, 16, 12, 8}) hash.insert(dash, "-");
    return parse_id(hash).value_or(Id{});
}

}  // namespace

HelpdeskWorker::HelpdeskWorker(db::Database database, connectors::Helpdesk& helpdesk, const Clock& clock,
                               Random& random, WorkerTimes times, std::function<void(const Id&)> on_mail)
    : database_(std::move(database)),
      helpdesk_(helpdesk),
      clock_(clock),
      random_(random),
      times_(times),
      on_mail_(std::move(on_mail)),
      breaker_(times.breaker),
      bucket_(times.calls_per_second, 2 * times.calls_per_second) {
    note_health({});
    loop_.post([this] {
        // What the last run of this hub was doing when it ended may be in the helpdesk or not.
        if (auto recovered = hub_store::Jobs(database_).recover(clock_.now() + helpdesk_.lookup_lag());
            !recovered) {
            log_error("helpdesk", recovered.error());
        }
        round();
    });
}

void HelpdeskWorker::wake() {
    if (woken_.exchange(true)) return;
    loop_.post([this] {
        woken_ = false;
        round();
    });
}

void HelpdeskWorker::erase(std::vector<connectors::TicketRef> refs, Erased done) {
    loop_.post([this, refs = std::move(refs), done = std::move(done)]() mutable {
        std::vector<std::string> left;
        for (const auto& ref : refs) {
            const auto erased = helpdesk_.erase(ref);
            if (!erased)
                left.push_back(helpdesk_.name() + " could not be asked to erase " + ref + " (" +
                               erased.error().message() + "): erase it there");
            else if (!erased->empty())
                left.push_back(*erased);
        }
        done(std::move(left));
    });
}

void HelpdeskWorker::stop() {
    stopping_ = true;
    loop_.stop();
}

void HelpdeskWorker::round() {
    const auto now = clock_.now();
    if (now >= std::max(poll_not_before_, not_before_) && bucket_.take(now)) {
        if (auto polled = poll(); polled) {
            polls_failed_ = 0;
        } else {
            log_error("helpdesk", Error(polled.error()).with_context("reading answers"));
            poll_not_before_ =
                clock_.now() +
                (polled.error().code() == Errc::denied ? times_.denied_delay : back_off(polls_failed_++));
            leave_alone(polled.error());
        }
    }
    // The position in the answers comes first: one given before the first ticket exists misses no answer to
    // it. Later, an answer that can't be read holds up no ticket.
    const auto position = hub_store::Jobs(database_).cursor(helpdesk_.name());
    if (position && !position->empty()) work();
    next_round();
}

void HelpdeskWorker::next_round() {
    const auto open = hub_store::Tickets(database_).any_open(clock_.now() - kOpenFor);
    const auto busy = hub_store::Jobs(database_).any_unfinished();
    const bool soon = (open && *open) || (busy && *busy);
    auto pause = soon ? times_.poll_open : times_.poll_quiet;
    const auto turn = std::chrono::ceil<std::chrono::milliseconds>(bucket_.wait(clock_.now()));
    if (soon && turn.count() != 0) pause = std::min(pause, turn);
    loop_.post_after(pause, [this, tick = ++ticks_] {
        if (tick == ticks_) round();
    });
}

void HelpdeskWorker::work() {
    while (!stopping_) {
        const auto now = clock_.now();
        if (now < not_before_ || !breaker_.allows(now) || bucket_.wait(now).count() != 0) return;
        auto job = hub_store::Jobs(database_).claim(clock_.now(), times_.lease);
        if (!job) return log_error("helpdesk", job.error());
        if (!*job) return;
        bucket_.take(now);
        perform(**job);
    }
}

void HelpdeskWorker::perform(const hub_store::Job& job) {
    auto ticket = hub_store::Tickets(database_).find(job.ticket);
    auto told = !ticket    ? Result<void>(std::unexpected(std::move(ticket.error())))
                : !*ticket ? failure(Errc::invalid_input, "there is no such ticket")
                           : tell(job, **ticket);
    if (!told) return put_off(job, told.error());
    breaker_.succeeded();
    note_health({});
}

Result<void> HelpdeskWorker::tell(const hub_store::Job& job, const hub_store::Ticket& ticket) {
    if (job.kind == protocol::kTicket) return create(job, ticket);
    if (ticket.ref.empty()) return failure(Errc::invalid_input, "the helpdesk never accepted its ticket");
    if (job.kind == protocol::kMessage) {
        ASSIGN_OR_RETURN(const auto message, protocol::decode_message(job.body));
        RETURN_IF_ERROR(helpdesk_.add_message(ticket.ref, message));
    } else {
        ASSIGN_OR_RETURN(const auto rating, protocol::decode_rating(job.body));
        RETURN_IF_ERROR(helpdesk_.add_rating(ticket.ref, rating));
    }
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(hub_store::Jobs(database_).done(transaction, job));
    return transaction.commit();
}

Result<void> HelpdeskWorker::create(const hub_store::Job& job, const hub_store::Ticket& ticket) {
    ASSIGN_OR_RETURN(auto sent, protocol::decode_ticket(job.body));
    ASSIGN_OR_RETURN(const auto ref, helpdesk_.create({std::move(sent), ticket.store, ticket.kiosk_name}));
    // The helpdesk has it, whatever fails now: poll() holds back answers to it while it is in doubt.
    if (auto noted = note_created(job, ticket, ref); !noted)
        return failure(Errc::unknown, "storing its reference: " + noted.error().message());
    spdlog::info("helpdesk: {} has ticket {} as {}", helpdesk_.name(), to_string(ticket.id), ref);
    on_mail_(ticket.kiosk);
    return {};
}

Result<void> HelpdeskWorker::note_created(const hub_store::Job& job, const hub_store::Ticket& ticket,
                                          const connectors::TicketRef& ref) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(hub_store::Tickets(database_).set_ref(transaction, ticket.id, helpdesk_.name(), ref));
    if (ticket.state == tickets::State::sent)
        RETURN_IF_ERROR(announce(transaction, ticket, tickets::State::open));
    RETURN_IF_ERROR(hub_store::Jobs(database_).done(transaction, job));
    return transaction.commit();
}

// Each failed job waits ever longer, so that those behind it have their turn: the trouble may be its own.
// When one after the other fails, it is the helpdesk's, which is then left alone.
void HelpdeskWorker::put_off(const hub_store::Job& job, const Error& error) {
    hub_store::Jobs jobs(database_);
    const auto now = clock_.now();
    Result<void> stored;
    leave_alone(error);
    switch (error.code()) {
        case Errc::unknown:
            breaker_.failed(now);
            // The jobs of other tickets need not wait for this one's look-up.
            stored = jobs.unknown(job, now + std::max(helpdesk_.lookup_lag(), back_off(job.attempts)),
                                  error.message());
            break;
        case Errc::invalid_input:
        case Errc::not_found:
            breaker_.succeeded();  // it answers
            stored = jobs.dead(job, error.message());
            break;
        case Errc::denied:
            not_before_ = std::max(not_before_, now + times_.denied_delay);
            stored = jobs.retry(job, not_before_ + back_off(job.attempts), error.message());
            break;
        default:
            breaker_.failed(now);
            stored = jobs.retry(job, std::max(now, not_before_) + back_off(job.attempts), error.message());
            break;
    }
    spdlog::warn("helpdesk: {}: {} of ticket {}: {}: {}", helpdesk_.name(), job.kind, to_string(job.ticket),
                 name(error.code()), error.message());
    if (!stored) log_error("helpdesk", stored.error());
    const bool of_the_job = error.code() == Errc::invalid_input || error.code() == Errc::not_found;
    note_health(of_the_job ? std::string() : error.message());
}

// Retry-After is for all calls, not for the one that it answered.
void HelpdeskWorker::leave_alone(const Error& error) {
    if (error.retry_after().count() == 0) return;
    not_before_ = std::max(not_before_, clock_.now() + error.retry_after());
}

void HelpdeskWorker::note_health(std::string error) {
    constexpr std::string_view kNames[] = {"closed", "open", "half_open"};
    const auto now = clock_.now();
    const auto state = breaker_.state(now);
    auto until = state == connectors::CircuitBreaker::State::open ? breaker_.until() : Time{};
    if (not_before_ > now) until = std::max(until, not_before_);
    const std::lock_guard lock(health_mutex_);
    health_ = {helpdesk_.name(), std::string(kNames[static_cast<std::size_t>(state)]), until,
               std::move(error)};
}

protocol::HelpdeskHealth HelpdeskWorker::health() const {
    const std::lock_guard lock(health_mutex_);
    return health_;
}

Duration HelpdeskWorker::back_off(int failures) {
    const auto ceiling =
        std::min(times_.longest_delay, times_.first_delay * (1 << std::clamp(failures, 0, 16)));
    std::array<std::byte, 4> bytes;
    random_.fill(bytes);
    std::uint32_t dice = 0;
    std::memcpy(&dice, bytes.data(), sizeof dice);
    return ceiling * static_cast<std::int64_t>(dice) / static_cast<std::int64_t>(0xffff'ffff);
}

Result<void> HelpdeskWorker::announce(db::Transaction& transaction, const hub_store::Ticket& ticket,
                                      tickets::State state) {
    const auto now = clock_.now();
    RETURN_IF_ERROR(hub_store::Tickets(database_).set_state(transaction, ticket.id, state, now));
    return hub_store::Mailbox(database_).append(
        transaction, ticket.kiosk, make_id(now, random_), protocol::kTicketState,
        protocol::encode(protocol::TicketState{ticket.id, state}), now);
}

Result<void> HelpdeskWorker::poll() {
    hub_store::Jobs jobs(database_);
    hub_store::Tickets tickets(database_);
    const auto helpdesk = helpdesk_.name();
    ASSIGN_OR_RETURN(const auto cursor, jobs.cursor(helpdesk));
    ASSIGN_OR_RETURN(const auto news, helpdesk_.answers_after(cursor));
    if (news.cursor == cursor && news.answers.empty() && news.closed.empty()) return {};

    std::set<Id> kiosks;
    bool strangers = false;
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto& answer : news.answers) {
        ASSIGN_OR_RETURN(const auto ticket, tickets.by_ref(helpdesk, answer.ticket));
        strangers = strangers || !ticket;
        if (!ticket) continue;
        // Whatever a connector gives: mail that a kiosk can't take would hold up all that follows it.
        const tickets::Reply reply{reply_id(helpdesk + ":" + answer.key), ticket->id,
                                   connectors::shortened(answer.from, protocol::kMaxFromBytes),
                                   connectors::shortened(answer.text, protocol::kMaxReplyBytes),
                                   answer.created_at};
        ASSIGN_OR_RETURN(const bool fresh,
                         tickets.add(transaction, reply, helpdesk + ":" + answer.key, clock_.now()));
        if (!fresh) continue;
        RETURN_IF_ERROR(hub_store::Mailbox(database_).append(
            transaction, ticket->kiosk, reply.id, protocol::kReply, protocol::encode(reply), clock_.now()));
        if (ticket->state != tickets::State::answered) {
            RETURN_IF_ERROR(announce(transaction, *ticket, tickets::State::answered));
        }
        kiosks.insert(ticket->kiosk);
    }
    for (const auto& ref : news.closed) {
        ASSIGN_OR_RETURN(const auto ticket, tickets.by_ref(helpdesk, ref));
        strangers = strangers || !ticket;
        if (!ticket || ticket->state == tickets::State::closed) continue;
        RETURN_IF_ERROR(announce(transaction, *ticket, tickets::State::closed));
        kiosks.insert(ticket->kiosk);
    }
    // An answer to a ticket we don't know may belong to one whose creation we are still in doubt about: read
    // it again.
    ASSIGN_OR_RETURN(const bool in_doubt, jobs.any_create_in_doubt());
    if (!(strangers && in_doubt)) RETURN_IF_ERROR(jobs.set_cursor(transaction, helpdesk, news.cursor));
    RETURN_IF_ERROR(transaction.commit());
    for (const auto& kiosk : kiosks) on_mail_(kiosk);
    return {};
}

}  // namespace storeside::hub
