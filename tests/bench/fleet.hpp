// Many kiosks in one process, each with a key, a certificate and a connection of its own, as a hub sees them:
// one call that is held, and the next one when it was answered.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/journal/model.hpp"
#include "sync/http/tls.hpp"
#include "sync/pki/authority.hpp"
#include "tests/bench/held_call.hpp"

namespace storeside::bench {

// Lets kiosks in at the hub whose data is in a folder, while that hub does not run.
Result<std::vector<http::KeyPair>> enrol(const std::filesystem::path& hub_data,
                                         const pki::Authority& authority, std::size_t kiosks);

// All on the thread that calls.
class Fleet {
public:
    using Clock = std::chrono::steady_clock;

    Fleet(std::vector<http::KeyPair> kiosks, std::uint16_t port);

    // Returns when every kiosk has a call that is held. Not all of them call at once.
    Result<void> gather();

    // The time from a kiosk's newer call, on a fresh connection whose handshake is done, until its older one,
    // which was held, is answered: the hub ends it. Of `samples` kiosks, one after the other.
    Result<std::vector<double>> wake_us(std::size_t samples);

    struct Return {
        std::size_t sent_away = 0;
        std::size_t errors = 0;  // a kiosk that came when it was told to, and was not taken in at once
        double longest_s = 0;    // until the last one was back
    };
    // Runs `stop_and_start`, in which the hub sends all kiosks away, and follows them until all are back or
    // `patience` is over.
    Result<Return> come_back(const std::function<Result<void>()>& stop_and_start,
                             std::chrono::seconds patience);

private:
    struct Kiosk {
        http::KeyPair own;
        journal::Cursor cursor;
        std::int64_t desired = 0;
        bool held = false;
        std::shared_ptr<HeldCall> call;
    };

    std::shared_ptr<HeldCall> open(std::size_t kiosk, std::function<void(HeldCall&)> ready);
    void call(std::size_t kiosk);
    void call_later(std::size_t kiosk, std::chrono::milliseconds delay);
    void answered(std::size_t kiosk, HeldCall& call, const HeldCall::Answer& answer);
    void taken_in(std::size_t kiosk, HeldCall& call, const std::string& body);
    void trouble(std::size_t kiosk, const std::string& why, std::chrono::seconds again);
    void hold(Kiosk& kiosk, bool held);
    bool run_until(const std::function<bool()>& done, std::chrono::seconds patience);
    std::string request(const Kiosk& kiosk) const;

    boost::asio::io_context context_{1};
    boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_client};
    boost::asio::ip::tcp::endpoint hub_;
    std::vector<Kiosk> kiosks_;
    std::size_t held_ = 0;
    std::size_t older_ended_ = 0;
    Return return_;
    std::string last_trouble_;
};

}  // namespace storeside::bench
