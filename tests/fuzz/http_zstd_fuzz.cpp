// A compressed body from anywhere: its bytes within the limit, or a fault.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/http/zstd.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kLimit = 4096;
    const auto body = http::decompress({reinterpret_cast<const char*>(data), size}, kLimit);
    if (body ? body->size() > kLimit + 1 : body.error().message().empty()) std::abort();
    return 0;
}
