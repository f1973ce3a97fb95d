// The key pair of a hub that is not there: a store seals to it, and a test looks inside.
#pragma once
#include <memory>
#include <stdexcept>
#include <vector>

#include "firmware/services/store.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside {

inline const protocol::SealPair& test_seal() {
    static const auto pair = protocol::make_seal_pair().value();
    return pair;
}

// The store with the hub's key in it.
inline std::unique_ptr<services::Store> sealing(std::unique_ptr<services::Store> store) {
    if (auto kept = store->keep_seal_key(test_seal().key); !kept)
        throw std::runtime_error(kept.error().message());
    return store;
}

// What the hub would read; ends the test when it could not.
inline std::vector<journal::Record> opened(const std::vector<journal::Record>& sealed) {
    std::vector<journal::Record> records;
    for (const auto& record : sealed) records.push_back(protocol::open(test_seal(), record).value());
    return records;
}

}  // namespace storeside
