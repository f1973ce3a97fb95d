#include "firmware/services/worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>

namespace storeside::services {
namespace {

using testing::ElementsAre;

TEST(Worker, RunsJobsOneAfterTheOther) {
    std::vector<int> ran;
    Worker worker;
    for (int i = 0; i != 3; ++i) EXPECT_TRUE(worker.post([&ran, i] { ran.push_back(i); }));
    worker.stop();
    EXPECT_THAT(ran, ElementsAre(0, 1, 2));
}

TEST(Worker, RunsThemOnAThreadOfItsOwn) {
    std::promise<std::thread::id> thread;
    Worker worker;
    worker.post([&] { thread.set_value(std::this_thread::get_id()); });
    EXPECT_NE(thread.get_future().get(), std::this_thread::get_id());
}

TEST(Worker, TakesNothingAfterItWasStopped) {
    bool ran = false;
    Worker worker;
    worker.stop();
    worker.stop();
    EXPECT_FALSE(worker.post([&] { ran = true; }));
    EXPECT_FALSE(ran);
}

TEST(Worker, DropsWhatHasNotBegunAndGivesItsMemoryBack) {
    std::promise<void> begun, go_on;
    bool ran = false;
    const auto words = std::make_shared<int>();
    Worker worker;
    worker.post([&] {
        begun.set_value();
        go_on.get_future().wait();
    });
    worker.post([&ran, words] { ran = true; });
    begun.get_future().wait();
    worker.drop_waiting();
    EXPECT_EQ(words.use_count(), 1);
    go_on.set_value();
    worker.stop();
    EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace storeside::services
