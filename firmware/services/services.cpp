#include "firmware/services/services.hpp"

#include "firmware/base/log.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/invitation.hpp"

namespace storeside::services {
namespace {

using Problem = kiosk::Setup::Problem;

Problem problem_of(const Error& error) {
    switch (error.code()) {
        case Errc::invalid_input:
            return Problem::no_code;
        case Errc::denied:
        case Errc::conflict:
            return Problem::refused;
        case Errc::unavailable:
        case Errc::unknown:
            return Problem::unreachable;
        default:
            return Problem::failed;
    }
}

Id id_of(const kiosk::Append& append) {
    return std::visit([](const auto& record) { return record.id; }, append.record);
}

}  // namespace

Services::Services(Store& store, ContentService& content, Line line, Box box, Answer answer)
    : store_(store),
      content_(content),
      line_(std::move(line)),
      box_(std::move(box)),
      answer_(std::move(answer)) {}

void Services::run(kiosk::Effects effects) {
    for (auto& effect : effects) std::visit([this](auto& e) { run(std::move(e)); }, effect);
}

// While the line is known to be down nobody waits for a call to fail before the kept orders are asked.
void Services::run(kiosk::AskOrder effect) {
    if (online_)
        ask_the_hub(std::move(effect), {});
    else
        ask_kept(std::move(effect), {});
}

void Services::ask_the_hub(kiosk::AskOrder effect, std::optional<Outcome> kept_said) {
    auto question = effect.question;
    line_.find_order(std::move(question), [this, effect = std::move(effect), kept_said](Found found) {
        if (found) {
            const auto outcome = *found ? Outcome::found : Outcome::no_match;
            return answer_(
                kiosk::OrderArrived{effect.tag, outcome, std::move(*found).value_or(orders::Order{})});
        }
        log_error("orders", found.error());
        if (kept_said) return answer_(kiosk::OrderArrived{effect.tag, *kept_said, {}});
        ask_kept(effect, Outcome::unavailable);
    });
}

void Services::ask_kept(kiosk::AskOrder effect, std::optional<Outcome> hub_said) {
    auto question = effect.question;
    kept_.find(std::move(question), [this, effect = std::move(effect), hub_said](Found found) mutable {
        if (found && *found)
            return answer_(kiosk::OrderArrived{effect.tag, Outcome::found, std::move(**found), true});
        const auto outcome = found ? Outcome::not_kept : Outcome::unavailable;
        if (!found && found.error().code() != Errc::not_found) log_error("orders", found.error());
        if (hub_said) return answer_(kiosk::OrderArrived{effect.tag, outcome, {}});
        ask_the_hub(std::move(effect), outcome);
    });
}

void Services::run(kiosk::CheckPin effect) {
    store_.check_pin(std::move(effect.pin), [this, tag = effect.tag](Result<staff::Checked> checked) {
        if (!checked) log_error("staff", checked.error());
        const auto& result = checked ? *checked : staff::Checked{};
        answer_(kiosk::PinChecked{tag, result.verdict, result.name, result.locked_until});
    });
}

void Services::run(kiosk::Enrol effect) {
    const auto done = [this, tag = effect.tag](Result<std::string> name) {
        if (name) return answer_(kiosk::Enrolled{tag, Problem::none, std::move(*name)});
        log_error("setup", name.error());
        answer_(kiosk::Enrolled{tag, problem_of(name.error())});
    };
    if (!effect.hub.empty()) return line_.enrol(std::move(effect.hub), std::move(effect.code), done);
    const auto scanned = protocol::read_qr_text(effect.code.view());
    if (!scanned) return done(std::unexpected(scanned.error()));
    line_.enrol(Secret(scanned->hub), Secret(scanned->code), done);
}

void Services::run(kiosk::AskStatus effect) {
    store_.count([this, tag = effect.tag, settings = line_.settings(),
                  packs = line_.packs()](Result<Store::Counts> counts) {
        if (!counts) log_error("staff", counts.error());
        staff::Status status{.online = online_,
                             .hub = box_.hub,
                             .store = box_.store,
                             .kiosk = box_.kiosk,
                             .pack_version = content_.version(),
                             .program = box_.program,
                             .last_sync = from_micros(last_sync_),
                             .turned_away = turned_away_,
                             .settings = settings,
                             .packs = packs};
        if (counts) {
            status.unsent = counts->unsent;
            status.room = counts->room;
            for (const auto& entry : counts->open_tickets)
                status.waiting.push_back(
                    {entry.code, std::string(tickets::name(entry.state)), entry.created_at});
        }
        answer_(kiosk::StatusArrived{tag, std::move(status)});
    });
}

void Services::run(kiosk::Append effect) {
    const auto session = effect.session;
    const Id id = id_of(effect);
    store_.append(std::move(effect), [this, session, id](Result<void> done) {
        if (!done) log_error("store", done.error());
        answer_(kiosk::Appended{session, id, done.has_value()});
        if (done) line_.something_to_send();
    });
}

void Services::line_changed(bool online, Time last_sync) {
    last_sync_ = to_micros(last_sync);
    if (online_.exchange(online) != online) answer_(kiosk::LineChanged{online});
}

void Services::mail_arrived(const journal::Mail& mail) {
    if (mail.kind == protocol::kReply) {
        if (auto reply = protocol::decode_reply(mail.body))
            return answer_(kiosk::ReplyArrived{std::move(*reply)});
        else
            return log_error("mail", reply.error());
    }
    if (mail.kind == protocol::kTicketState) {
        if (const auto moved = protocol::decode_ticket_state(mail.body))
            answer_(kiosk::TicketMoved{moved->ticket, moved->state});
        else
            log_error("mail", moved.error());
    }
    if (mail.kind == journal::kSnapshot) {
        const auto snapshot = protocol::decode_snapshot(mail.body);
        if (!snapshot) return log_error("mail", snapshot.error());
        for (const auto& fact : snapshot->tickets) answer_(kiosk::TicketMoved{fact.ticket, fact.state});
    }
}

}  // namespace storeside::services
