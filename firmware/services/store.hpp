// The store worker: the sole owner of kiosk.db, on a thread of its own.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/journal/logs.hpp"
#include "firmware/kiosk/effect.hpp"
#include "firmware/orders/kiosk_key.hpp"
#include "firmware/services/room.hpp"
#include "firmware/services/setting_book.hpp"
#include "firmware/services/worker.hpp"
#include "firmware/staff/pins.hpp"
#include "firmware/tickets/ticket_book.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside::services {

class Store final : public journal::Logs {
public:
    ~Store() override;

    // What the staff page shows of it.
    struct Counts {
        std::int64_t unsent = 0;
        staff::Room room = staff::Room::plenty;
        std::vector<tickets::Entry> open_tickets;
    };

    // Opens or creates kiosk.db and brings its schema to this program's. `vfs`: see db::Database::open.
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& path, const Clock& clock,
                                               const std::string& vfs = {}, RoomLimits limits = {});

    // Any thread; `done` is called from the store's thread.

    // Puts the record, sealed, into the outbox and its effect into the book in one transaction; what waits at
    // the same time shares it.
    // `done(nothing)` means: durable. `unavailable` before keep_seal_key(); `disk_full` when there is no room
    // for this kind; with little room a ticket loses its journey.
    void append(kiosk::Append append, std::function<void(Result<void>)> done);
    // From now on the limit of RoomLimits::largest_database, in bytes.
    void keep_below(std::int64_t largest_database);
    void check_pin(Secret pin, std::function<void(Result<staff::Checked>)> done);
    void count(std::function<void(Result<Counts>)> done);

    // Any other thread; these wait for the store's thread.

    Result<void> set_pin(const std::string& name, const Secret& pin);
    Result<bool> has_staff();
    Result<void> keep_settings(const DesiredSettings& desired);
    Result<DesiredSettings> kept_settings();
    // What records are sealed to from now on.
    Result<void> keep_seal_key(const protocol::SealKey& key);
    // From now on orders that the hub sends are kept, sealed with this key. Gives what the hub seals them to.
    Result<orders::PublicKey> keep_orders_with(const orders::Key& kiosk);
    // Counts one more look-up among the kept orders, and says what to derive with. `not_found` when none are
    // kept, `denied` after too many in vain.
    Result<orders::Derivation> begin_look_up();
    // The kept order of this number that this opens, the newest of several. It was no look-up in vain then.
    Result<std::optional<orders::Order>> kept_order(const orders::Derived& derived, const Secret& number);
    Result<std::vector<journal::Record>> unsent(std::size_t limit_bytes) override;
    Result<std::optional<journal::Receipt>> newest_acknowledged() override;
    Result<journal::Cursor> cursor() override;
    Result<void> settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                        const journal::Cursor& cursor) override;

    // Finishes what was asked before; later questions fail as `unavailable`.
    void stop() { worker_.stop(); }

private:
    struct Asked {
        kiosk::Append append;
        std::function<void(Result<void>)> done;
    };
    class Books;
    Store(std::unique_ptr<Books> books, const Clock& clock);

    template <class T>
    Result<T> wait_for(std::function<Result<T>(Books&)> question);

    std::unique_ptr<Books> books_;
    const Clock& clock_;
    std::mutex mutex_;
    std::vector<Asked> asked_;  // to be appended, and not yet begun with
    Worker worker_;             // last: its thread ends before what it uses
};

}  // namespace storeside::services
