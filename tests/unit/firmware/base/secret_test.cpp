#include "firmware/base/secret.hpp"

#include <gtest/gtest.h>

namespace storeside {
namespace {

TEST(Secret, LeavesNothingInItsMemoryWhenCleared) {
    Secret secret("anna@example.org");
    const char* memory = secret.view().data();
    secret.clear();
    for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(memory[i], '\0') << i;
}

TEST(Secret, KeepsItsMemoryWhileItGrows) {
    Secret secret("a");
    const char* memory = secret.view().data();
    while (secret.append("b")) {
    }
    EXPECT_EQ(secret.view().data(), memory);
    EXPECT_EQ(secret.size(), Secret::kCapacity);
}

TEST(Secret, RemovesWholeCharacters) {
    Secret secret("aπ€");
    secret.pop_character();
    EXPECT_EQ(secret.view(), "aπ");
    secret.pop_character();
    EXPECT_EQ(secret.view(), "a");
}

}  // namespace
}  // namespace storeside
