#include "ui/app/identity.hpp"

#include <boost/json.hpp>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/agent/enrol.hpp"
#include "sync/protocol/invitation.hpp"

namespace storeside::app {
namespace {

namespace json = boost::json;

constexpr std::size_t kLargestFile = 64 << 10;

std::filesystem::path file(const std::filesystem::path& data) { return data / "identity.json"; }
std::filesystem::path key_file(const std::filesystem::path& data) { return data / "identity.key"; }

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
    Identity identity{member("hub"),  member("kiosk"),       member("store"),
                      member("name"), member("certificate"), member("ca")};
    if (identity.hub.empty() || identity.certificate.empty() || identity.ca.empty())
        return failure(Errc::corrupt,
                       file(data).string() + " holds no certificate: remove it and set the kiosk up again");
    return identity;
}

Result<void> save_identity(const std::filesystem::path& data, const Identity& identity) {
    const json::object object{{"hub", identity.hub},
                              {"kiosk", identity.kiosk},
                              {"store", identity.store},
                              {"name", identity.name},
                              {"certificate", identity.certificate},
                              {"ca", identity.ca}};
    return write_file(file(data), json::serialize(object) + "\n", 0600);
}

Result<agent::Identity> for_the_line(const std::filesystem::path& data, const Identity& identity) {
    // One that is not there must not be made anew here: the certificate is of the old one.
    std::error_code error;
    if (!std::filesystem::exists(key_file(data), error))
        return failure(Errc::corrupt,
                       key_file(data).string() +
                           " is missing: enrol this kiosk again with a code of `storesidectl kiosk invite "
                           "--replace " +
                           identity.kiosk + "`");
    ASSIGN_OR_RETURN(const auto key, pki::Key::open(key_file(data)));
    return agent::Identity{key.pem(), identity.certificate, identity.ca};
}

Result<Identity> enrol_here(const std::filesystem::path& data, const std::string& hub,
                            const std::string& code) {
    SystemRandom random;
    auto address = hub;
    while (address.ends_with('/')) address.pop_back();
    if (!address.starts_with("https://"))
        return failure(Errc::invalid_input, "'" + hub + "' is not an address like https://hub.example.org");
    ASSIGN_OR_RETURN(const auto key, pki::Key::open(key_file(data)));
    ASSIGN_OR_RETURN(auto answer, agent::enrol({address, code, STORESIDE_VERSION}, key, random));
    Identity identity{address,     to_string(answer.kiosk), answer.store,
                      answer.name, answer.certificate,      answer.ca};
    RETURN_IF_ERROR(save_identity(data, identity));
    return identity;
}

Result<Identity> enrol_by_file(const std::filesystem::path& data, const std::filesystem::path& file) {
    ASSIGN_OR_RETURN(const auto text, read_file(file, kLargestFile));
    auto invitation = protocol::read_enrol_file(text);
    if (!invitation) return failure(std::move(invitation.error()), file.string());
    auto identity = enrol_here(data, invitation->hub, invitation->code);
    if (!identity) return failure(std::move(identity.error()), "enrolling with " + file.string());
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) spdlog::warn("can't remove {}: {}; its code is used up", file.string(), error.message());
    return identity;
}

}  // namespace storeside::app
