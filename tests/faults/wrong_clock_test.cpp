// A kiosk whose clock is wrong by years, against a real hub.
#include <dlfcn.h>
#include <time.h>

#include "tests/fakes/hub_process.hpp"
#include "tests/fakes/shifted_clock.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace {

std::atomic<long> shift_in_seconds{0};

}  // namespace

// What OpenSSL and libcurl ask in this program.
extern "C" time_t time(time_t* out) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    const time_t shifted = now.tv_sec + shift_in_seconds;
    if (out) *out = shifted;
    return shifted;
}

namespace storeside::agent {
namespace {

class WrongClock : public AgentTest, public testing::WithParamInterface<int> {
protected:
    WrongClock() : hub(hub_folder.path()), box(std::chrono::hours(24 * 365 * GetParam())) {
        shift_in_seconds =
            std::chrono::duration_cast<std::chrono::seconds>(box.now() - SystemClock().now()).count();
    }
    ~WrongClock() override {
        agent.reset();
        shift_in_seconds = 0;
    }

    TemporaryFolder hub_folder;
    HubProcess hub;
    ShiftedClock box;
};

TEST_P(WrongClock, EnrolsAndSyncsOnceItKnowsTheHubsTime) {
    shift_in_seconds = 0;
    const auto operators = as_operator(hub.url(), hub.data());
    const auto invited = operators.call("POST", "/v1/invites",
                                        protocol::encode(protocol::InviteRequest{"Bramble", "Aisle 7", {}}));
    shift_in_seconds =
        std::chrono::duration_cast<std::chrono::seconds>(box.now() - SystemClock().now()).count();
    const auto kiosk = TestKiosk::enrol(hub.url(), protocol::decode_invite_answer(invited.body).value().code);
    // With its clock alone it can't believe the hub.
    EXPECT_EQ(as_kiosk(hub.url(), kiosk).call("POST", "/v1/sync", "{}").status, 0);
    start(hub.url(), kiosk.identity(), box);
    ASSERT_TRUE(comes_online());
    logs.append({1, make_id(clock.now(), random), "audit", {}, "{}"});
    agent->wake();
    EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
    // What it notes times with is right again.
    const auto off = last_sync - SystemClock().now();
    EXPECT_LT(off, std::chrono::minutes(5));
    EXPECT_GT(off, -std::chrono::minutes(5));
}

INSTANTIATE_TEST_SUITE_P(Years, WrongClock, testing::Values(-10, 10));

}  // namespace
}  // namespace storeside::agent
