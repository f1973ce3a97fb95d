// Patches from outside, against a pack that is here: they make a file of the promised size or none.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "firmware/base/file.hpp"
#include "sync/patch/patch.hpp"

using namespace storeside;

namespace {

namespace fs = std::filesystem;

// In memory where that is possible: ten thousand files take a busy disk its time.
fs::path base() { return fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path(); }

struct Folder {
    Folder() : path(base() / ("storeside-patch-" + std::to_string(::getpid()))) {
        fs::create_directories(path);
        (void)write_file(path / "old", std::string(3000, 'a') + std::string(3000, 'b'));
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

}  // namespace

// The first byte chooses the size that is promised, the rest is the patch behind its head.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const Folder folder;
    if (size == 0) return 0;
    const std::uint64_t promised = 6000U + data[0];
    std::string patch = "StPatch1";
    for (unsigned i = 0; i < 8; ++i) patch += static_cast<char>(promised >> (8 * i));
    patch.append(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::ofstream(folder.path / "patch", std::ios::binary) << patch;
    const auto made = folder.path / "made";
    const auto done = patch::apply(folder.path / "old", folder.path / "patch", made, promised);
    std::error_code error;
    if (done ? fs::file_size(made, error) != promised : fs::exists(made, error)) std::abort();
    return 0;
}
