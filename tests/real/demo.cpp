// storeside-demo: a shopper's journey on real parts, from the touch to the agent's answer, with a picture of
// each step.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "tests/real/rt_agent.hpp"
#include "tests/real/site.hpp"

namespace {

using namespace storeside;
using namespace storeside::real;
namespace json = boost::json;

struct Options {
    std::filesystem::path programs, source, out;
    bool rt = false, window = false;
};

class Demo {
public:
    explicit Demo(Options options) : options_(std::move(options)) {}

    Result<void> run() {
        RETURN_IF_ERROR(prepare());
        RETURN_IF_ERROR(find_an_answer());
        RETURN_IF_ERROR(find_the_order());
        RETURN_IF_ERROR(call_a_person());
        RETURN_IF_ERROR(get_the_answer());
        RETURN_IF_ERROR(rate_and_leave());
        return write_report();
    }

    Result<void> stay() {
        RETURN_IF_ERROR(prepare());
        fmt::print(
            "\nThe kiosk is open. Touch it with the mouse; the staff PIN is 4711 (hold the top left "
            "corner).\n"
            "See and answer the tickets:\n"
            "  export STORESIDE_HUB={} STORESIDE_TOKEN_FILE={} STORESIDE_CA={}\n"
            "  {}/storesidectl ticket list\n"
            "Close the window to end.\n",
            site_->hub_url(), (site_->hub_data() / "operator.token").string(),
            (site_->hub_data() / "ca.pem").string(), options_.programs.string());
        std::fflush(stdout);
        while (site_->kiosk_running()) std::this_thread::sleep_for(std::chrono::milliseconds(200));
        return {};
    }

private:
    static void say(const std::string& text) {
        fmt::print("{}\n", text);
        std::fflush(stdout);
    }

    Result<void> prepare() {
        std::filesystem::remove_all(options_.out);
        std::filesystem::create_directories(options_.out);
        SiteOptions site{
            .programs = options_.programs, .source = options_.source, .folder = options_.out / "site"};
        std::filesystem::create_directories(site.folder);
        if (options_.rt) {
            say("Starting a real Request Tracker (the first time it is installed into build/real/rt, which "
                "takes some minutes)");
            ASSIGN_OR_RETURN(rt_, RtServer::start("demo"));
            agent_.emplace(*rt_);
            site.helpdesk = {"rt", rt_->url(), rt_->token()};
        }
        if (options_.window) {
            ASSIGN_OR_RETURN(display_, Display::present());
            site.width = 540;
            site.height = 960;
        } else {
            ASSIGN_OR_RETURN(display_, Display::start(site.width, site.height, site.folder / "xvfb.log"));
        }
        say("Starting a hub with the demo shop, and a kiosk");
        ASSIGN_OR_RETURN(site_, Site::open(std::move(site)));
        return site_->start_kiosk(*display_);
    }

    // The step has happened and shows: a picture of it, once what moves has come to rest.
    Result<void> step(const std::string& name, const std::string& text) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const auto file = fmt::format("{:02}-{}.png", steps_.size() + 1, name);
        RETURN_IF_ERROR(display_->screenshot(options_.out / file));
        say(fmt::format("  {:2}  {}", steps_.size() + 1, text));
        steps_.emplace_back(text);
        screenshots_.emplace_back((options_.out / file).string());
        return {};
    }

    Result<void> find_an_answer() {
        RETURN_IF_ERROR(site_->wait_until("the English greeting",
                                          [](const Seen& seen) { return seen.says("Touch to begin"); }));
        RETURN_IF_ERROR(step("attract", "The kiosk waits for a shopper"));
        RETURN_IF_ERROR(site_->tap("language-en"));
        RETURN_IF_ERROR(site_->wait_for_place("Home"));
        RETURN_IF_ERROR(step("home", "One touch begins, in the shopper's language"));
        RETURN_IF_ERROR(site_->tap("question"));
        RETURN_IF_ERROR(site_->type("return without receipt"));
        RETURN_IF_ERROR(site_->wait_for_words("Return something without a receipt"));
        RETURN_IF_ERROR(step("search", "They type a question on the screen's own keyboard"));
        RETURN_IF_ERROR(site_->tap("hit-return-without-receipt"));
        RETURN_IF_ERROR(site_->wait_for_words("Did this help?"));
        RETURN_IF_ERROR(step("article", "The answer comes from the pack on the device"));
        return site_->tap("home");
    }

    Result<void> find_the_order() {
        RETURN_IF_ERROR(site_->tap("find-order"));
        RETURN_IF_ERROR(site_->type("10023"));
        RETURN_IF_ERROR(site_->tap("keyboard/submit"));
        RETURN_IF_ERROR(site_->type("anna@example.org"));
        RETURN_IF_ERROR(step("order-entry", "They look for their order: its number and their e-mail"));
        RETURN_IF_ERROR(site_->tap("keyboard/submit"));
        RETURN_IF_ERROR(site_->wait_for_place("OrderView"));
        return step("order", "The order is found through the hub");
    }

    Result<void> call_a_person() {
        RETURN_IF_ERROR(site_->tap("call"));
        RETURN_IF_ERROR(site_->wait_for_place("CallAgent"));
        RETURN_IF_ERROR(step("call", "They call a person; what they searched for is filled in"));
        RETURN_IF_ERROR(site_->tap("send"));
        RETURN_IF_ERROR(site_->wait_for_place("Conversation"));
        RETURN_IF_ERROR(step("waiting", "The ticket is safe on the device, and has a code"));
        ASSIGN_OR_RETURN(const auto list, site_->ctl_until({"ticket", "list"}, [](const json::value& answer) {
            const auto& tickets = answer.at("tickets").as_array();
            return !tickets.empty() && !tickets[0].at("ref").as_string().empty();
        }));
        const auto& ticket = list.at("tickets").at(0);
        code_ = ticket.at("code").as_string();
        number_ = ticket.at("ref").as_string();
        const std::string id(ticket.at("id").as_string());
        if (agent_) {
            ASSIGN_OR_RETURN(const auto found, agent_->tickets(id));
            if (found.size() != 1)
                return failure(Errc::internal, fmt::format("RT holds {} tickets of this call", found.size()));
            number_ = found[0];
        }
        say(fmt::format("      Ticket {} in {}, code {}", number_,
                        options_.rt ? "Request Tracker" : "the hub's inbox", code_));
        return {};
    }

    Result<void> get_the_answer() {
        const std::string answer = "Hello, this is Nadia. I am on my way to aisle 7.";
        if (agent_) {
            RETURN_IF_ERROR(agent_->reply(number_, answer));
        } else {
            RETURN_IF_ERROR(site_->ctl({"ticket", "reply", code_, answer, "--from", "Nadia"}));
        }
        RETURN_IF_ERROR(site_->wait_for_words("I am on my way"));
        reply_shown_ = true;
        return step("reply", "The agent's answer is on the kiosk's screen");
    }

    Result<void> rate_and_leave() {
        RETURN_IF_ERROR(site_->tap("finish"));
        RETURN_IF_ERROR(site_->wait_for_place("Rate"));
        RETURN_IF_ERROR(step("rating", "They rate the help with one touch"));
        RETURN_IF_ERROR(site_->tap("Very good"));
        RETURN_IF_ERROR(site_->wait_for_place("Thanks"));
        RETURN_IF_ERROR(step("thanks", "And leave; the kiosk forgets them"));
        RETURN_IF_ERROR(site_->wait_for_place("Attract"));
        return {};
    }

    Result<void> write_report() {
        const json::object report{{"steps", steps_},
                                  {"ticket_id", number_},
                                  {"code", code_},
                                  {"reply_shown", reply_shown_},
                                  {"screenshots", screenshots_}};
        return write_file(options_.out / "report.json", json::serialize(report) + "\n");
    }

    Options options_;
    std::optional<RtServer> rt_;
    std::optional<RtAgent> agent_;
    std::optional<Display> display_;
    std::optional<Site> site_;
    json::array steps_, screenshots_;
    std::string number_, code_;
    bool reply_shown_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("A shopper's journey on real parts, with a picture of each step.");
    Options options;
    cli.add_option("--bin", options.programs, "Folder with the programs")->required();
    cli.add_option("--source", options.source, "The project's folder")->required();
    cli.add_option("--out", options.out, "Folder for pictures and report")->required();
    cli.add_flag("--rt", options.rt, "Use a real Request Tracker as the helpdesk");
    cli.add_flag("--window", options.window, "Open the kiosk in a window and stay");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    start_log("warning");
    options.out = std::filesystem::absolute(options.out);
    options.source = std::filesystem::canonical(options.source);
    options.programs = std::filesystem::canonical(options.programs);
    Demo demo(options);
    if (const auto done = options.window ? demo.stay() : demo.run(); !done) {
        fmt::print(stderr, "storeside-demo: {}\nThe logs are in {}/site/.\n", done.error().message(),
                   options.out.string());
        return 1;
    }
    if (!options.window)
        fmt::print(
            "Done. Look at {0}/*.png; the report is {0}/report.json. Next: ./dev demo --window, or ./dev "
            "test\n",
            options.out.string());
    return 0;
}
