// Bytes as base64 of RFC 4648, with padding.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace storeside::protocol {

std::string to_base64(std::string_view bytes);

// Nothing for what is no base64, to its last character. Whoever reads a secret wipes it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace storeside::protocol
