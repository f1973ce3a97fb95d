#include "sync/pki/key.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

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

// What the provider tpm2 wrote for a TPM that is no more.
constexpr std::string_view kOfATpm =
    "-----BEGIN TSS2 PRIVATE KEY-----\n"
    "MIHwBgZngQUKAQOgAwEBAQIEQAAAAQRYAFYAIwALAAYAcgAAABAAEAADABAAIEBg\n"
    "JIqmj4y5xml0qkYnuglufPPyILBWzUq0hu7hvbQhACB01Wb0GpaHQNuFRNF9gN9S\n"
    "E2KCpDFeXvMoOmZpDkVwqASBgAB+ACCoWnYURvoxpqBMjzPGs5JzpQUZK5Y3GH/q\n"
    "fk9Luw+/XAAQM2CCIv3K4JHU7Iagcj3mIIhu3y1z6p8Up2EsbE9AtCOk3obyUv62\n"
    "iixjhEphv5GE3sEfc94Kk0pUU3FhFruZftq5+dnuN8iBKredrxlxvnD08X934mQa\n"
    "ZN69\n"
    "-----END TSS2 PRIVATE KEY-----\n";

class WithoutATpm : public testing::Test {
protected:
    void SetUp() override { ::setenv("TPM2OPENSSL_TCTI", "swtpm:path=/nobody/listens/here", 1); }
    void TearDown() override { ::unsetenv("TPM2OPENSSL_TCTI"); }
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "identity.key";
};

TEST_F(WithoutATpm, AKeyLiesInAFileUnlessItShallNot) {
    EXPECT_EQ(Key::open(file, Key::Place::tpm).error().code(), Errc::unavailable);
    EXPECT_FALSE(std::filesystem::exists(file));
    const auto made = Key::open(file, Key::Place::tpm_if_any);
    ASSERT_TRUE(made);
    EXPECT_FALSE(made->in_tpm());
    EXPECT_EQ(Key::open(file)->pem(), made->pem());
}

TEST_F(WithoutATpm, AKeyOfOneIsOfNoUseAndStaysAsItIs) {
    ASSERT_TRUE(write_file(file, kOfATpm, 0600));
    const auto key = Key::open(file, Key::Place::tpm_if_any);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code(), Errc::unavailable);
    EXPECT_TRUE(key.error().message().starts_with(file.string() + ": a key in a TPM: "));
    EXPECT_EQ(read_file(file, 1000).value(), kOfATpm);
}

}  // namespace
}  // namespace storeside::pki
