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

#include "sync/patch/condensed.hpp"

namespace storeside::patch {
namespace {

// The head of a patch: this, and how many bytes the new file has (little-endian).
constexpr std::string_view kMagic = "StPatch1";
constexpr std::size_t kHead = kMagic.size() + sizeof(std::uint64_t);

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

// An open file.
class File {
public:
    static Result<File> open(const std::filesystem::path& path, int flags) {
        File file(path, ::open(path.c_str(), flags | O_CLOEXEC, 0644));
        if (file.number_ < 0) return system_failure("opening", path, errno);
        return file;
    }
    // One that nobody else sees, and that is gone with the last who uses it.
    static Result<File> scratch(const std::filesystem::path& path) {
        auto file = open(path, O_RDWR | O_CREAT | O_TRUNC);
        std::error_code ignored;
        if (file) std::filesystem::remove(path, ignored);
        return file;
    }
    File(File&& other) noexcept : path_(std::move(other.path_)), number_(std::exchange(other.number_, -1)) {}
    File& operator=(File&&) = delete;
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    const std::filesystem::path& path() const { return path_; }
    int number() const { return number_; }

    // Before the first byte is written: writing to a mapped file on a full disk ends a program.
    Result<void> make_room(std::size_t size) const {
        if (const int code = ::posix_fallocate(number_, 0, static_cast<off_t>(size)); code != 0)
            return system_failure("making room for", path_, code);
        return {};
    }
    Result<void> append(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto done = ::write(number_, bytes.data(), bytes.size());
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) return system_failure("writing", path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(done));
        }
        return {};
    }
    Result<void> sync() const {
        if (::fsync(number_) != 0) return system_failure("syncing", path_, errno);
        return {};
    }

private:
    File(std::filesystem::path path, int number) : path_(std::move(path)), number_(number) {}

    std::filesystem::path path_;
    int number_;
};

// A whole file in the address space.
class Mapped {
public:
    static Result<Mapped> of(const File& file, int rights) {
        struct stat about {};
        ::fstat(file.number(), &about);
        const auto size = static_cast<std::size_t>(about.st_size);
        if (size == 0) return failure(Errc::invalid_input, file.path().string() + " is empty");
        void* bytes = ::mmap(nullptr, size, rights, MAP_SHARED, file.number(), 0);
        if (bytes == MAP_FAILED) return system_failure("mapping", file.path(), errno);
        return Mapped(bytes, size);
    }
    static Result<Mapped> to_read(const std::filesystem::path& path) {
        ASSIGN_OR_RETURN(const auto file, File::open(path, O_RDONLY));
        return of(file, PROT_READ);
    }

    Mapped(Mapped&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Mapped& operator=(Mapped&&) = delete;
    ~Mapped() {
        if (bytes_) ::munmap(bytes_, size_);
    }
    void* data() const { return bytes_; }
    std::size_t size() const { return size_; }
    std::string_view bytes() const { return {static_cast<const char*>(bytes_), size_}; }

private:
    Mapped(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}

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

Result<void> decompress(std::string_view prefix, std::string_view frame, const Mapped& to) {
    const Decompressor decompressor(ZSTD_createDCtx());
    if (!decompressor) return failure(Errc::internal, "out of memory");
    ZSTD_DCtx_refPrefix(decompressor.get(), prefix.data(), prefix.size());
    // In one piece: the library then needs no window of its own.
    const auto made =
        ZSTD_decompressDCtx(decompressor.get(), to.data(), to.size(), frame.data(), frame.size());
    if (ZSTD_isError(made)) return std::unexpected(zstd_error("applying the patch", made));
    if (made != to.size()) return failure(Errc::invalid_input, "the patch makes fewer bytes than it should");
    return {};
}

Result<std::string> condensed(std::string_view bytes) {
    std::string all;
    RETURN_IF_ERROR(condense(bytes, [&](std::string_view more) -> Result<void> {
        all += more;
        return {};
    }));
    return all;
}

std::string head_of(std::uint64_t size) {
    std::string head(kMagic);
    for (std::size_t i = 0; i < sizeof size; ++i) head += static_cast<char>(size >> (8 * i));
    return head;
}

// What the frame of a patch promises, before any room is made for it.
Result<std::size_t> promised(std::string_view frame, std::uint64_t size) {
    const auto promised = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (promised == 0 || promised == ZSTD_CONTENTSIZE_UNKNOWN || promised == ZSTD_CONTENTSIZE_ERROR)
        return failure(Errc::invalid_input, "this is no patch");
    if (promised > size * kCondensedTimes + kCondensedMore)
        return failure(Errc::invalid_input, "the patch makes more than it should");
    return static_cast<std::size_t>(promised);
}

// Condensed, both: on the disk and mapped, so that the system may take the memory away.
Result<Mapped> condensed_file(const Mapped& old, const std::filesystem::path& scratch) {
    ASSIGN_OR_RETURN(const auto file, File::scratch(scratch));
    RETURN_IF_ERROR(condense(old.bytes(), [&](std::string_view more) { return file.append(more); }));
    return Mapped::of(file, PROT_READ);
}

Result<Mapped> patched_file(std::string_view prefix, std::string_view frame, std::size_t size,
                            const std::filesystem::path& scratch) {
    ASSIGN_OR_RETURN(const auto file, File::scratch(scratch));
    RETURN_IF_ERROR(file.make_room(size));
    ASSIGN_OR_RETURN(auto made, Mapped::of(file, PROT_READ | PROT_WRITE));
    RETURN_IF_ERROR(decompress(prefix, frame, made));
    return made;
}

Result<void> write_fresh(std::string_view condensed, const std::filesystem::path& fresh, std::size_t size) {
    ASSIGN_OR_RETURN(const auto file, File::open(fresh, O_WRONLY | O_CREAT | O_TRUNC));
    RETURN_IF_ERROR(file.make_room(size));
    RETURN_IF_ERROR(expand(condensed, size, [&](std::string_view more) { return file.append(more); }));
    return file.sync();
}

}  // namespace

Result<std::string> make(std::string_view old, std::string_view fresh) {
    if (old.size() > kLargest || fresh.size() > kLargest)
        return failure(Errc::invalid_input, "too large for a patch");
    ASSIGN_OR_RETURN(const auto before, condensed(old));
    ASSIGN_OR_RETURN(const auto after, condensed(fresh));
    ASSIGN_OR_RETURN(const auto frame, compress(before, after));
    return head_of(fresh.size()) + frame;
}

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
    if (!difference.bytes().starts_with(head_of(size)))
        return failure(Errc::invalid_input, "this is no patch, or it makes another file");
    const auto frame = difference.bytes().substr(kHead);
    ASSIGN_OR_RETURN(const auto condensed_size, promised(frame, size));
    auto scratch = fresh;
    scratch += ".scratch";
    auto done = [&]() -> Result<void> {
        ASSIGN_OR_RETURN(const auto prefix, condensed_file(before, scratch));
        ASSIGN_OR_RETURN(const auto after, patched_file(prefix.bytes(), frame, condensed_size, scratch));
        return write_fresh(after.bytes(), fresh, static_cast<std::size_t>(size));
    }();
    if (!done) std::filesystem::remove(fresh, ignored);
    return done;
}

}  // namespace storeside::patch
