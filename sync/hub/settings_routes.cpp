#include "sync/hub/settings_routes.hpp"

#include <algorithm>
#include <charconv>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/groups.hpp"

namespace storeside::hub {
namespace {

constexpr std::int64_t kUsualHistory = 50, kLongestHistory = 1000;

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A name that is typed in a shell and printed in a table.
bool is_group_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    });
}

}  // namespace

http::Outgoing SettingsRoutes::route(const OperatorCall& call) {
    const auto& request = call.request;
    const bool get = request.method == "GET", post = request.method == "POST";
    const std::string_view path = request.path;
    if (get && path == "/v1/settings") return view(request);
    if (post && path == "/v1/settings") return change(call);
    if (get && path == "/v1/settings/history") return history(request);
    if (post && path == "/v1/settings/revert") return revert(call);
    if (get && path == "/v1/groups") return groups();
    if (post && path == "/v1/groups/add") return regroup(call, true);
    if (post && path == "/v1/groups/remove") return regroup(call, false);
    return refusal(404, "the hub has no such route");
}

Result<std::optional<protocol::Target>> SettingsRoutes::target(const http::Incoming& request) {
    const auto layer = request.parameter("layer").value_or("");
    if (layer.empty()) return std::nullopt;
    const auto found = std::ranges::find(settings::kLayerNames, layer);
    if (found == settings::kLayerNames.end())
        return failure(Errc::invalid_input, "layer: not fleet, group, store or kiosk");
    return hub_store::Settings(database_).resolve(
        {static_cast<settings::Layer>(found - settings::kLayerNames.begin()),
         std::string(request.parameter("name").value_or(""))});
}

hub_store::By SettingsRoutes::by(const OperatorCall& call) const {
    return {std::string(call.who), clock_.now()};
}

http::Outgoing SettingsRoutes::view(const http::Incoming& request) {
    const auto asked = target(request);
    if (!asked) return refusal(asked.error());
    const auto view = hub_store::Settings(database_).view(asked->value_or(protocol::Target{}),
                                                          request.parameter("effective").value_or("") == "1");
    return view ? json_answer(protocol::encode(*view)) : refusal(view.error());
}

http::Outgoing SettingsRoutes::history(const http::Incoming& request) {
    const auto asked = target(request);
    if (!asked) return refusal(asked.error());
    std::int64_t limit = kUsualHistory;
    if (const auto text = request.parameter("limit")) {
        const auto* end = text->data() + text->size();
        const auto read = std::from_chars(text->data(), end, limit);
        if (read.ec != std::errc() || read.ptr != end || limit < 1 || limit > kLongestHistory)
            return refusal(400, "limit: not a number from 1 to 1000");
    }
    const auto rows = hub_store::Settings(database_).history(*asked, limit);
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing SettingsRoutes::done(const OperatorCall& call, const Result<hub_store::Outcome>& outcome) {
    if (!outcome) return refusal(outcome.error());
    spdlog::info("hub: settings version {} by {} concerns {} kiosks", outcome->version, call.who,
                 outcome->kiosks.size());
    call.noted = "version " + std::to_string(outcome->version);
    on_change_(outcome->kiosks);
    return json_answer(protocol::encode(
        protocol::SettingsChanged{outcome->version, static_cast<std::int64_t>(outcome->kiosks.size())}));
}

http::Outgoing SettingsRoutes::change(const OperatorCall& call) {
    const auto message = protocol::decode_settings_change(call.request.body);
    if (!message) return refusal(message.error());
    if (blank(message->why)) return refusal(400, "why: say why, for those who look at it later");
    return done(call, hub_store::Settings(database_).change(*message, by(call)));
}

http::Outgoing SettingsRoutes::revert(const OperatorCall& call) {
    const auto message = protocol::decode_settings_revert(call.request.body);
    if (!message) return refusal(message.error());
    if (blank(message->why)) return refusal(400, "why: say why, for those who look at it later");
    return done(call, hub_store::Settings(database_).revert(*message, by(call)));
}

http::Outgoing SettingsRoutes::groups() {
    const auto rows = hub_store::Groups(database_).list();
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing SettingsRoutes::regroup(const OperatorCall& call, bool add) {
    const auto message = protocol::decode_group_change(call.request.body);
    if (!message) return refusal(message.error());
    if (!is_group_name(message->group))
        return refusal(400, "group: not a name of 1 to 64 letters, digits, '-', '_' or '.'");
    call.noted = message->group + ": " + message->kiosk;
    const auto target = hub_store::Settings(database_).resolve({settings::Layer::kiosk, message->kiosk});
    if (!target) return refusal(target.error());
    const auto kiosk = parse_id(target->name);
    if (!kiosk) return refusal(kiosk.error());
    hub_store::Groups groups(database_);
    const auto changed = add ? groups.add(message->group, *kiosk) : groups.remove(message->group, *kiosk);
    if (!changed) return refusal(changed.error());
    spdlog::info("hub: kiosk {} {} group {} by {}", target->name, add ? "is in" : "left", message->group,
                 call.who);
    on_change_(*changed);
    return json_answer("{}");
}

}  // namespace storeside::hub
