// The signatures under webhooks, HMAC-SHA256 in base64; and base64 for HTTP's Basic.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/connectors/shop/order_source.hpp"

namespace storeside::connectors {

std::string base64(std::string_view bytes);

std::string base64_hmac_sha256(std::string_view secret, std::string_view message);

// `denied` when there is no secret, no signature or a wrong one; compared in constant time.
Result<void> verify_signature(std::string_view secret, std::string_view message, std::string_view signature);

// Empty when there is no such header.
std::string_view header_of(const Headers& headers, std::string_view lower_case_name);

}  // namespace storeside::connectors
