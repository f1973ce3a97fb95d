#include "firmware/services/store.hpp"

#include <future>

#include "config/kiosk_schema.hpp"
#include "firmware/base/log.hpp"
#include "firmware/db/database.hpp"
#include "firmware/db/migrations.hpp"
#include "firmware/journal/mailbox.hpp"
#include "firmware/journal/outbox.hpp"
#include "sync/protocol/bodies.hpp"

namespace storeside::services {
namespace {

journal::Record record_of(const tickets::Ticket& ticket) {
    return {0, ticket.id, std::string(protocol::kTicket), ticket.created_at, protocol::encode(ticket)};
}
journal::Record record_of(const tickets::Message& message) {
    return {0, message.id, std::string(protocol::kMessage), message.created_at, protocol::encode(message)};
}
journal::Record record_of(const tickets::Rating& rating) {
    return {0, rating.id, std::string(protocol::kRating), rating.created_at, protocol::encode(rating)};
}
journal::Record record_of(const kiosk::Audit& audit) {
    return {0, audit.id, std::string(protocol::kAudit), audit.at,
            protocol::encode(protocol::Audit{audit.id, audit.at, audit.what, audit.who})};
}

}  // namespace

// Everything that lives in kiosk.db, touched by the store's thread alone.
class Store::Books {
public:
    explicit Books(db::Database database) : database_(std::move(database)) {}

    Result<void> append(const kiosk::Append& append) {
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        RETURN_IF_ERROR(outbox_.append(
            transaction, std::visit([](const auto& r) { return record_of(r); }, append.record)));
        if (const auto* ticket = std::get_if<tickets::Ticket>(&append.record))
            RETURN_IF_ERROR(tickets_.add(transaction, *ticket));
        return transaction.commit();
    }

    Result<void> settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                        const journal::Cursor& cursor) {
        ASSIGN_OR_RETURN(const auto fresh, mailbox_.fresh(mail, cursor));
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        RETURN_IF_ERROR(outbox_.acknowledge(transaction, acked));
        for (const auto& item : fresh)
            if (auto applied = apply(transaction, item); !applied) {
                // Mail that can't be read must not hold up the mail behind it for ever.
                if (applied.error().code() != Errc::invalid_input) return applied;
                log_error("mailbox", applied.error());
            }
        RETURN_IF_ERROR(mailbox_.advance(transaction, cursor));
        RETURN_IF_ERROR(transaction.commit());
        // What the hub has is overwritten in the database, but its old pages are still in the write-ahead
        // log.
        return acked > 0 ? database_.execute("PRAGMA wal_checkpoint(TRUNCATE)") : Result<void>{};
    }

    Result<Counts> count() {
        Counts counts;
        ASSIGN_OR_RETURN(counts.unsent, outbox_.unsent_count());
        ASSIGN_OR_RETURN(counts.open_tickets, tickets_.open());
        return counts;
    }

    journal::Outbox& outbox() { return outbox_; }
    journal::Mailbox& mailbox() { return mailbox_; }
    staff::Pins& pins() { return pins_; }
    SettingBook& settings() { return settings_; }

private:
    // Of a reply only the fact stays on the disk; its words go to the screen of the session they belong to,
    // or nowhere.
    Result<void> apply(db::Transaction& transaction, const journal::Mail& mail) {
        if (mail.kind == protocol::kReply) {
            ASSIGN_OR_RETURN(const auto reply, protocol::decode_reply(mail.body));
            return tickets_.set_state(transaction, reply.ticket, tickets::State::answered);
        }
        if (mail.kind == protocol::kTicketState) {
            ASSIGN_OR_RETURN(const auto moved, protocol::decode_ticket_state(mail.body));
            return tickets_.set_state(transaction, moved.ticket, moved.state);
        }
        return {};  // a kind that a newer hub knows
    }

    db::Database database_;
    journal::Outbox outbox_{database_};
    journal::Mailbox mailbox_{database_};
    tickets::TicketBook tickets_{database_};
    staff::Pins pins_{database_};
    SettingBook settings_{database_};
};

Store::Store(std::unique_ptr<Books> books, const Clock& clock) : books_(std::move(books)), clock_(clock) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& path, const Clock& clock,
                                           const std::string& vfs) {
    ASSIGN_OR_RETURN(auto database, db::Database::open(path, db::Database::Mode::read_write, vfs));
    if (auto migrated = db::migrate(database, config::kiosk_migrations()); !migrated)
        return failure(std::move(migrated.error()), path.string());
    return std::unique_ptr<Store>(new Store(std::make_unique<Books>(std::move(database)), clock));
}

void Store::append(kiosk::Append append, std::function<void(Result<void>)> done) {
    worker_.post(
        [this, append = std::move(append), done = std::move(done)] { done(books_->append(append)); });
}

void Store::check_pin(Secret pin, std::function<void(Result<staff::Checked>)> done) {
    worker_.post([this, pin = std::move(pin), done = std::move(done)] {
        done(books_->pins().check(pin, clock_.now()));
    });
}

void Store::count(std::function<void(Result<Counts>)> done) {
    worker_.post([this, done = std::move(done)] { done(books_->count()); });
}

template <class T>
Result<T> Store::wait_for(std::function<Result<T>(Books&)> question) {
    std::promise<Result<T>> promise;
    auto answer = promise.get_future();
    const bool posted = worker_.post([this, &promise, &question] { promise.set_value(question(*books_)); });
    if (!posted) return failure(Errc::unavailable, "the store has stopped");
    return answer.get();
}

Result<void> Store::set_pin(const std::string& name, const Secret& pin) {
    return wait_for<void>([&](Books& books) { return books.pins().set(name, pin); });
}

Result<bool> Store::has_staff() {
    return wait_for<bool>([](Books& books) -> Result<bool> {
        ASSIGN_OR_RETURN(const bool empty, books.pins().empty());
        return !empty;
    });
}

Result<void> Store::keep_settings(const DesiredSettings& desired) {
    return wait_for<void>([&](Books& books) { return books.settings().keep(desired); });
}

Result<DesiredSettings> Store::kept_settings() {
    return wait_for<DesiredSettings>([](Books& books) { return books.settings().kept(); });
}

Result<std::vector<journal::Record>> Store::unsent(std::size_t limit_bytes) {
    return wait_for<std::vector<journal::Record>>(
        [&](Books& books) { return books.outbox().unsent(limit_bytes); });
}

Result<journal::Cursor> Store::cursor() {
    return wait_for<journal::Cursor>([](Books& books) { return books.mailbox().cursor(); });
}

Result<void> Store::settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                           const journal::Cursor& cursor) {
    return wait_for<void>([&](Books& books) { return books.settle(acked, mail, cursor); });
}

}  // namespace storeside::services
