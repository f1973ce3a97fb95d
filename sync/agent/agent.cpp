#include "sync/agent/agent.hpp"

#include "sync/agent/hub_line.hpp"
#include "sync/agent/order_asker.hpp"
#include "sync/agent/pack_fetcher.hpp"
#include "sync/agent/renewer.hpp"
#include "sync/agent/sync_caller.hpp"

namespace storeside::agent {

class Agent::Parts {
public:
    Parts(Options options, journal::Logs& logs, const Clock& clock, Random& random, Callbacks callbacks)
        : options_(std::move(options)),
          callbacks_(std::move(callbacks)),
          line_(options_, clock, random),
          renewer_(options_, line_, random, callbacks_),
          orders_(options_, line_),
          packs_(
              options_, line_, random,
              [this](const std::filesystem::path& pack) {
                  if (callbacks_.on_pack) callbacks_.on_pack(pack);
              },
              [this] { sync_.wake(); }),
          sync_(options_, line_, logs, random, callbacks_, packs_) {}

    OrderAsker& orders() { return orders_; }
    PackFetcher& packs() { return packs_; }
    SyncCaller& sync() { return sync_; }
    void stop() {
        sync_.stop();
        packs_.stop();
        orders_.stop();
        renewer_.stop();
    }

private:
    Options options_;
    Callbacks callbacks_;
    HubLine line_;
    Renewer renewer_;
    OrderAsker orders_;
    PackFetcher packs_;
    SyncCaller sync_;
};

Agent::Agent(Options options, journal::Logs& logs, const Clock& clock, Random& random, Callbacks callbacks)
    : parts_(std::make_unique<Parts>(std::move(options), logs, clock, random, std::move(callbacks))) {}

Agent::~Agent() { stop(); }

void Agent::wake() { parts_->sync().wake(); }

void Agent::report(protocol::ReportedSettings settings) { parts_->sync().report(std::move(settings)); }

void Agent::find_order(orders::Question question, OrderFound found) {
    parts_->orders().find(std::move(question), std::move(found));
}

void Agent::opened(const std::filesystem::path& pack, Result<void> how) {
    parts_->packs().opened(pack, std::move(how));
}

staff::Packs Agent::packs() const {
    auto status = parts_->packs().status();
    return {status.percent, std::move(status.trouble)};
}

void Agent::stop() { parts_->stop(); }

}  // namespace storeside::agent
