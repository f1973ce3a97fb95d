// A pack's file: an SQLite database, and behind its last page the search indexes, mapped where they lie.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"

namespace storeside::content {

class PackFile {
public:
    // not_found: no such file. invalid_input: no SQLite database.
    static Result<PackFile> open(const std::filesystem::path& path);

    // The same for bytes in memory (fuzz targets, and packs that are checked before they are written).
    static Result<PackFile> open_bytes(std::string bytes);

    db::Database& database() { return database_; }

    // `size` bytes at `at` behind the database; corrupt when the file doesn't have them.
    Result<std::string_view> behind(std::int64_t at, std::int64_t size) const;

private:
    struct Mapping;

    PackFile(db::Database database, std::shared_ptr<const Mapping> mapping);

    db::Database database_;
    std::shared_ptr<const Mapping> mapping_;
};

}  // namespace storeside::content
