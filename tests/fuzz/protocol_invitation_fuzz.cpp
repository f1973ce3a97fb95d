// What a boot partition or a camera holds in place of an invitation: whatever is taken is the same after
// another round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/protocol/invitation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto file = read_enrol_file(text); file && read_enrol_file(to_enrol_file(*file)) != *file)
        std::abort();
    if (const auto code = read_qr_text(text); code && read_qr_text(to_qr_text(*code)) != *code) std::abort();
    return 0;
}
