// SQLite as values: a connection, a statement, a transaction. One connection belongs to one thread.
#pragma once
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace storeside::db {

class Prepared;

// A prepared statement. Parameters are bound by name (":id"); a name the SQL doesn't have fails the next
// step().
class Statement {
public:
    Statement& bind(std::string_view name, std::integral auto value) {
        return bind_int(name, static_cast<std::int64_t>(value));
    }
    Statement& bind(std::string_view name, double value);
    Statement& bind(std::string_view name, std::string_view text);
    Statement& bind(std::string_view name, const char* text) { return bind(name, std::string_view(text)); }
    Statement& bind(std::string_view name, const std::string& text) {
        return bind(name, std::string_view(text));
    }
    Statement& bind(std::string_view name, const Id& id);    // as a 16-byte blob
    Statement& bind(std::string_view name, Time time);       // as microseconds
    Statement& bind(std::string_view name, std::nullopt_t);  // NULL
    Statement& bind_blob(std::string_view name, std::string_view bytes);

    // True when there is a row to read; false at the end.
    Result<bool> step();

    // Runs to the end, ignores rows, and makes the statement ready to be bound and run again.
    Result<void> run();

    // Ready to be bound and stepped again.
    void reset();

    // The columns of the current row, from 0. Text and blob views live until the next step() or reset().
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    Id id(int column) const;  // nil unless it is a 16-byte blob
    Time time(int column) const;
    bool is_null(int column) const;

private:
    friend class Database;
    // Gives it back to the connection that prepared it, for the next time the same SQL is asked for.
    struct PutBack {
        std::weak_ptr<Prepared> prepared;
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(sqlite3_stmt* statement, std::weak_ptr<Prepared> prepared)
        : statement_(statement, PutBack{std::move(prepared)}) {}
    Statement& bind_int(std::string_view name, std::int64_t value);
    int index(std::string_view name);

    std::unique_ptr<sqlite3_stmt, PutBack> statement_;
    std::string unknown_name_;
};

class Transaction;

class Database {
public:
    enum class Mode {
        read_write,  // created if missing, for its owner alone; WAL, synchronous=FULL, foreign keys on
        scratch,     // created if missing; no journal, no sync: for files that are built and then renamed
        immutable,   // nobody changes the file while it is open; nothing in it is trusted to run
    };

    // `vfs` names an SQLite VFS (tests lose unsynced writes through one); empty means the system's.
    static Result<Database> open(const std::filesystem::path& path, Mode mode, const std::string& vfs = {});

    // Opens bytes that are already in memory, as Mode::immutable (fuzz targets, and packs that are checked
    // first).
    static Result<Database> open_bytes(std::string_view bytes);

    // The whole database as it would be in a file; for one in memory.
    Result<std::string> bytes() const;

    // Compiling the SQL costs more than running it mostly does, so what was used before is used again.
    Result<Statement> prepare(std::string_view sql);

    // Runs SQL that gives no rows; several statements may be separated by semicolons.
    Result<void> execute(const std::string& sql);

    // Begins at once as a writer; waits up to 5 s for another writer.
    Result<Transaction> begin();

    // Rows changed by the last INSERT, UPDATE or DELETE.
    std::int64_t changes() const;

    std::int64_t last_row() const;

    sqlite3* handle() const { return database_.get(); }

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    explicit Database(sqlite3* database);

    std::unique_ptr<sqlite3, Close> database_;
    std::shared_ptr<Prepared> prepared_;  // ends before the connection; statements may outlive both
};

// Rolls back unless commit() was called. Functions take one to say: durable exactly when that transaction is.
class Transaction {
public:
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // Returns after the data is on the disk.
    Result<void> commit();

private:
    friend class Database;
    explicit Transaction(Database& database) : database_(&database) {}

    Database* database_;
};

}  // namespace storeside::db
