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
// A key that no hub knows yet.
std::filesystem::path new_key_file(const std::filesystem::path& data) { return data / "identity.key.new"; }

bool lies_at(const pki::Key& key, pki::Key::Place place) {
    return place == pki::Key::Place::tpm_if_any || key.in_tpm() == (place == pki::Key::Place::tpm);
}

std::string place(const pki::Key& key, const std::filesystem::path& data) {
    return key.in_tpm() ? "in the TPM" : "in " + key_file(data).string();
}

struct Chosen {
    pki::Key key;
    bool is_new;
};

Result<Chosen> choose_key(const std::filesystem::path& data, pki::Key::Place place) {
    std::error_code error;
    if (std::filesystem::exists(key_file(data), error)) {
        auto key = pki::Key::open(key_file(data));
        if (key && lies_at(*key, place)) return Chosen{std::move(*key), false};
        if (!key && key.error().code() == Errc::denied) return std::unexpected(std::move(key.error()));
        if (!key) log_error("setup", key.error());
    }
    // One that an earlier try has left: the code may be good for no other.
    auto key = pki::Key::open(new_key_file(data), place);
    if (key && lies_at(*key, place)) return Chosen{std::move(*key), true};
    if (!std::filesystem::remove(new_key_file(data), error))
        return key ? failure(Errc::denied, "can't remove " + new_key_file(data).string())
                   : std::unexpected(std::move(key.error()));
    ASSIGN_OR_RETURN(auto fresh, pki::Key::open(new_key_file(data), place));
    return Chosen{std::move(fresh), true};
}

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
    const auto what_to_do =
        "enrol this kiosk again (storeside-kiosk setup --again) with a code of `storesidectl "
        "kiosk invite --replace " +
        identity.kiosk + "`";
    // One that is not there must not be made anew here: the certificate is of the old one.
    std::error_code error;
    if (!std::filesystem::exists(key_file(data), error))
        return failure(Errc::corrupt, key_file(data).string() + " is missing: " + what_to_do);
    const auto key = pki::Key::open(key_file(data));
    if (key) {
        spdlog::info("this kiosk's key lies {}", place(*key, data));
        return agent::Identity{key->pem(), identity.certificate, identity.ca};
    }
    if (key.error().code() == Errc::denied) return std::unexpected(key.error());
    return failure(key.error().code(), key.error().message() + ". If that can't be put right, " + what_to_do);
}

Result<Identity> enrol_here(const std::filesystem::path& data, const Enrolment& with) {
    SystemRandom random;
    auto address = with.hub;
    while (address.ends_with('/')) address.pop_back();
    // As one types it.
    if (!address.empty() && address.find("://") == std::string::npos) address.insert(0, "https://");
    if (!address.starts_with("https://"))
        return failure(Errc::invalid_input,
                       "'" + with.hub + "' is not an address like https://hub.example.org");
    ASSIGN_OR_RETURN(const auto chosen, choose_key(data, with.key));
    ASSIGN_OR_RETURN(auto answer, agent::enrol({address, with.code, STORESIDE_VERSION}, chosen.key, random));
    // If power fails between this and the identity, the code is still good for this key.
    if (chosen.is_new) RETURN_IF_ERROR(write_file(key_file(data), chosen.key.pem(), 0600));
    Identity identity{address,     to_string(answer.kiosk), answer.store,
                      answer.name, answer.certificate,      answer.ca};
    RETURN_IF_ERROR(save_identity(data, identity));
    std::error_code error;
    std::filesystem::remove(new_key_file(data), error);
    return identity;
}

Result<Identity> enrol_by_file(const std::filesystem::path& data, const std::filesystem::path& file,
                               pki::Key::Place key) {
    ASSIGN_OR_RETURN(const auto text, read_file(file, kLargestFile));
    auto invitation = protocol::read_enrol_file(text);
    if (!invitation) return failure(std::move(invitation.error()), file.string());
    auto identity = enrol_here(data, {invitation->hub, invitation->code, key});
    if (!identity) return failure(std::move(identity.error()), "enrolling with " + file.string());
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) spdlog::warn("can't remove {}: {}; its code is used up", file.string(), error.message());
    return identity;
}

Result<std::string> place_of_key(const std::filesystem::path& data) {
    ASSIGN_OR_RETURN(const auto key, pki::Key::open(key_file(data)));
    return place(key, data);
}

}  // namespace storeside::app
