// A sealed body as a kiosk, or somebody in its place, sends it: it opens to what was sealed, or not at all.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/protocol/messages.hpp"
#include "sync/protocol/seal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const auto pair =
        protocol::seal_pair_of(Secret("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")).value();
    journal::Record record;
    record.kind = "message";
    record.body = text;
    record.sealed = pair.key.id;
    static_cast<void>(protocol::open(pair, record));
    static_cast<void>(protocol::decode_wrapped(record));
    static_cast<void>(protocol::check({"aaa8fff703b50b22", std::string(text)}));
    static_cast<void>(protocol::seal_pair_of(Secret(text.substr(0, 64))));

    record.sealed.clear();
    const auto sealed = protocol::seal(pair.key, record);
    const auto opened = sealed ? protocol::open(pair, *sealed) : Result<journal::Record>(record);
    // A body may be too long to be opened; else it is the one that was sealed.
    if (opened && opened->body != text) std::abort();
    return 0;
}
