// The ids of what was erased because somebody asked, in a file beside the database: a hub.db that is restored
// from a backup of the day before holds what was erased since, and this says what.
#pragma once
#include <filesystem>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"

namespace storeside::hub {

class ErasedFile {
public:
    explicit ErasedFile(std::filesystem::path file) : file_(std::move(file)) {}

    // On the disk when this returns.
    Result<void> add(const std::vector<Id>& ids, Time now);

    // Erases from the database what is in the file and, after a restore, came back. Says how many were.
    Result<std::int64_t> repeat(db::Database& database, Time now);

private:
    Result<std::vector<Id>> read() const;

    std::filesystem::path file_;
};

}  // namespace storeside::hub
