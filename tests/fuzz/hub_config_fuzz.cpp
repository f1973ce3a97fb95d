// An operator's file from anywhere: a configuration, or a fault that names the key.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/config.hpp"

using namespace storeside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto config = hub::parse_config({reinterpret_cast<const char*>(data), size}, "/nonexistent");
    if (config ? config->data.empty() : config.error().message().empty()) std::abort();
    return 0;
}
