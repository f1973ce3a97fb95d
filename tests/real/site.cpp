#include "tests/real/site.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "firmware/base/file.hpp"

namespace storeside::real {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kLargestFile = 4 << 20;
constexpr auto kGlance = 15ms;  // between two looks at the screen
constexpr auto kBetweenTouches =
    70ms;  // no finger is quicker, and the screen takes a quicker one for a bounce

Result<json::value> parse(const std::string& text) {
    json::error_code error;
    auto value = json::parse(text, error);
    if (error) return failure(Errc::invalid_input, "no JSON: " + text.substr(0, 200));
    return value;
}

std::optional<Seen> read_seen(const std::string& text) {
    const auto value = parse(text);
    if (!value) return std::nullopt;
    Seen seen;
    seen.place = value->at("place").as_string();
    for (const auto& word : value->at("words").as_array()) seen.words.emplace_back(word.as_string());
    for (const auto& target : value->at("targets").as_array()) {
        const auto& rect = target.at("rect").as_array();
        const auto at = [&](std::size_t i) { return rect[i].to_number<double>(); };
        seen.things.push_back(
            {std::string(target.at("id").as_string()), std::string(target.at("label").as_string()),
             std::string(target.at("role").as_string()), static_cast<int>(at(0) + at(2) / 2),
             static_cast<int>(at(1) + at(3) / 2), target.at("enabled").as_bool()});
    }
    return seen;
}

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> out;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) out.emplace_back();
        out.back() += c;
    }
    return out;
}

}  // namespace

bool Seen::says(std::string_view text) const {
    return fmt::format("{}", fmt::join(words, " ")).find(text) != std::string::npos;
}

const Seen::Thing* Seen::thing(std::string_view id_or_label) const {
    auto found = std::ranges::find(things, id_or_label, &Thing::id);
    if (found == things.end()) found = std::ranges::find(things, id_or_label, &Thing::label);
    return found == things.end() || !found->enabled ? nullptr : &*found;
}

Result<Site> Site::open(SiteOptions options) {
    std::filesystem::create_directories(options.folder);
    Site site(std::move(options));
    const auto pack = (site.folder() / "demo.pack").string();
    RETURN_IF_ERROR(output_of({site.program("storesidectl"), "pack", "build",
                               (site.options_.source / "config/demo").string(), pack}));
    if (!site.options_.hub) {
        RETURN_IF_ERROR(site.write_hub_config());
        RETURN_IF_ERROR(site.start_hub());
    }
    RETURN_IF_ERROR(site.publish(pack));
    if (site.options_.set_up) RETURN_IF_ERROR(site.set_up_kiosk());
    return site;
}

// The ceremony is done once a hub: one that runs already may have its root.
Result<void> Site::publish(const std::string& pack) {
    const auto keys = folder() / "keys", words = folder() / "passphrase";
    RETURN_IF_ERROR(write_file(words, "correct horse battery staple\n", 0600));
    if (!std::filesystem::exists(keys))
        RETURN_IF_ERROR(by_operator(
            {"trust", "init", keys.string(), "--keys", "1", "--passphrase-file", words.string()}));
    RETURN_IF_ERROR(ctl({"pack", "publish", pack, "--key", (keys / "content.key").string(),
                         "--passphrase-file", words.string()}));
    return {};
}

Result<void> Site::write_hub_config() const {
    std::string config =
        fmt::format("data = \"hub\"\norders = \"{}\"\n[helpdesk]\nkind = \"{}\"\n",
                    (options_.source / "config/demo/orders.json").string(), options_.helpdesk.kind);
    if (options_.helpdesk.kind != "inbox") {
        RETURN_IF_ERROR(write_file(folder() / "helpdesk.token", options_.helpdesk.token + "\n", 0600));
        config +=
            fmt::format("url = \"{}\"\ntoken_file = \"helpdesk.token\"\nrequestor = \"kiosks@example.org\"\n",
                        options_.helpdesk.url);
    }
    return write_file(folder() / "hub.toml", config);
}

Result<void> Site::start_hub() {
    const auto port_file = folder() / "hub.port";
    std::filesystem::remove(port_file);
    ASSIGN_OR_RETURN(hub_,
                     Process::start({program("storeside-hub"), "--config", (folder() / "hub.toml").string(),
                                     "--port", port_, "--port-file", port_file.string()},
                                    folder() / "hub.log"));
    for (const auto end = Clock::now() + kPatience; Clock::now() < end && hub_->running();
         std::this_thread::sleep_for(kGlance))
        if (const auto port = read_file(port_file, 100)) {
            port_ = std::to_string(std::stoi(*port));
            return {};
        }
    return failure(Errc::internal,
                   "the hub does not start: " + read_file(folder() / "hub.log", kLargestFile).value_or(""));
}

void Site::kill_hub() { hub_.reset(); }

Result<void> Site::set_up_kiosk() {
    const auto file = (folder() / "enrol.toml").string();
    RETURN_IF_ERROR(
        ctl({"kiosk", "invite", "--store", "Old Harbour Road", "--name", "Aisle 7", "--out", file}));
    RETURN_IF_ERROR(output_of({program("storeside-kiosk"), "setup", "--data", (folder() / "kiosk").string(),
                               "--enrol-file", file, "--staff", "Nadia"},
                              "4711\n"));
    if (std::filesystem::exists(file)) return failure(Errc::internal, "the used enrol.toml was left behind");
    return {};
}

Result<void> Site::start_kiosk(Display& display) {
    display_ = &display;
    std::filesystem::remove(folder() / "screen.json");
    ASSIGN_OR_RETURN(
        kiosk_, Process::start(
                    {program("storeside-kiosk"), "--data", (folder() / "kiosk").string(), "--config",
                     (folder() / "kiosk.toml").string(), "--window",
                     fmt::format("{}x{}", options_.width, options_.height), "--describe",
                     (folder() / "screen.json").string(), "--record", (folder() / "journey.jsonl").string()},
                    folder() / "kiosk.log", {"DISPLAY=" + display.name(), "LIBGL_ALWAYS_SOFTWARE=1"}));
    if (!options_.set_up) {
        ASSIGN_OR_RETURN(auto waits, wait_for_place("Setup"));
        return {};
    }
    RETURN_IF_ERROR(wait_until("the attract screen with its greeting", [](const Seen& seen) {
        return seen.place == "Attract" && seen.thing("language-en");
    }));
    return {};
}

std::optional<Seen> Site::look() const {
    const auto text = read_file(folder() / "screen.json", kLargestFile);
    return text ? read_seen(*text) : std::nullopt;
}

Result<Seen> Site::wait_until(const std::string& wish, const std::function<bool(const Seen&)>& true_of) {
    std::optional<Seen> seen;
    for (const auto end = Clock::now() + kPatience; Clock::now() < end;
         std::this_thread::sleep_for(kGlance)) {
        seen = look();
        if (seen && true_of(*seen)) return *seen;
        if (!kiosk_->running())
            return failure(Errc::internal, "the kiosk ended: " +
                                               read_file(folder() / "kiosk.log", kLargestFile).value_or(""));
    }
    return failure(Errc::internal,
                   fmt::format("waited for {}; the screen shows {}: {}", wish, seen ? seen->place : "nothing",
                               seen ? fmt::format("{}", fmt::join(seen->words, " | ")) : ""));
}

Result<Seen> Site::wait_for_place(std::string_view place) {
    return wait_until(fmt::format("the place {}", place),
                      [&](const Seen& seen) { return seen.place == place; });
}

Result<Seen> Site::wait_for_words(std::string_view words) {
    return wait_until(fmt::format("the words '{}'", words),
                      [&](const Seen& seen) { return seen.says(words); });
}

Result<void> Site::tap(std::string_view id_or_label) {
    ASSIGN_OR_RETURN(const auto seen,
                     wait_until(fmt::format("something called '{}'", id_or_label),
                                [&](const Seen& s) { return s.thing(id_or_label) != nullptr; }));
    const auto* thing = seen.thing(id_or_label);
    const auto screen = [&] { return read_file(folder() / "screen.json", kLargestFile).value_or(""); };
    const auto before = screen();
    display_->tap(thing->x, thing->y);
    std::this_thread::sleep_for(kBetweenTouches);
    // A finger waits for what it did to show; not everything shows, so not for long.
    for (const auto end = Clock::now() + 700ms; Clock::now() < end; std::this_thread::sleep_for(kGlance))
        if (screen() != before) break;
    return {};
}

Result<void> Site::type(std::string_view text) {
    for (const auto& character : characters(text)) {
        const std::string key = "keyboard/" + (character == " " ? std::string("space") : character);
        ASSIGN_OR_RETURN(const auto seen, wait_until("a keyboard", [](const Seen& s) {
                             return s.thing("keyboard/submit") != nullptr;
                         }));
        if (!seen.thing(key)) RETURN_IF_ERROR(tap("keyboard/layer"));
        if (auto tapped = tap(key); !tapped)
            return failure(std::move(tapped.error()), fmt::format("typing '{}'", text));
    }
    RETURN_IF_ERROR(wait_for_words(text));
    return {};
}

void Site::hold_corner() { display_->tap(20, 20, 2500ms); }

Result<std::string> Site::by_operator(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("storesidectl"));
    const auto token = hub_data() / "operator.token", ca = hub_data() / "ca.pem";
    return output_of(arguments, {},
                     {"STORESIDE_HUB=" + hub_url(), "STORESIDE_TOKEN_FILE=" + token.string(),
                      "STORESIDE_CA=" + ca.string()});
}

Result<json::value> Site::ctl(std::vector<std::string> arguments) {
    arguments.push_back("--json");
    ASSIGN_OR_RETURN(const auto output, by_operator(std::move(arguments)));
    return parse(output);
}

Result<json::value> Site::ctl_until(const std::vector<std::string>& arguments,
                                    const std::function<bool(const json::value&)>& true_of) {
    json::value last;
    for (const auto end = Clock::now() + kPatience; Clock::now() < end; std::this_thread::sleep_for(100ms)) {
        ASSIGN_OR_RETURN(last, ctl(arguments));
        if (true_of(last)) return last;
    }
    return failure(Errc::internal, fmt::format("storesidectl {} never gave what was waited for, but {}",
                                               fmt::join(arguments, " "), json::serialize(last)));
}

std::string Site::hub_url() const { return options_.hub ? options_.hub->url : "https://127.0.0.1:" + port_; }

std::filesystem::path Site::hub_data() const { return options_.hub ? options_.hub->data : folder() / "hub"; }

}  // namespace storeside::real
