#include "firmware/db/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <unordered_map>

namespace storeside::db {
namespace {

Errc kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return Errc::disk_full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Errc::unavailable;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Errc::corrupt;
        case SQLITE_CONSTRAINT:
            return Errc::conflict;
        case SQLITE_CANTOPEN:
            return Errc::not_found;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return Errc::denied;
        default:
            return Errc::internal;
    }
}

std::unexpected<Error> sqlite_failure(sqlite3* database, std::string_view doing) {
    const int code = sqlite3_extended_errcode(database);
    return failure(kind_of(code), fmt::format("{}: {}", doing, sqlite3_errmsg(database)));
}

// A file from outside may hold views, triggers and functions that run when it is read: none of them may.
Result<void> distrust(sqlite3* database) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
    // Reading the schema is what finds out whether the file is a database at all.
    if (sqlite3_exec(database, "PRAGMA cell_size_check=ON; SELECT count(*) FROM sqlite_schema", nullptr,
                     nullptr, nullptr) != SQLITE_OK)
        return sqlite_failure(database, "reading its header");
    return {};
}

}  // namespace

// The statements of a connection that nobody uses at the moment.
class Prepared {
public:
    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() {
        for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
    }

    sqlite3_stmt* take(std::string_view sql) {
        const auto found = idle_.find(sql);
        if (found == idle_.end()) return nullptr;
        auto* statement = found->second;
        idle_.erase(found);
        return statement;
    }

    // What was bound, perhaps a shopper's words, is forgotten.
    void put_back(sqlite3_stmt* statement) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        if (idle_.size() < kMost)
            idle_.emplace(sqlite3_sql(statement), statement);
        else
            sqlite3_finalize(statement);
    }

private:
    static constexpr std::size_t kMost = 100;  // more than any program has texts of SQL

    std::unordered_multimap<std::string_view, sqlite3_stmt*> idle_;  // by the statement's own copy of its SQL
};

void Statement::PutBack::operator()(sqlite3_stmt* statement) const {
    if (const auto kept = prepared.lock())
        kept->put_back(statement);
    else
        sqlite3_finalize(statement);
}
Database::Database(sqlite3* database) : database_(database), prepared_(std::make_shared<Prepared>()) {}
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

int Statement::index(std::string_view name) {
    const int found = sqlite3_bind_parameter_index(statement_.get(), std::string(name).c_str());
    if (found == 0) unknown_name_ = name;
    return found;
}

Statement& Statement::bind_int(std::string_view name, std::int64_t value) {
    if (const int i = index(name)) sqlite3_bind_int64(statement_.get(), i, value);
    return *this;
}

Statement& Statement::bind(std::string_view name, double value) {
    if (const int i = index(name)) sqlite3_bind_double(statement_.get(), i, value);
    return *this;
}

Statement& Statement::bind(std::string_view name, std::string_view text) {
    // An empty view may point nowhere, and a null pointer would bind NULL.
    if (const int i = index(name))
        sqlite3_bind_text64(statement_.get(), i, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_blob(std::string_view name, std::string_view bytes) {
    if (const int i = index(name))
        sqlite3_bind_blob64(statement_.get(), i, bytes.empty() ? "" : bytes.data(), bytes.size(),
                            SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(std::string_view name, const Id& id) {
    return bind_blob(name, {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
}

Statement& Statement::bind(std::string_view name, Time time) { return bind_int(name, to_micros(time)); }

Statement& Statement::bind(std::string_view name, std::nullopt_t) {
    if (const int i = index(name)) sqlite3_bind_null(statement_.get(), i);
    return *this;
}

Result<bool> Statement::step() {
    if (!unknown_name_.empty())
        return failure(Errc::internal, fmt::format("the SQL has no parameter '{}': {}", unknown_name_,
                                                   sqlite3_sql(statement_.get())));
    switch (sqlite3_step(statement_.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            return sqlite_failure(sqlite3_db_handle(statement_.get()), "running SQL");
    }
}

Result<void> Statement::run() {
    Result<bool> row = true;
    while (row && *row) row = step();
    reset();
    if (!row) return std::unexpected(std::move(row.error()));
    return {};
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
Time Statement::time(int column) const { return from_micros(integer(column)); }
bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return bytes ? std::string_view(bytes,
                                    static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
                 : "";
}

std::string_view Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes ? std::string_view(bytes,
                                    static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
                 : "";
}

Id Statement::id(int column) const {
    Id id;
    const auto bytes = blob(column);
    if (bytes.size() == id.bytes.size()) std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode, const std::string& vfs) {
    std::string name = path.string();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (mode == Mode::immutable) {
        // A file: URI needs these escaped; everything else stands for itself.
        std::string escaped;
        for (const char c : std::filesystem::absolute(path).string())
            escaped += c == '?' ? "%3f" : c == '#' ? "%23" : c == '%' ? "%25" : std::string(1, c);
        name = "file:" + escaped + "?immutable=1";
        flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    Database database(handle);  // SQLite gives a handle to close even when it fails
    if (code != SQLITE_OK) return sqlite_failure(handle, "opening " + path.string());
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    // What shoppers wrote is for the program's own user. The journals take the rights of the file.
    if (mode == Mode::read_write && ::chmod(path.c_str(), 0600) != 0)
        return failure(Errc::denied, fmt::format("opening {}: {}", path.string(), std::strerror(errno)));
    Result<void> ready;
    switch (mode) {
        case Mode::read_write:
            ready = database.execute(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON");
            break;
        case Mode::scratch:
            ready = database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
            break;
        case Mode::immutable:
            ready = distrust(handle);
            break;
    }
    if (!ready) return failure(std::move(ready.error()), "opening " + path.string());
    return database;
}

Result<Database> Database::open_bytes(std::string_view bytes) {
    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, nullptr);
    Database database(handle);
    if (code != SQLITE_OK) return sqlite_failure(handle, "opening bytes");
    sqlite3_extended_result_codes(handle, 1);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size() + 1));
    if (!copy) return failure(Errc::internal, "out of memory");
    std::memcpy(copy, bytes.data(), bytes.size());
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(handle, "main", copy, size, size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        return sqlite_failure(handle, "opening bytes");
    RETURN_IF_ERROR(distrust(handle));
    return database;
}

Result<std::string> Database::bytes() const {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> copy(
        sqlite3_serialize(handle(), "main", &size, 0), sqlite3_free);
    if (!copy) return failure(Errc::internal, "out of memory");
    return std::string(reinterpret_cast<const char*>(copy.get()), static_cast<std::size_t>(size));
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = prepared_->take(sql);
    if (statement) return Statement(statement, prepared_);
    if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
        return sqlite_failure(handle(), "preparing SQL");
    if (!statement) return failure(Errc::internal, "preparing SQL: it is empty");
    return Statement(statement, prepared_);
}

Result<void> Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqlite_failure(handle(), "running SQL");
    return {};
}

Result<Transaction> Database::begin() {
    ASSIGN_OR_RETURN(auto begin, prepare("BEGIN IMMEDIATE"));
    RETURN_IF_ERROR(begin.run());
    return Transaction(*this);
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }
std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle()); }

Transaction::~Transaction() {
    // A failed statement may have rolled back already; then there is nothing to undo.
    if (database_ && sqlite3_get_autocommit(database_->handle()) == 0) (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
    ASSIGN_OR_RETURN(auto commit, database_->prepare("COMMIT"));
    RETURN_IF_ERROR(commit.run());
    database_ = nullptr;
    return {};
}

}  // namespace storeside::db
