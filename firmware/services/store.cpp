#include "firmware/services/store.hpp"

#include <algorithm>
#include <future>
#include <span>

#include "config/kiosk_schema.hpp"
#include "firmware/base/log.hpp"
#include "firmware/db/database.hpp"
#include "firmware/db/migrations.hpp"
#include "firmware/journal/mailbox.hpp"
#include "firmware/journal/outbox.hpp"
#include "firmware/services/kept_orders.hpp"
#include "firmware/services/sealer.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::services {
namespace {

// What the hub acknowledged is kept for as long as a hub's backup may be old.
constexpr Duration kKept = std::chrono::days(14);
constexpr Duration kBetweenSweeps = std::chrono::hours(1);
// Kept records that make way for one new record when kiosk.db is as large as it may be.
constexpr int kMakeWay = 20;

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
    Books(db::Database database, std::filesystem::path folder, RoomLimits limits)
        : database_(std::move(database)), folder_(std::move(folder)), limits_(std::move(limits)) {}

    // Those that wait at the same time share a transaction, and so the wait for the disk. When that does not
    // work each is tried by itself, so that none fails for another's sake.
    void append(std::vector<Asked> asked) {
        std::vector<Result<journal::Record>> records;
        for (auto& one : asked) records.push_back(prepare(one.append));
        const bool together = asked.size() > 1 && write(asked, records);
        for (std::size_t i = 0; i != asked.size(); ++i) {
            auto& record = records[i];
            if (!record)
                asked[i].done(std::unexpected(std::move(record.error())));
            else
                asked[i].done(together ? Result<void>{} : write({&asked[i], 1}, {&record, 1}));
        }
    }

    Result<void> settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                        const journal::Cursor& cursor, Time now) {
        ASSIGN_OR_RETURN(const auto fresh, mailbox_.fresh(mail, cursor));
        ASSIGN_OR_RETURN(const auto before, mailbox_.cursor());
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        RETURN_IF_ERROR(outbox_.acknowledge(transaction, acked, now));
        if (!before.epoch.empty() && before.epoch != cursor.epoch) {
            spdlog::warn("store: the hub begins anew: what it acknowledged lately is sent again");
            RETURN_IF_ERROR(outbox_.send_again(transaction));
        }
        for (const auto& item : fresh)
            if (auto applied = apply(transaction, item); !applied) {
                // Mail that can't be read must not hold up the mail behind it for ever.
                if (applied.error().code() != Errc::invalid_input) return applied;
                log_error("mailbox", applied.error());
            }
        RETURN_IF_ERROR(mailbox_.advance(transaction, cursor));
        RETURN_IF_ERROR(transaction.commit());
        // What is gone is overwritten in the database, but its old pages are still in the write-ahead log.
        const bool gone = std::ranges::find(fresh, protocol::kErase, &journal::Mail::kind) != fresh.end();
        return gone ? database_.execute("PRAGMA wal_checkpoint(TRUNCATE)") : Result<void>{};
    }

    // Deletes what was kept long enough; a failure only means that it is tried again later.
    void sweep(Time now) {
        if (now >= swept_at_ && now - swept_at_ < kBetweenSweeps) return;
        if (auto swept = forget(now); swept)
            swept_at_ = now;
        else
            log_error("store", std::move(swept.error()).with_context("deleting what the hub has"));
    }

    Result<staff::Room> room() {
        ASSIGN_OR_RETURN(const auto used, used_bytes(database_));
        return room_for(used, limits_.free(folder_), limits_);
    }

    Result<Counts> count() {
        Counts counts;
        ASSIGN_OR_RETURN(counts.unsent, outbox_.unsent_count());
        ASSIGN_OR_RETURN(counts.room, room());
        ASSIGN_OR_RETURN(counts.open_tickets, tickets_.open());
        return counts;
    }

    RoomLimits& limits() { return limits_; }
    Result<void> load() { return sealer_.load(); }
    Result<void> keep(const protocol::SealKey& key) { return sealer_.keep(key, outbox_); }

    KeptOrders& orders() { return orders_; }
    journal::Outbox& outbox() { return outbox_; }
    journal::Mailbox& mailbox() { return mailbox_; }
    staff::Pins& pins() { return pins_; }
    SettingBook& settings() { return settings_; }

private:
    // What is written of it; an error when nothing is.
    Result<journal::Record> prepare(kiosk::Append& append) {
        RETURN_IF_ERROR(make_way());
        ASSIGN_OR_RETURN(const auto room, this->room());
        if (room != staff::Room::plenty) RETURN_IF_ERROR(make_do(append, room));
        return sealer_.seal(std::visit([](const auto& r) { return record_of(r); }, append.record));
    }

    // Each record that there is, with its effect, in one transaction.
    Result<void> write(std::span<const Asked> asked, std::span<const Result<journal::Record>> records) {
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        for (std::size_t i = 0; i != asked.size(); ++i) {
            if (!records[i]) continue;
            RETURN_IF_ERROR(outbox_.append(transaction, *records[i]));
            if (const auto* ticket = std::get_if<tickets::Ticket>(&asked[i].append.record))
                RETURN_IF_ERROR(tickets_.add(transaction, *ticket));
        }
        return transaction.commit();
    }

    // When kiosk.db is nearly as large as it may be, what the hub has goes first.
    Result<void> make_way() {
        ASSIGN_OR_RETURN(const auto used, used_bytes(database_));
        if (used < limits_.nearly_full()) return {};
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        RETURN_IF_ERROR(outbox_.make_way(transaction, kMakeWay));
        return transaction.commit();
    }

    // What is kept of a record when room is short.
    static Result<void> make_do(kiosk::Append& append, staff::Room room) {
        if (room == staff::Room::none)
            return failure(Errc::disk_full, "this kiosk has no room left: nothing more is taken");
        if (std::holds_alternative<tickets::Rating>(append.record))
            return failure(Errc::disk_full, "this kiosk has little room left: no ratings are taken");
        if (auto* ticket = std::get_if<tickets::Ticket>(&append.record)) ticket->journey.clear();
        return {};
    }

    Result<void> forget(Time now) {
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        ASSIGN_OR_RETURN(const auto forgotten, outbox_.forget(transaction, now - kKept, now));
        RETURN_IF_ERROR(orders_.forget_expired(transaction, now));
        RETURN_IF_ERROR(transaction.commit());
        // It is overwritten in the database, but its old pages are still in the write-ahead log.
        return forgotten > 0 ? database_.execute("PRAGMA wal_checkpoint(TRUNCATE)") : Result<void>{};
    }

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
        if (mail.kind == journal::kSnapshot) {
            ASSIGN_OR_RETURN(const auto snapshot, protocol::decode_snapshot(mail.body));
            for (const auto& fact : snapshot.tickets)
                RETURN_IF_ERROR(tickets_.set_state(transaction, fact.ticket, fact.state));
        }
        if (mail.kind == protocol::kErase) {
            ASSIGN_OR_RETURN(const auto order, protocol::decode_erase(mail.body));
            for (const auto& record : order.records) RETURN_IF_ERROR(outbox_.erase(transaction, record));
            return tickets_.erase(transaction, order.ticket);
        }
        return apply_orders(transaction, mail);
    }

    // What shoppers say needs the room more. Nothing for a kind that a newer hub knows.
    Result<void> apply_orders(db::Transaction& transaction, const journal::Mail& mail) {
        if (mail.kind != protocol::kOrdersKept && mail.kind != protocol::kOrdersDropped) return {};
        ASSIGN_OR_RETURN(const auto room, this->room());
        if (room == staff::Room::plenty) return orders_.apply(transaction, mail);
        spdlog::warn("store: there is little room: no orders are kept for when the line is down");
        return orders_.forget_all(transaction);
    }

    db::Database database_;
    std::filesystem::path folder_;
    RoomLimits limits_;
    Time swept_at_{};
    journal::Outbox outbox_{database_};
    journal::Mailbox mailbox_{database_};
    tickets::TicketBook tickets_{database_};
    staff::Pins pins_{database_};
    SettingBook settings_{database_};
    Sealer sealer_{database_};
    KeptOrders orders_{database_};
};

Store::Store(std::unique_ptr<Books> books, const Clock& clock) : books_(std::move(books)), clock_(clock) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& path, const Clock& clock,
                                           const std::string& vfs, RoomLimits limits) {
    ASSIGN_OR_RETURN(auto database, db::Database::open(path, db::Database::Mode::read_write, vfs));
    if (auto migrated = db::migrate(database, config::kiosk_migrations()); !migrated)
        return failure(std::move(migrated.error()), path.string());
    auto books = std::make_unique<Books>(std::move(database), path.parent_path(), std::move(limits));
    if (auto loaded = books->load(); !loaded) return failure(std::move(loaded.error()), path.string());
    return std::unique_ptr<Store>(new Store(std::move(books), clock));
}

void Store::append(kiosk::Append append, std::function<void(Result<void>)> done) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back({std::move(append), std::move(done)});
        if (asked_.size() > 1) return;  // whoever takes the first takes this one, too
    }
    worker_.post([this] {
        std::vector<Asked> asked;
        {
            const std::lock_guard lock(mutex_);
            asked.swap(asked_);
        }
        books_->append(std::move(asked));
    });
}

void Store::keep_below(std::int64_t largest_database) {
    worker_.post([this, largest_database] { books_->limits().largest_database = largest_database; });
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

Result<void> Store::keep_seal_key(const protocol::SealKey& key) {
    return wait_for<void>([&](Books& books) { return books.keep(key); });
}

Result<orders::PublicKey> Store::keep_orders_with(const orders::Key& kiosk) {
    return wait_for<orders::PublicKey>([&](Books& books) { return books.orders().keep_with(kiosk); });
}

Result<orders::Derivation> Store::begin_look_up() {
    return wait_for<orders::Derivation>(
        [&](Books& books) { return books.orders().begin_look_up(clock_.now()); });
}

Result<std::optional<orders::Order>> Store::kept_order(const orders::Derived& derived, const Secret& number) {
    return wait_for<std::optional<orders::Order>>(
        [&](Books& books) { return books.orders().find(derived, number, clock_.now()); });
}

Result<std::vector<journal::Record>> Store::unsent(std::size_t limit_bytes) {
    return wait_for<std::vector<journal::Record>>([&](Books& books) {
        books.sweep(clock_.now());
        return books.outbox().unsent(limit_bytes);
    });
}

Result<std::optional<journal::Receipt>> Store::newest_acknowledged() {
    return wait_for<std::optional<journal::Receipt>>(
        [](Books& books) { return books.outbox().newest_acknowledged(); });
}

Result<journal::Cursor> Store::cursor() {
    return wait_for<journal::Cursor>([](Books& books) { return books.mailbox().cursor(); });
}

Result<void> Store::settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                           const journal::Cursor& cursor) {
    return wait_for<void>([&](Books& books) { return books.settle(acked, mail, cursor, clock_.now()); });
}

}  // namespace storeside::services
