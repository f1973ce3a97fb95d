#include "sync/agent/agent.hpp"

#include "sync/agent/hub_calls.hpp"
#include "sync/agent/order_asker.hpp"
#include "sync/agent/pack_fetcher.hpp"
#include "sync/agent/sync_caller.hpp"

namespace storeside::agent {

class Agent::Parts {
public:
    Parts(Options options, journal::Logs& logs, const Clock& clock, Random& random, Callbacks callbacks)
        : options_(std::move(options)),
          callbacks_(std::move(callbacks)),
          orders_(options_),
          packs_(options_, random,
                 [this](const std::filesystem::path& pack) {
                     if (callbacks_.on_pack) callbacks_.on_pack(pack);
                 }),
          sync_(options_, logs, clock, random, callbacks_, packs_) {}

    OrderAsker& orders() { return orders_; }
    SyncCaller& sync() { return sync_; }
    void stop() {
        sync_.stop();
        packs_.stop();
        orders_.stop();
    }

private:
    Options options_;
    Callbacks callbacks_;
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

void Agent::stop() { parts_->stop(); }

Result<protocol::EnrolAnswer> enrol(const std::string& hub, const std::string& code,
                                    const std::string& program) {
    http::Client client;
    const auto request =
        post_json(hub, "/v1/enrol", {}, protocol::encode(protocol::EnrolRequest{code, program}));
    ASSIGN_OR_RETURN(const auto response, client.send(request));
    if (response.status != 200) return std::unexpected(to_error(refused(response)));
    auto answer = protocol::decode_enrol_answer(response.body);
    if (!answer) return failure(std::move(answer.error()), "the hub's answer");
    return answer;
}

}  // namespace storeside::agent
