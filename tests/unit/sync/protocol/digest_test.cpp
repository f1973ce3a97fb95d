#include "sync/protocol/digest.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::protocol {
namespace {

TEST(Digest, IsSha256) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, OfAFileIsThatOfItsBytes) {
    TemporaryFolder folder;
    const std::string bytes(200'000, 'x');
    ASSERT_TRUE(write_file(folder.path() / "f", bytes));
    EXPECT_EQ(sha256_of_file(folder.path() / "f").value(), sha256(bytes));
    EXPECT_FALSE(sha256_of_file(folder.path() / "none"));
}

TEST(InviteCode, MayBeTypedInAnyWay) {
    EXPECT_EQ(normalise_invite_code("abcd efgh-jkmn pqrs"), "ABCD-EFGH-JKMN-PQRS");
    EXPECT_EQ(normalise_invite_code("oIlO"), "0110");
    SeededRandom random(1);
    const auto code = make_invite_code(random);
    EXPECT_EQ(code.size(), 19U);
    EXPECT_EQ(normalise_invite_code(code), code);
}

}  // namespace
}  // namespace storeside::protocol
