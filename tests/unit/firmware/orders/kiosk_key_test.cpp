#include "firmware/orders/kiosk_key.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::orders {
namespace {

namespace fs = std::filesystem;

class KioskKey : public testing::Test {
protected:
    Key open() { return open_kiosk_key(file, random).value(); }

    TemporaryFolder folder;
    fs::path file = folder.path() / "orders.key";
    SeededRandom random{3};
};

TEST_F(KioskKey, IsMadeOnceForItsOwnerAlone) {
    const auto key = open();
    EXPECT_EQ(open(), key);
    EXPECT_EQ(fs::status(file).permissions() & fs::perms::all,
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(KioskKey, ThatOthersMayReadIsNotUsed) {
    open();
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(open_kiosk_key(file, random).error().code(), Errc::denied);
}

TEST_F(KioskKey, ThatIsDamagedIsMadeAnew) {
    write_file(file, "too short", 0600).value();
    const auto key = open();
    EXPECT_EQ(open(), key);
}

TEST_F(KioskKey, OpensWhatIsSealedForIt) {
    const auto key = open();
    const auto box = seal_for(public_key_of(key).value(), "orders").value();
    EXPECT_EQ(box.find("orders"), box.npos);
    EXPECT_EQ(open_for(key, box), "orders");
}

TEST_F(KioskKey, OpensNothingThatIsAnothersOrDamaged) {
    const auto key = open();
    const auto box = seal_for(public_key_of(key).value(), "orders").value();
    EXPECT_EQ(open_for(Key::random(random), box).error().code(), Errc::invalid_input);
    for (std::size_t i = 0; i != box.size(); ++i) {
        auto damaged = box;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        EXPECT_FALSE(open_for(key, damaged)) << i;
        EXPECT_FALSE(open_for(key, std::string_view(box).substr(0, i))) << i;
    }
}

TEST_F(KioskKey, APublicKeyThatEverybodyCouldOpenIsRefused) {
    EXPECT_EQ(seal_for(PublicKey{}, "orders").error().code(), Errc::invalid_input);
}

}  // namespace
}  // namespace storeside::orders
