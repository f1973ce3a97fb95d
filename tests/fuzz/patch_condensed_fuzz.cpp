// Condensed packs from outside: they make as many bytes as was promised, or none. And any bytes, condensed,
// are the same again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/patch/condensed.hpp"

using namespace storeside;

namespace {

patch::Sink into(std::string& all) {
    return [&all](std::string_view more) -> Result<void> {
        all += more;
        return {};
    };
}

}  // namespace

// Three bytes for the size that is promised, and what is condensed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (size >= 3) {
        const std::size_t promised = data[0] + std::size_t{data[1]} * 256 + std::size_t{data[2]} * 65536;
        std::string made;
        if (patch::expand(bytes.substr(3), promised, into(made)) ? made.size() != promised
                                                                 : made.size() > promised)
            std::abort();
    }
    std::string condensed, again;
    if (!patch::condense(bytes, into(condensed)) ||
        condensed.size() > size * patch::kCondensedTimes + patch::kCondensedMore ||
        !patch::expand(condensed, size, into(again)) || again != bytes)
        std::abort();
    return 0;
}
