// storesidectl as an integrator uses it, against a shop in this process.
#include <gmock/gmock.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/woocommerce_stub.hpp"

namespace storeside {
namespace {

using testing::HasSubstr;
using testing::Not;

class ShopCommands : public testing::Test {
protected:
    ShopCommands() {
        PlacedOrder order;
        order.number = "1002";
        order.buyer.email = "anna@example.org";
        order.placed = order.changed = from_micros(1'795'000'000'000'000);
        order.items = {{"Drill\x1b[31m", 2}};
        stub_.place(order);
        EXPECT_TRUE(write_file(folder_.path() / "key", WooCommerceStub::kKey));
        EXPECT_TRUE(write_file(folder_.path() / "hub.toml",
                               "data = \"d\"\n[[shop]]\nkind = \"woocommerce\"\nname = \"online\"\nurl = \"" +
                                   stub_.url() + "\"\nkey_file = \"key\"\nstores = [\"Mill Lane\"]\n"));
    }
    Ran run(const std::string& words, const std::string& typed = "") {
        return run_command("printf '" + typed + "\\n' | " STORESIDE_BIN_DIR "/storesidectl shop " + words +
                           " --config " + (folder_.path() / "hub.toml").string());
    }

    TemporaryFolder folder_;
    WooCommerceStub stub_;
};

TEST_F(ShopCommands, CheckSaysInPlainWordsWhatWorks) {
    const auto ran = run("check online");
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("works  The key reads orders; the shop has 1.\n"));
    EXPECT_THAT(ran.out, HasSubstr("Only kiosks of these stores ask this shop: Mill Lane."));
    EXPECT_THAT(ran.out, HasSubstr("The hub asks every 60 s for what changed, and takes no webhooks"));
    EXPECT_THAT(ran.out, Not(HasSubstr("cs_")));
    EXPECT_THAT(run("check --json").out, HasSubstr(R"({"shop":"online","kind":"works",)"));
}

TEST_F(ShopCommands, CheckEndsWithOneWhenSomethingIsBroken) {
    stub_.take_rights_away(true);
    const auto ran = run("check online");
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("BROKEN Orders can't be read"));
}

TEST_F(ShopCommands, FindLooksAnOrderUpAsAKioskWould) {
    const auto ran = run("find online 1OO2", "ANNA@example.org");
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("Order 1002: paid"));
    EXPECT_THAT(ran.out, HasSubstr("2 × Drill [31m"));
    const auto wrong = run("find online 1002", "eve@example.org");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_EQ(wrong.out, run("find online 1003", "anna@example.org").out);
}

TEST_F(ShopCommands, AShopThatIsNotThereIsNamed) {
    const auto ran = run("check onlin");
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("there is no shop 'onlin'; there are: online"));
}

}  // namespace
}  // namespace storeside
