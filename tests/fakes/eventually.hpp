// Waits for what another thread or process does: for as long as a very slow machine may take, and no longer.
#pragma once
#include <chrono>
#include <thread>

namespace storeside {

template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i < 3000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace storeside
