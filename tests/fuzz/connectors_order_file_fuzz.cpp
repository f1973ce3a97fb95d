// A file of orders is either refused or answers every question without a crash.
#include "sync/connectors/shop/file/order_file.hpp"
#include "tests/fakes/manual_clock.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace storeside;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const ManualClock clock;
    auto file = connectors::OrderFile::parse(text, clock);
    if (file) static_cast<void>(file->find({Secret("10023"), Secret(text.substr(0, Secret::kCapacity))}));
    return 0;
}
