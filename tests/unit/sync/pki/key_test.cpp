#include "sync/pki/key.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "sync/pki/authority.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::pki {
namespace {

TEST(Key, IsMadeOnceAndKeptForItsOwnerAlone) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "identity.key";
    const auto made = Key::open(file).value().pem();
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(Key::open(file).value().pem(), made);
}

TEST(Key, ThatOthersMayReadIsNotUsed) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "identity.key";
    ASSERT_TRUE(Key::open(file));
    std::filesystem::permissions(file, std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    EXPECT_EQ(Key::open(file).error().code(), Errc::denied);
}

TEST(Key, ThatIsDamagedIsNotReplaced) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "identity.key";
    ASSERT_TRUE(write_file(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", 0600));
    EXPECT_EQ(Key::open(file).error().code(), Errc::corrupt);
    EXPECT_EQ(read_file(file, 100).value().size(), 59U);
}

TEST(Key, OfAnotherKindIsRefused) {
    // An Ed25519 key.
    EXPECT_EQ(Key::from_pem("-----BEGIN PRIVATE KEY-----\n"
                            "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                            "-----END PRIVATE KEY-----\n")
                  .error()
                  .message(),
              "not a key on the curve P-256");
    EXPECT_FALSE(Key::from_pem(""));
    EXPECT_FALSE(Key::from_pem(std::string(100'000, 'x')));
}

}  // namespace
}  // namespace storeside::pki
