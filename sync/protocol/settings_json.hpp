// Settings inside another message's JSON.
#pragma once
#include <boost/json/object.hpp>

#include "firmware/settings/model.hpp"
#include "sync/protocol/json.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::protocol {

inline constexpr std::size_t kMaxSettings = 256;
inline constexpr std::size_t kMaxKeyBytes = 64;

boost::json::value to_json(const settings::Value& value);
// Never fails: a value of a kind that no setting has is nothing, so that only its own key suffers.
settings::Value value_of(const boost::json::value& value);

boost::json::object to_json(const settings::Values& values);
void read(Reader& in, settings::Values& out);

boost::json::object to_json(const ReportedSettings& reported);
void read(Reader& in, ReportedSettings& out);

}  // namespace storeside::protocol
