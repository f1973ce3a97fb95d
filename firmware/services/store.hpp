// The store worker: the sole owner of kiosk.db, on a thread of its own.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/journal/logs.hpp"
#include "firmware/kiosk/effect.hpp"
#include "firmware/services/setting_book.hpp"
#include "firmware/services/worker.hpp"
#include "firmware/staff/pins.hpp"
#include "firmware/tickets/ticket_book.hpp"

namespace storeside::services {

class Store final : public journal::Logs {
public:
    ~Store() override;

    // What the staff page shows of it.
    struct Counts {
        std::int64_t unsent = 0;
        std::vector<tickets::Entry> open_tickets;
    };

    // Opens or creates kiosk.db and brings its schema to this program's. `vfs`: see db::Database::open.
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& path, const Clock& clock,
                                               const std::string& vfs = {});

    // Any thread; `done` is called from the store's thread.

    // Puts the record into the outbox and its effect into the book in one transaction. `done(nothing)` means:
    // durable.
    void append(kiosk::Append append, std::function<void(Result<void>)> done);
    void check_pin(Secret pin, std::function<void(Result<staff::Checked>)> done);
    void count(std::function<void(Result<Counts>)> done);

    // Any other thread; these wait for the store's thread.

    Result<void> set_pin(const std::string& name, const Secret& pin);
    Result<bool> has_staff();
    Result<void> keep_settings(const DesiredSettings& desired);
    Result<DesiredSettings> kept_settings();
    Result<std::vector<journal::Record>> unsent(std::size_t limit_bytes) override;
    Result<journal::Cursor> cursor() override;
    Result<void> settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                        const journal::Cursor& cursor) override;

    // Finishes what was asked before; later questions fail as `unavailable`.
    void stop() { worker_.stop(); }

private:
    class Books;
    Store(std::unique_ptr<Books> books, const Clock& clock);

    template <class T>
    Result<T> wait_for(std::function<Result<T>(Books&)> question);

    std::unique_ptr<Books> books_;
    const Clock& clock_;
    Worker worker_;  // last: its thread ends before what it uses
};

}  // namespace storeside::services
