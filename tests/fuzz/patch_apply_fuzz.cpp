// Patches from outside, against a pack that is here: they make a file of the promised size or none.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "firmware/base/file.hpp"
#include "sync/patch/patch.hpp"

using namespace storeside;

namespace {

namespace fs = std::filesystem;

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("storeside-patch-" + std::to_string(::getpid()))) {
        fs::create_directories(path);
        (void)write_file(path / "old", std::string(3000, 'a') + std::string(3000, 'b'));
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

}  // namespace

// The first byte chooses the size that is promised, the rest is the patch.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const Folder folder;
    if (size == 0) return 0;
    const std::uint64_t promised = 6000U + data[0];
    const std::string_view patch(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (!write_file(folder.path / "patch", patch)) return 0;
    const auto made = folder.path / "made";
    const auto done = patch::apply(folder.path / "old", folder.path / "patch", made, promised);
    std::error_code error;
    if (done ? fs::file_size(made, error) != promised : fs::exists(made, error)) std::abort();
    return 0;
}
