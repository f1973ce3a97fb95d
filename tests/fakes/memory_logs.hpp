// The kiosk's two logs in memory, for tests of the agent.
#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "firmware/journal/logs.hpp"

namespace storeside {

class MemoryLogs final : public journal::Logs {
public:
    void append(journal::Record record) {
        const std::lock_guard lock(mutex_);
        record.sequence = ++last_;
        records_.push_back(std::move(record));
    }

    Result<std::vector<journal::Record>> unsent(std::size_t) override {
        const std::lock_guard lock(mutex_);
        return records_;
    }

    Result<std::optional<journal::Receipt>> newest_acknowledged() override {
        const std::lock_guard lock(mutex_);
        return receipt_;
    }

    Result<journal::Cursor> cursor() override {
        const std::lock_guard lock(mutex_);
        return cursor_;
    }

    Result<void> settle(journal::Sequence acked, const std::vector<journal::Mail>& mail,
                        const journal::Cursor& cursor) override {
        const std::lock_guard lock(mutex_);
        for (const auto& record : records_)
            if (record.sequence <= acked) receipt_ = {record.sequence, record.id};
        std::erase_if(records_, [&](const auto& record) { return record.sequence <= acked; });
        const auto seen = cursor.epoch == cursor_.epoch ? cursor_.n : 0;
        std::ranges::copy_if(mail, std::back_inserter(mail_),
                             [&](const auto& letter) { return letter.n > seen; });
        cursor_ = cursor;
        changed_.notify_all();
        return {};
    }

    std::vector<journal::Mail> mail() const {
        const std::lock_guard lock(mutex_);
        return mail_;
    }
    std::size_t left() const {
        const std::lock_guard lock(mutex_);
        return records_.size();
    }

    // False when it does not come true in ten seconds.
    template <class Condition>
    bool wait_until(Condition condition) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return condition(records_, mail_); });
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<journal::Record> records_;
    std::vector<journal::Mail> mail_;
    std::optional<journal::Receipt> receipt_;
    journal::Cursor cursor_;
    journal::Sequence last_ = 0;
};

}  // namespace storeside
