// The store itself: opening hours, address, what is where.
#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {

void anywhere(const OpenedStore&, Turn& turn) {
    if (!turn.at<StoreInfo>()) turn.go(StoreInfo{});
}

}  // namespace storeside::kiosk
