#include "firmware/base/usb_ids.hpp"

#include <gmock/gmock.h>

namespace storeside {
namespace {

TEST(UsbIdsTest, AreReadAsLsusbPrintsThem) {
    EXPECT_EQ(parse_usb_ids("0d8c:0014, 046D:0A44").value(), (UsbIds{"0d8c:0014", "046d:0a44"}));
    EXPECT_TRUE(parse_usb_ids("").value().empty());
    EXPECT_TRUE(parse_usb_ids(" ,").value().empty());
}

TEST(UsbIdsTest, WhatIsNoneIsNamed) {
    for (const auto* text :
         {"headset", "0d8c", "0d8c:001", "0d8c:00145", "0d8c 0014", "0d8c:001g", "0d8c::014"}) {
        const auto ids = parse_usb_ids(text);
        ASSERT_FALSE(ids) << text;
        EXPECT_EQ(ids.error().code(), Errc::invalid_input);
        EXPECT_THAT(ids.error().message(), testing::HasSubstr("is no USB id"));
    }
}

}  // namespace
}  // namespace storeside
