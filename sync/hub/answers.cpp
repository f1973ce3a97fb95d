#include "sync/hub/answers.hpp"

#include "firmware/base/log.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

http::Outgoing json_answer(std::string body) {
    return {200, {{"content-type", "application/json"}, {"cache-control", "no-store"}}, std::move(body), {}};
}

http::Outgoing refusal(int status, std::string_view why) {
    auto answer = json_answer(protocol::encode_refusal(why));
    answer.status = status;
    if (status == 503) answer.headers.emplace_back("retry-after", "5");
    return answer;
}

http::Outgoing refusal(const Error& error) {
    switch (error.code()) {
        case Errc::invalid_input:
            return refusal(400, error.message());
        case Errc::denied:
            return refusal(403, error.message());
        case Errc::not_found:
            return refusal(404, error.message());
        case Errc::conflict:
            return refusal(409, error.message());
        case Errc::disk_full:
            return refusal(507, error.message());
        case Errc::unavailable:
        case Errc::unknown:
            return refusal(503, error.message());
        case Errc::corrupt:
        case Errc::too_new:
        case Errc::internal:
            break;
    }
    return refusal(500, error.message());
}

http::Outgoing not_now(const Error& error) {
    log_error("hub", error);
    return refusal(503, error.code() == Errc::disk_full
                            ? "the hub's disk is full: it takes nothing in until there is room"
                            : "the hub can't do this now");
}

http::Outgoing refusal(protocol::TurnedAway reason) {
    using protocol::TurnedAway;
    const auto why = [reason]() -> std::string_view {
        switch (reason) {
            case TurnedAway::revoked:
                return "this kiosk was revoked: enrol it again with a code of `storesidectl kiosk invite "
                       "--replace`";
            case TurnedAway::superseded:
                return "this is an older certificate of this kiosk, as after its disk was restored from an "
                       "old image: "
                       "enrol it again with a code of `storesidectl kiosk invite --replace`";
            case TurnedAway::unknown:
            case TurnedAway::no:
                break;
        }
        return "this hub doesn't know this kiosk: enrol it again with a code of `storesidectl kiosk invite`";
    }();
    auto answer = json_answer(protocol::encode_refusal(why, reason));
    answer.status = 403;
    return answer;
}

}  // namespace storeside::hub
