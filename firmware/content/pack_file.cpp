#include "firmware/content/pack_file.hpp"

#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <fstream>
#include <optional>

namespace storeside::content {
namespace {

namespace ipc = boost::interprocess;

// https://www.sqlite.org/fileformat.html: the page size, two bytes, 1 for 65536; and the pages, four bytes.
constexpr std::size_t kHeader = 100;
constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kPagesAt = 28;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

Result<std::uint64_t> database_size(std::string_view header, std::uint64_t file_size) {
    if (header.size() < kHeader || !header.starts_with("SQLite format 3"))
        return failure(Errc::invalid_input, "this is no Storeside pack");
    const std::uint64_t page = big_endian(header.substr(kPageSizeAt, 2));
    const std::uint64_t size = (page == 1 ? 65536 : page) * big_endian(header.substr(kPagesAt, 4));
    if (size == 0 || size > file_size) return failure(Errc::corrupt, "the file is cut off");
    return size;
}

}  // namespace

struct PackFile::Mapping {
    ipc::mapped_region region;
    std::string bytes;  // instead, for what is in memory already
    std::string_view behind;
};

PackFile::PackFile(db::Database database, std::shared_ptr<const Mapping> mapping)
    : database_(std::move(database)), mapping_(std::move(mapping)) {}

Result<PackFile> PackFile::open(const std::filesystem::path& path) {
    auto database = db::Database::open(path, db::Database::Mode::immutable);
    if (!database) return std::unexpected(std::move(database.error()));
    std::string header(kHeader, '\0');
    std::ifstream(path, std::ios::binary).read(header.data(), static_cast<std::streamsize>(header.size()));
    std::error_code code;
    const auto file_size = std::filesystem::file_size(path, code);
    if (code) return failure(Errc::not_found, code.message());
    ASSIGN_OR_RETURN(const auto size, database_size(header, file_size));
    auto mapping = std::make_shared<Mapping>();
    if (file_size > size) {
        try {
            mapping->region = ipc::mapped_region(ipc::file_mapping(path.c_str(), ipc::read_only),
                                                 ipc::read_only, static_cast<ipc::offset_t>(size),
                                                 static_cast<std::size_t>(file_size - size));
        } catch (const ipc::interprocess_exception& error) {
            return failure(Errc::unavailable, error.what());
        }
        mapping->behind = {static_cast<const char*>(mapping->region.get_address()),
                           mapping->region.get_size()};
    }
    return PackFile(std::move(*database), std::move(mapping));
}

Result<PackFile> PackFile::open_bytes(std::string bytes) {
    ASSIGN_OR_RETURN(const auto size,
                     database_size(std::string_view(bytes).substr(0, kHeader), bytes.size()));
    auto mapping = std::make_shared<Mapping>();
    mapping->bytes = std::move(bytes);
    const std::string_view all = mapping->bytes;
    mapping->behind = all.substr(size);
    ASSIGN_OR_RETURN(auto database, db::Database::open_bytes(all.substr(0, size)));
    return PackFile(std::move(database), std::move(mapping));
}

Result<std::string_view> PackFile::behind(std::int64_t at, std::int64_t size) const {
    const auto all = static_cast<std::int64_t>(mapping_->behind.size());
    if (at < 0 || size < 0 || at > all || size > all - at)
        return failure(Errc::corrupt, "its search index is cut off");
    return mapping_->behind.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
}

}  // namespace storeside::content
