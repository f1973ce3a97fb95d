#include "ui/app/description.hpp"

#include <boost/json.hpp>

namespace storeside::app {

std::string describe(std::string_view place, const frame::Frame& frame) {
    namespace json = boost::json;
    json::array words, targets;
    for (const auto& line : frame.words()) words.emplace_back(line);
    for (const auto& target : frame.targets())
        targets.push_back(json::object{{"id", target.id},
                                       {"label", target.label},
                                       {"role", frame::name(target.role)},
                                       {"rect", {target.rect.x, target.rect.y, target.rect.w, target.rect.h}},
                                       {"enabled", target.enabled}});
    return json::serialize(json::object{{"place", place},
                                        {"size", {frame.size().w, frame.size().h}},
                                        {"words", std::move(words)},
                                        {"targets", std::move(targets)}});
}

}  // namespace storeside::app
