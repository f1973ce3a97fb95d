// One hub a data folder: a second one would hand out the same mail numbers and ask the helpdesk twice.
#pragma once
#include <filesystem>
#include <utility>

#include "firmware/base/result.hpp"

namespace storeside::hub {

// Holds `hub.lock` in the folder; the system lets go of it when the process ends, however it ends.
class DataLock {
public:
    // Makes the folder when it is missing. `unavailable` when another hub has it.
    static Result<DataLock> take(const std::filesystem::path& data);

    DataLock(DataLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    DataLock& operator=(DataLock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }
    ~DataLock();

private:
    explicit DataLock(int file) : file_(file) {}

    int file_;
};

}  // namespace storeside::hub
