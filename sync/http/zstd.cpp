#include "sync/http/zstd.hpp"

#include <zstd.h>

#include <algorithm>
#include <memory>

namespace storeside::http {
namespace {

constexpr int kLevel = 3;
constexpr int kLargestWindow = 23;  // 2^23 bytes: what RFC 8878 asks a decoder to support

template <auto function>
struct Frees {
    void operator()(auto* object) const { function(object); }
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::string compress(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
    out.resize(ZSTD_isError(size) ? 0 : size);
    return out;
}

Result<std::string> decompress(std::string_view bytes, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, Frees<&ZSTD_freeDCtx>> context(ZSTD_createDCtx());
    if (!context) return failure(Errc::internal, "out of memory");
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kLargestWindow);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::string out;
    std::string piece(std::min(limit + 1, ZSTD_DStreamOutSize()), '\0');
    std::size_t state = 1;  // 0 at the end of a frame
    while (out.size() <= limit) {
        ZSTD_outBuffer piece_out{piece.data(), std::min(piece.size(), limit + 1 - out.size()), 0};
        const auto read_before = in.pos;
        state = ZSTD_decompressStream(context.get(), &piece_out, &in);
        if (ZSTD_isError(state))
            return failure(Errc::invalid_input, std::string("zstd: ") + ZSTD_getErrorName(state));
        out.append(piece.data(), piece_out.pos);
        // Asked once more after the last frame, it would begin another one.
        if (state == 0 && in.pos == in.size) break;
        if (piece_out.pos == 0 && in.pos == read_before) break;
    }
    if (state != 0 && out.size() <= limit) return failure(Errc::invalid_input, "zstd: it ends too early");
    return out;
}

bool accepts_zstd(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto one = accept_encoding.substr(0, comma);
        accept_encoding = comma == one.npos ? std::string_view() : accept_encoding.substr(comma + 1);
        const auto semicolon = one.find(';');
        if (trimmed(one.substr(0, semicolon)) != "zstd") continue;
        if (semicolon == one.npos) return true;
        // "q=0", "q=0.0": any digit but 0 says yes.
        return one.substr(semicolon).find_first_of("123456789") != one.npos;
    }
    return false;
}

}  // namespace storeside::http
