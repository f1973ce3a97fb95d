// What shoppers write, and whom an operator looks for: whatever is found in a text is found again by what it
// is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub_store/contact_match.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace storeside::hub_store;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.substr(0, text.find('\n'));
    const auto email = normalise_email(line), phone = normalise_phone(line);
    if (!email.empty() && (normalise_email(email) != email || !mentions_email(line, email))) std::abort();
    if (!phone.empty() && (normalise_phone(phone) != phone || !mentions_phone(line, phone))) std::abort();
    mentions_email(text, "anna@example.org");
    mentions_phone(text, "491715550017");
    return 0;
}
