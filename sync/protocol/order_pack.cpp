#include <zstd.h>

#include <memory>

#include "sync/protocol/messages.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::protocol {
namespace {

// Long orders compress to more than a few hundred bytes; what is longer than this is none.
constexpr std::size_t kMaxPacked = 16 << 10, kMaxUnpacked = 128 << 10;
constexpr int kLevel = 19;  // an order is small: even the slowest level takes no time

// What is usual in the JSON of an order, the most usual last. Part of the format: another text is another
// format.
constexpr std::string_view kUsual =
    R"({"order":null})"
    R"("refunds":[{"amount":"12.50","currency":"EUR","at":"2026-11-22T14:03:07.120Z"}])"
    R"("state":"cancelled","state":"refunded","state":"collected","state":"delivered","currency":"GBP","currency":"USD")"
    R"("due":"2026-11-27T18:00:00.000Z","parcels":[{"carrier":"DHL","tracking":"","shipped_at":"2026-11-22T14:03:07.000Z"}],"refunds":[]}})"
    R"({"order":{"number":"1002","state":"ready_for_pickup","timeline":[{"state":"placed","at":"2026-11-22T14:03:07.000Z"},)"
    R"({"state":"paid","at":"2026-11-22T14:03:07.000Z"},{"state":"packed","at":"2026-11-22T14:03:07.000Z"},)"
    R"({"state":"shipped","at":"2026-11-22T14:03:07.000Z"},{"state":"ready_for_pickup","at":"2026-11-22T14:03:07.000Z"}],)"
    R"("items":[{"name":"","quantity":1},{"name":"","quantity":2}],"carrier":"","pickup_desk":"","as_of":"2026-11-22T14:03:07.000Z",)"
    R"("parcels":[],"refunds":[]}})";

template <auto function>
struct Frees {
    void operator()(auto* object) const { function(object); }
};

}  // namespace

std::string pack_order(const orders::Order& order) {
    const auto plain = encode(OrderAnswer{order});
    const std::unique_ptr<ZSTD_CCtx, Frees<&ZSTD_freeCCtx>> context(ZSTD_createCCtx());
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const auto size = ZSTD_compress_usingDict(context.get(), packed.data(), packed.size(), plain.data(),
                                              plain.size(), kUsual.data(), kUsual.size(), kLevel);
    packed.resize(ZSTD_isError(size) ? 0 : size);
    return packed;
}

Result<orders::Order> unpack_order(std::string_view bytes) {
    if (bytes.size() > kMaxPacked) return failure(Errc::invalid_input, "a packed order is too long");
    const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxUnpacked)
        return failure(Errc::invalid_input, "a packed order doesn't say how long it is, or too long");
    std::string plain(size, '\0');
    const std::unique_ptr<ZSTD_DCtx, Frees<&ZSTD_freeDCtx>> context(ZSTD_createDCtx());
    const auto unpacked = ZSTD_decompress_usingDict(context.get(), plain.data(), plain.size(), bytes.data(),
                                                    bytes.size(), kUsual.data(), kUsual.size());
    if (ZSTD_isError(unpacked) || unpacked != size)
        return failure(Errc::invalid_input, "a packed order is damaged");
    ASSIGN_OR_RETURN(auto answer, decode_order_answer(plain));
    if (!answer.order) return failure(Errc::invalid_input, "a packed order has no order in it");
    return std::move(*answer.order);
}

}  // namespace storeside::protocol
