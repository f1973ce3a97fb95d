// zstd (RFC 8878), as bodies of requests and answers may be compressed.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::http {

std::string compress(std::string_view bytes);

// At most `limit` + 1 bytes: so many mean that there would be more. `invalid_input` when it is not zstd, is
// cut short, or wants a window of more than 8 MiB.
Result<std::string> decompress(std::string_view bytes, std::size_t limit);

// Whether a request with this Accept-Encoding takes zstd.
bool accepts_zstd(std::string_view accept_encoding);

}  // namespace storeside::http
