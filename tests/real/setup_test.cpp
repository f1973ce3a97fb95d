// A box as it comes out of its carton: set up on its own screen, with nothing but an invitation.
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/site.hpp"

namespace storeside::real {
namespace {

using namespace std::chrono_literals;

struct NewBox : testing::Test {
    TemporaryFolder folder;
    Result<Display> display = Display::start(1080, 1920, folder.path() / "xvfb.log");
    Result<Site> site = Site::open({.programs = STORESIDE_BIN_DIR,
                                    .source = STORESIDE_SOURCE_DIR,
                                    .folder = folder.path() / "site",
                                    .set_up = false});

    void SetUp() override {
        ASSERT_TRUE(display) << display.error().message();
        ASSERT_TRUE(site) << site.error().message();
        const auto started = site->start_kiosk(*display);
        ASSERT_TRUE(started) << started.error().message();
    }
    void TearDown() override { EXPECT_EQ(site->end_kiosk(SIGTERM), 0); }
    std::string code() {
        const auto invited =
            site->ctl({"kiosk", "invite", "--store", "Old Harbour Road", "--name", "Aisle 9"});
        EXPECT_TRUE(invited);
        return invited ? std::string(invited->at("code").as_string()) : "";
    }
    void expect(const Result<Seen>& seen) { EXPECT_TRUE(seen) << seen.error().message(); }
    void expect_at_work() {
        expect(site->wait_for_words("Aisle 9"));
        expect(site->wait_until("the attract screen with its greeting", [](const Seen& seen) {
            return seen.place == "Attract" && seen.thing("language-en");
        }));
        const auto listed = site->ctl_until({"kiosk", "list"}, [](const auto& answer) {
            const auto& kiosks = answer.at("kiosks").as_array();
            return kiosks.size() == 1 && kiosks[0].at("name") == "Aisle 9" && kiosks[0].at("pack") != "";
        });
        EXPECT_TRUE(listed) << listed.error().message();
    }
};

TEST_F(NewBox, AnInvitationThatIsScannedIsEnough) {
    display->type("STORESIDE1:" + code() + ":" + site->hub_url() + "\n", 4ms);
    expect_at_work();
}

TEST_F(NewBox, WhatIsTypedWronglyIsSaidAndMayBeMended) {
    ASSERT_TRUE(site->tap("hub"));
    display->type(site->hub_url().substr(8) + "\n", 90ms);
    display->type("F9W7-5K19-PZTV-CP9P\n", 90ms);
    expect(site->wait_for_words("The hub does not take this code"));
    ASSERT_TRUE(site->tap("code/clear"));
    display->type(code() + "\n", 90ms);
    expect_at_work();
}

}  // namespace
}  // namespace storeside::real
