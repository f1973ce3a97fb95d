#include "ui/app/identity.hpp"

#include <boost/json.hpp>

#include "firmware/base/file.hpp"

namespace storeside::app {
namespace {

namespace json = boost::json;

constexpr std::size_t kLargestFile = 16 << 10;

std::filesystem::path file(const std::filesystem::path& data) { return data / "identity.json"; }

}  // namespace

Result<Identity> load_identity(const std::filesystem::path& data) {
    ASSIGN_OR_RETURN(const std::string text, read_file(file(data), kLargestFile));
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    const auto* object = error ? nullptr : parsed.if_object();
    const auto member = [&](const char* key) -> std::string {
        const auto* value = object ? object->if_contains(key) : nullptr;
        return value && value->is_string() ? std::string(value->get_string()) : "";
    };
    Identity identity{member("hub"), member("kiosk"), member("token"), member("store"), member("name")};
    if (identity.hub.empty() || identity.token.empty())
        return failure(Errc::corrupt, file(data).string() + " names no hub; set the kiosk up again");
    return identity;
}

Result<void> save_identity(const std::filesystem::path& data, const Identity& identity) {
    const json::object object{{"hub", identity.hub},
                              {"kiosk", identity.kiosk},
                              {"token", identity.token},
                              {"store", identity.store},
                              {"name", identity.name}};
    return write_file(file(data), json::serialize(object) + "\n", 0600);
}

}  // namespace storeside::app
