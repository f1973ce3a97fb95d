#include "sync/hub/data_lock.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::hub {
namespace {

TEST(DataLock, LetsOneHubIntoAFolder) {
    TemporaryFolder folder;
    const auto data = folder.path() / "not" / "yet";
    {
        const auto first = DataLock::take(data);
        ASSERT_TRUE(first) << first.error().message();
        const auto second = DataLock::take(data);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code(), Errc::unavailable);
        EXPECT_EQ(second.error().message(), "another hub runs on " + data.string() + ": stop that one first");
    }
    EXPECT_TRUE(DataLock::take(data));
}

TEST(DataLock, StaysWithWhoItIsHandedTo) {
    TemporaryFolder folder;
    auto first = std::move(DataLock::take(folder.path()).value());
    const auto kept = std::move(first);
    EXPECT_FALSE(DataLock::take(folder.path()));
}

TEST(DataLock, NamesTheFolderItCanNotUse) {
    TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "file", "x"));
    const auto lock = DataLock::take(folder.path() / "file");
    ASSERT_FALSE(lock);
    EXPECT_NE(lock.error().message().find((folder.path() / "file").string()), std::string::npos);
}

}  // namespace
}  // namespace storeside::hub
