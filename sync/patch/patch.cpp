#include "sync/patch/patch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <utility>

namespace storeside::patch {
namespace {

constexpr int kLevel = 19;
constexpr std::size_t kLargest = std::size_t{1} << 30;
constexpr int kLeastWindowLog = 20, kMostWindowLog = 30;

template <auto function>
struct Calls {
    void operator()(auto* handle) const { function(handle); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, Calls<&ZSTD_freeCCtx>>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, Calls<&ZSTD_freeDCtx>>;

std::unexpected<Error> system_failure(std::string_view doing, const std::filesystem::path& path, int code) {
    const Errc kind = code == ENOENT   ? Errc::not_found
                      : code == ENOSPC ? Errc::disk_full
                      : code == EACCES ? Errc::denied
                                       : Errc::internal;
    return failure(kind, fmt::format("{} {}: {}", doing, path.string(), std::strerror(code)));
}

// A whole file in the address space.
class Mapped {
public:
    static Result<Mapped> to_read(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) return system_failure("opening", path, errno);
        struct stat about {};
        ::fstat(file, &about);
        auto mapped = of(file, static_cast<std::size_t>(about.st_size), PROT_READ, path);
        ::close(file);
        return mapped;
    }
    // The space is there before the first byte is written: writing to a mapped file on a full disk ends a
    // program.
    static Result<Mapped> to_write(const std::filesystem::path& path, std::size_t size) {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (file < 0) return system_failure("creating", path, errno);
        if (const int code = ::posix_fallocate(file, 0, static_cast<off_t>(size)); code != 0) {
            ::close(file);
            return system_failure("making room for", path, code);
        }
        auto mapped = of(file, size, PROT_READ | PROT_WRITE, path);
        ::close(file);
        return mapped;
    }

    Mapped(Mapped&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Mapped& operator=(Mapped&&) = delete;
    ~Mapped() {
        if (bytes_) ::munmap(bytes_, size_);
    }
    void* data() const { return bytes_; }
    std::size_t size() const { return size_; }
    Result<void> sync(const std::filesystem::path& path) const {
        if (::msync(bytes_, size_, MS_SYNC) != 0) return system_failure("syncing", path, errno);
        return {};
    }

private:
    Mapped(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}

    static Result<Mapped> of(int file, std::size_t size, int rights, const std::filesystem::path& path) {
        if (size == 0) return failure(Errc::invalid_input, path.string() + " is empty");
        void* bytes = ::mmap(nullptr, size, rights, MAP_SHARED, file, 0);
        if (bytes == MAP_FAILED) return system_failure("mapping", path, errno);
        return Mapped(bytes, size);
    }

    void* bytes_;
    std::size_t size_;
};

Error zstd_error(std::string_view doing, std::size_t code) {
    return {Errc::invalid_input, fmt::format("{}: {}", doing, ZSTD_getErrorName(code))};
}

Result<std::string> compress(std::string_view prefix, std::string_view fresh) {
    if (prefix.size() > kLargest || fresh.size() > kLargest - prefix.size())
        return failure(Errc::invalid_input, "too large for a patch");
    const Compressor compressor(ZSTD_createCCtx());
    if (!compressor) return failure(Errc::internal, "out of memory");
    // Everything of the old file must be in reach from the last byte of the new one.
    const int window = std::clamp(static_cast<int>(std::bit_width(prefix.size() + fresh.size())),
                                  kLeastWindowLog, kMostWindowLog);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_windowLog, window);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_enableLongDistanceMatching, 1);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_checksumFlag, 1);
    if (!prefix.empty()) ZSTD_CCtx_refPrefix(compressor.get(), prefix.data(), prefix.size());
    std::string out(ZSTD_compressBound(fresh.size()), '\0');
    const auto size = ZSTD_compress2(compressor.get(), out.data(), out.size(), fresh.data(), fresh.size());
    if (ZSTD_isError(size)) return std::unexpected(zstd_error("making a patch", size));
    out.resize(size);
    return out;
}

Result<void> decompress(const Mapped& before, const Mapped& difference, const Mapped& after) {
    const Decompressor decompressor(ZSTD_createDCtx());
    if (!decompressor) return failure(Errc::internal, "out of memory");
    ZSTD_DCtx_refPrefix(decompressor.get(), before.data(), before.size());
    // In one piece: the library then needs no window of its own.
    const auto made = ZSTD_decompressDCtx(decompressor.get(), after.data(), after.size(), difference.data(),
                                          difference.size());
    if (ZSTD_isError(made)) return std::unexpected(zstd_error("applying the patch", made));
    if (made != after.size())
        return failure(Errc::invalid_input, "the patch makes fewer bytes than it should");
    return {};
}

}  // namespace

Result<std::string> make(std::string_view old, std::string_view fresh) { return compress(old, fresh); }

Result<std::size_t> compressed_size(std::string_view bytes) {
    ASSIGN_OR_RETURN(const auto compressed, compress({}, bytes));
    return compressed.size();
}

Result<void> apply(const std::filesystem::path& old, const std::filesystem::path& patch,
                   const std::filesystem::path& fresh, std::uint64_t size) {
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    if (size == 0 || size > kLargest) return failure(Errc::invalid_input, "no size for a pack");
    ASSIGN_OR_RETURN(const auto before, Mapped::to_read(old));
    ASSIGN_OR_RETURN(const auto difference, Mapped::to_read(patch));
    // What it promises is known before any room is made for it.
    if (ZSTD_getFrameContentSize(difference.data(), difference.size()) != size)
        return failure(Errc::invalid_input, "the patch makes another file");
    auto done = [&]() -> Result<void> {
        ASSIGN_OR_RETURN(const auto after, Mapped::to_write(fresh, size));
        RETURN_IF_ERROR(decompress(before, difference, after));
        return after.sync(fresh);
    }();
    if (!done) std::filesystem::remove(fresh, ignored);
    return done;
}

}  // namespace storeside::patch
