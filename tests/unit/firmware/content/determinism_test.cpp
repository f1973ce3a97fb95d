// The real storesidectl, twice: the same folder must become the same bytes wherever and whenever it is built.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "firmware/base/file.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

namespace fs = std::filesystem;

std::string build(const std::string& environment, const fs::path& folder, const fs::path& out) {
    const auto command = fmt::format("env {} '{}/storesidectl' pack build '{}' '{}' > /dev/null", environment,
                                     STORESIDE_BIN_DIR, folder.string(), out.string());
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return read_file(out, 1 << 28).value();
}

TEST(PackBuild, GivesTheSameBytesFromAnotherPathTimeZoneAndLocale) {
    const TemporaryFolder folder;
    const fs::path demo = fs::path(STORESIDE_SOURCE_DIR) / "config" / "demo";
    const fs::path copy = folder.path() / "elsewhere with spaces";
    fs::copy(demo, copy, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(copy))
        fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(24 * 365));

    const auto first = build("TZ=UTC LC_ALL=C", demo, folder.path() / "a.pack");
    const auto second =
        build("TZ=Asia/Kathmandu LC_ALL=tr_TR.UTF-8 MALLOC_PERTURB_=165", copy, folder.path() / "b.pack");
    EXPECT_FALSE(first.empty());
    EXPECT_TRUE(first == second);  // not EXPECT_EQ, which would print a megabyte
    EXPECT_EQ(first.find(folder.path().string()), first.npos);
}

TEST(PackBuild, LeavesNothingBesideThePack) {
    const TemporaryFolder folder;
    build("LC_ALL=C", fs::path(STORESIDE_SOURCE_DIR) / "config" / "demo", folder.path() / "a.pack");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace storeside
