#include "firmware/base/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

TEST(File, IsReplacedWhole) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "settings";
    ASSERT_TRUE(write_file(path, "old", 0600));
    ASSERT_TRUE(write_file(path, "new", 0600));
    EXPECT_EQ(read_file(path, 100).value(), "new");
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".new"));
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(File, LargerThanTheLimitIsRefused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "large";
    ASSERT_TRUE(write_file(path, std::string(101, 'x')));
    EXPECT_EQ(read_file(path, 100).error().code(), Errc::invalid_input);
    EXPECT_EQ(read_file(folder.path() / "none", 100).error().code(), Errc::not_found);
}

}  // namespace
}  // namespace storeside
