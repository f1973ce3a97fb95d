#include "sync/hub/sweeper.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub_store/mailbox.hpp"

namespace storeside::hub {
namespace {

// So many at a time, so that no kiosk's call waits for all of them.
constexpr std::int64_t kPortion = 200;

}  // namespace

void Sweeper::begin() {
    loop_.post([this] { sweep(); });
}

void Sweeper::sweep() {
    const auto now = clock_.now();
    if (auto dropped = seals_.drop_old(now); !dropped) log_error("hub", dropped.error());
    const auto mail = hub_store::Mailbox(database_).forget(now - hub_store::kMailKept);
    if (!mail) log_error("hub", Error(mail.error()).with_context("deleting old mail"));
    const auto gone = hub_store::sweep(database_, retention_, now, kPortion);
    if (!gone) log_error("hub", Error(gone.error()).with_context("taking away what is too old"));
    if (gone && *gone != 0) spdlog::info("hub: took away {} things that were kept for long enough", *gone);
    std::chrono::milliseconds pause = std::chrono::hours(24);
    if (gone && *gone == kPortion) pause = std::chrono::milliseconds(10);
    if (!gone || !mail) pause = std::chrono::hours(1);
    loop_.post_after(pause, [this] { sweep(); });
}

}  // namespace storeside::hub
