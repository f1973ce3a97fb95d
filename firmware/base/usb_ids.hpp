// The USB sound devices that an operator says are headsets: no device says so itself, and a loudspeaker must
// never be taken for one.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside {

using UsbIds = std::set<std::string, std::less<>>;

// "0d8c:0014, 046D:0a44" as lsusb prints them, between spaces or commas; kept in lower case. Empty: none.
// invalid_input names what is no such id.
Result<UsbIds> parse_usb_ids(std::string_view text);

}  // namespace storeside
