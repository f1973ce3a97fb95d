#include "tests/bench/durable.hpp"

#include <sqlite3.h>

#include <chrono>
#include <future>
#include <memory>
#include <vector>

#include "config/kiosk_schema.hpp"
#include "firmware/base/random.hpp"
#include "firmware/services/store.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/bench/report.hpp"
#include "tests/fakes/test_seal.hpp"

namespace storeside::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<tickets::Ticket> make_tickets(int count) {
    SystemClock clock;
    SystemRandom random;
    std::vector<tickets::Ticket> made;
    for (int i = 0; i != count; ++i) {
        tickets::Ticket ticket;
        ticket.id = make_id(clock.now(), random);
        ticket.code = short_code(ticket.id);
        ticket.created_at = clock.now();
        ticket.language = "en";
        ticket.question =
            "Where is the drill that was in the window last week, and does it come with a case?";
        made.push_back(std::move(ticket));
    }
    return made;
}

double per_second(int records, Clock::time_point start) {
    return records / std::chrono::duration<double>(Clock::now() - start).count();
}

Result<double> run_store(services::Store& store, int records) {
    auto made = make_tickets(records);
    std::promise<void> finished;
    int left = records;
    std::optional<Error> error;
    const auto start = Clock::now();
    for (auto& ticket : made)
        store.append({1, std::move(ticket)}, [&](const Result<void>& done) {
            if (!done) error = done.error();
            if (--left == 0) finished.set_value();
        });
    finished.get_future().wait();
    if (error) return std::unexpected(*error);
    return per_second(records, start);
}

// What anybody would write who has nothing but SQLite: its C interface, statements prepared once.
class Bare {
public:
    static Result<Bare> open(const std::filesystem::path& path) {
        Bare bare;
        sqlite3* raw = nullptr;
        sqlite3_open(path.c_str(), &raw);
        bare.database_.reset(raw);
        RETURN_IF_ERROR(bare.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"));
        RETURN_IF_ERROR(bare.run(std::string(config::kiosk_schema())));
        bare.begin_ = bare.prepare("BEGIN IMMEDIATE");
        bare.commit_ = bare.prepare("COMMIT");
        bare.record_ =
            bare.prepare("INSERT INTO outbox (id, kind, created_at, body) VALUES (?, 'ticket', ?, ?)");
        bare.ticket_ =
            bare.prepare("INSERT INTO ticket (id, code, state, created_at) VALUES (?, ?, 'sent', ?)");
        if (!bare.begin_ || !bare.commit_ || !bare.record_ || !bare.ticket_) return bare.trouble();
        return bare;
    }

    Result<double> run(int records) {
        const auto made = make_tickets(records);
        std::vector<std::string> bodies;
        for (const auto& ticket : made) bodies.push_back(protocol::encode(ticket));
        const auto start = Clock::now();
        for (std::size_t i = 0; i != made.size(); ++i) {
            const auto& ticket = made[i];
            const auto& body = bodies[i];
            const auto at =
                std::chrono::duration_cast<std::chrono::microseconds>(ticket.created_at.time_since_epoch())
                    .count();
            bind(record_, 1, ticket.id);
            sqlite3_bind_int64(record_.get(), 2, at);
            bind(record_, 3, body);
            bind(ticket_, 1, ticket.id);
            bind(ticket_, 2, ticket.code);
            sqlite3_bind_int64(ticket_.get(), 3, at);
            if (!step(begin_) || !step(record_) || !step(ticket_) || !step(commit_)) return trouble();
        }
        return per_second(records, start);
    }

private:
    template <auto function>
    struct Frees {
        void operator()(auto* object) const { function(object); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Frees<&sqlite3_finalize>>;

    Result<void> run(const std::string& sql) {
        if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return trouble();
        return {};
    }
    std::unexpected<Error> trouble() const {
        return failure(Errc::internal, sqlite3_errmsg(database_.get()));
    }
    Statement prepare(const char* sql) {
        sqlite3_stmt* raw = nullptr;
        sqlite3_prepare_v2(database_.get(), sql, -1, &raw, nullptr);
        return Statement(raw);
    }
    static void bind(const Statement& statement, int at, const std::string& text) {
        sqlite3_bind_text(statement.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    static void bind(const Statement& statement, int at, const Id& id) {
        sqlite3_bind_blob(statement.get(), at, id.bytes.data(), static_cast<int>(id.bytes.size()),
                          SQLITE_STATIC);
    }
    static bool step(const Statement& statement) {
        const bool done = sqlite3_step(statement.get()) == SQLITE_DONE;
        sqlite3_reset(statement.get());
        return done;
    }

    std::unique_ptr<sqlite3, Frees<&sqlite3_close>> database_;
    Statement begin_, commit_, record_, ticket_;
};

}  // namespace

Result<Durable> measure_durable(const std::filesystem::path& folder, int rounds, int records) {
    SystemClock clock;
    ASSIGN_OR_RETURN(auto opened, services::Store::open(folder / "kiosk.db", clock));
    const auto store = sealing(std::move(opened));
    ASSIGN_OR_RETURN(auto bare, Bare::open(folder / "bare.db"));
    std::vector<double> ours, theirs, ratios;
    for (int round = 0; round != rounds; ++round) {
        ASSIGN_OR_RETURN(const auto stored, run_store(*store, records));
        ASSIGN_OR_RETURN(const auto written, bare.run(records));
        ours.push_back(stored);
        theirs.push_back(written);
        ratios.push_back(stored / written);
    }
    return Durable{median(ours), median(theirs), median(ratios)};
}

}  // namespace storeside::bench
