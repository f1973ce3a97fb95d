// Every widget on a few pages, as PNGs to look at: storeside-specimen FOLDER LOGO.PNG MO_FOLDER
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "firmware/base/file.hpp"
#include "ui/keyboard/keyboard.hpp"
#include "ui/window/window.hpp"

using namespace storeside;
using frame::Frame;

namespace {

struct Sheet {
    std::string name;
    std::function<void(Frame&)> draw;
    theme::TextSize text_size = theme::TextSize::normal;
    bool high_contrast = false;
    std::string_view held = {};  // a key under a finger that rests
};

struct Words {
    std::string back = "Back", home = "Home", call = "Call a person", language = "English",
                access = "Easier to use";
};

void chrome(Frame& f, std::string_view logo, const Words& w = {}, bool back = true) {
    f.chrome({.logo = {.key = "logo", .bytes = logo, .words = "Bramble & Beam"},
              .language = w.language,
              .accessibility = w.access,
              .back = w.back,
              .home = w.home,
              .call = w.call,
              .can_go_back = back});
}

const Words kGreek{"Πίσω", "Αρχική", "Καλέστε έναν υπάλληλο", "Ελληνικά", "Προσβασιμότητα"};
const Words kRussian{"Назад", "Главная", "Позвать сотрудника", "Русский", "Удобнее"};

void home(Frame& f, std::string_view logo, bool greek = false) {
    f.page("home");
    chrome(f, logo, greek ? kGreek : Words{}, false);
    f.columns(
        "home",
        [&] {
            f.title(greek ? "Πώς μπορούμε να βοηθήσουμε;" : "What can we help you with?");
            f.field({.id = "ask",
                     .label = "",
                     .text = "",
                     .hint = greek ? "Γράψτε την ερώτησή σας" : "Type your question",
                     .icon = "magnify"});
            f.grid("ways", 1, 3, [&] {
                f.card("find", "book-open-variant", greek ? "Βρείτε μια απάντηση" : "Find an answer",
                       greek ? "Επιστροφές, εγγύηση, ωράριο, παράδοση"
                             : "Returns, warranty, opening hours, delivery");
                f.card("order", "package-variant", greek ? "Βρείτε την παραγγελία σας" : "Find my order",
                       greek ? "Με τον αριθμό της παραγγελίας" : "With the number on your receipt");
                f.card("call-card", "human-greeting", greek ? "Καλέστε έναν υπάλληλο" : "Call a person",
                       greek ? "Έρχεται σε περίπου 3 λεπτά" : "Someone is here in about 3 minutes");
            });
            f.heading(greek ? "Συχνές ερωτήσεις" : "Often asked");
            f.row("1", greek ? "Μέχρι πότε είναι ανοιχτό το κατάστημα;" : "When are you open?");
            f.row("2", greek ? "Επιστροφή χωρίς απόδειξη" : "Can I return something without a receipt?");
            f.row("3", greek ? "Παραγγελία και παραλαβή" : "Order online, collect here");
            f.row("4", greek ? "Κόβετε ξύλο στα μέτρα μου;" : "Can you cut wood to size?");
            f.row("5", greek ? "Αντίγραφα κλειδιών" : "Do you cut keys?");
            f.row("6", greek ? "Πού μπορώ να παρκάρω;" : "Where can I park?");
        },
        [&] {
            if (!f.portrait())
                f.notice("n", "information", "Closed on Tuesday", "We open again on Wednesday at 7:00.");
        });
}

void article(Frame& f, std::string_view logo) {
    f.page("article");
    chrome(f, logo, kRussian);
    f.columns(
        "article",
        [&] {
            f.title("Возврат без чека");
            f.lead("Да. Мы найдём покупку по карте, номеру телефона или карте покупателя.");
            f.paragraph(std::vector<frame::Span>{
                {"Возьмите с собой ", false, {}},
                {"карту, которой платили", true, {}},
                {", и сам товар. Если платили наличными, подойдёт карта покупателя. Подробнее: ", false, {}},
                {"условия возврата", false, "returns"},
                {".", false, {}}});
            f.heading("Что понадобится");
            f.bullet("Товар, по возможности в упаковке");
            f.bullet(
                "Карта, которой платили, или номер телефона, на который оформлена карта покупателя нашего "
                "магазина");
            f.numbered(1, "Подойдите к столу 3");
            f.numbered(2, "Покажите товар");
            const std::array<std::string, 3> headings = {"Товар", "Срок", "Условия"};
            const std::vector<std::vector<std::string>> rows = {{"Инструмент", "100 дней", "В упаковке"},
                                                                {"Растения", "7 дней", "С чеком"}};
            f.table(headings, rows);
        },
        [&] {
            f.quiet_text("Это помогло?");
            f.grid("yn", 2, 1, [&] {
                f.secondary("yes", "Да", "thumb-up-outline");
                f.secondary("no", "Нет", "thumb-down-outline");
            });
        });
}

void order(Frame& f, std::string_view logo) {
    f.page("order");
    chrome(f, logo);
    f.columns(
        "order",
        [&] {
            f.title("Ready at desk 3 until Saturday");
            f.quiet_text("Order BB-10423");
            const std::array<frame::Milestone, 4> steps = {
                frame::Milestone{"Ordered", "18 November, 09:12", frame::Milestone::When::done},
                frame::Milestone{"Picked in the store", "19 November, 16:40", frame::Milestone::When::done},
                frame::Milestone{"Ready to collect", "Desk 3, until Saturday 20:00",
                                 frame::Milestone::When::now},
                frame::Milestone{"Collected", "", frame::Milestone::When::later}};
            f.timeline(steps);
            f.heading("What you ordered");
            f.item(frame::Picture{"drill", "", "Drill"}, "Cordless drill 18 V", "1 piece");
            f.item("package-variant", "Wood screws 4 × 40 mm", "2 boxes of 200");
            f.status("check-circle", frame::Tone::positive, "Paid. Bring this code or your order number.");
            f.status("alert", frame::Tone::warning, "One part is late: the shelf arrives on Thursday.");
            f.status("alert-circle", frame::Tone::danger, "The payment did not go through.");
        },
        [&] {
            f.primary("come", "Ask someone to bring it", "human-greeting");
            f.quiet("other", "Find another order");
        });
}

void waiting(Frame& f, std::string_view logo) {
    f.page("waiting");
    chrome(f, logo);
    f.columns(
        "waiting",
        [&] {
            f.breathing_ring("human-greeting");
            f.title("Ana is on her way");
            f.lead("You are number 2. About 3 minutes.");
            f.progress(0.66F, "Step 2 of 3");
            f.caption("Your code");
            f.code("K7Q-3FM");
            f.qr("https://help.example.org/t/K7Q-3FM", 240);
            f.ring(0.6F, "12");
        },
        [&] {
            f.primary("wait", "I am at this screen", "check");
            f.secondary("message", "Leave a message instead", "email-outline");
            f.quiet("cancel", "Cancel");
        });
}

void chat(Frame& f, std::string_view logo, const text::Texts& t) {
    f.page("chat");
    chrome(f, logo);
    const std::vector<std::string> typed = {"tr", "en"};
    keyboard::draw(f, t,
                   {.id = "kb",
                    .kind = keyboard::Kind::letters,
                    .language = "tr",
                    .languages = typed,
                    .submit = "Gönder"});
    f.pinned("write", [&] {
        f.chip("c1", "Evet, lütfen");
        f.chip("c2", "Hayır");
        f.chip("c3", "Teşekkür ederim");
        f.field({.id = "say",
                 .label = "",
                 .text = "Üç numaralı masadayım, çıkışın yanında",
                 .hint = "Type here",
                 .focused = true,
                 .icon = "",
                 .clear = "Sil"});
    });
    f.scroll("chat", [&] {
        f.bubble(false, "Merhaba! Ben Ayşe. Siparişinizi görüyorum, iki dakikaya yanınızdayım.",
                 "Ayşe · 14:03");
        f.bubble(true, "Teşekkürler, bekliyorum.", "14:04");
        f.typing();
    });
}

void search(Frame& f, std::string_view logo, const text::Texts& t) {
    f.page("search");
    chrome(f, logo, kGreek);
    keyboard::draw(f, t, {.id = "kb", .kind = keyboard::Kind::letters, .language = "el", .submit = "Έτοιμο"});
    f.field({.id = "ask",
             .label = "",
             .text = "επιστροφ",
             .hint = "Type here",
             .focused = true,
             .icon = "magnify",
             .clear = "Καθαρισμός"});
    f.scroll("hits", [&] {
        f.card("best", "undo-variant", "Επιστροφή χωρίς απόδειξη",
               "Ναι. Βρίσκουμε την αγορά από την κάρτα, το τηλέφωνο ή την κάρτα μέλους.");
        const auto strong = [](const char* words) { return frame::Span{words, true, {}}; };
        const auto plain = [](const char* words) { return frame::Span{words, false, {}}; };
        f.row("a", {{strong("Επιστροφές"), plain(" και εγγύηση")}});
        f.row("b", {{plain("Πόσες ημέρες έχω για "), strong("επιστροφή"), plain(";")}}, "Επιστροφές");
        f.row("c", {{strong("Επιστροφή"), plain(" χρημάτων στην κάρτα")}});
        f.row("d", {{plain("Αλλαγή αντί για "), strong("επιστροφή")}});
    });
}

void forms(Frame& f, std::string_view logo, const text::Texts& t) {
    f.page("forms");
    chrome(f, logo);
    keyboard::draw(f, t, {.id = "kb", .kind = keyboard::Kind::email});
    f.scroll("form", [&] {
        f.title("Find my order");
        f.field({.id = "nr", .label = "Order number", .text = "BB-10423", .hint = ""});
        f.field({.id = "mail",
                 .label = "E-mail address of the order",
                 .text = "",
                 .hint = "name@example.org",
                 .focused = true});
        f.secondary("go", "Find it", "", false);
    });
}

void controls(Frame& f, std::string_view) {
    f.page("controls");
    f.band("account", "Staff mode · Ana · ends in 2:00");
    f.scroll("controls", [&] {
        f.title("How should we help?");
        f.grid("how", 1, 2, [&] {
            f.choice("come", "human-greeting", "Come to me", "About 3 minutes", true);
            f.choice("chat", "message-text-outline", "Chat here", "Answers at once", false);
        });
        f.toggle("large", "Large text", true);
        f.toggle("contrast", "Strong contrast", false);
        const std::array<std::string, 5> words = {"Very bad", "Bad", "So-so", "Good", "Very good"};
        f.faces("rate", words, 4);
        f.chip("a", "Opening hours");
        f.chip("b", "Returns");
        f.chip("c", "Wood cutting");
        f.chip("d", "Parking");
        f.field({.id = "pin", .label = "PIN", .text = "1234", .hint = "", .masked = true});
        f.primary("p", "Call a person now", "human-greeting");
        f.secondary("s", "Leave a message", "email-outline");
        f.secondary("off", "Not possible now", "email-outline", false);
        f.quiet("q", "This didn't help");
        f.panel("panel", [&] {
            f.heading("On a panel");
            f.paragraph("Several things on one card: a paragraph and a button.");
            f.secondary("in", "Inside");
        });
    });
}

void attract(Frame& f, std::string_view) {
    f.page("attract");
    f.backdrop();
    f.anywhere("begin", "Touch to begin");
    f.pinned("foot", [&] { f.lead("Dokunarak başlayın"); });
    f.centred("greeting", [&] {
        f.display("Dobar dan! Kako vam možemo pomoći?");
        f.lead("Pitajte, pronađite narudžbu ili pozovite nekoga.");
    });
}

void overlay(Frame& f, std::string_view logo) {
    home(f, logo);
    f.overlay("idle", [&] {
        f.title("Are you still there?");
        f.quiet_text("Otherwise this screen starts afresh.");
        f.ring(0.7F, "14");
        f.primary("more", "I need more time");
    });
}

void pins(Frame& f, std::string_view logo, const text::Texts& t) {
    f.page("pin");
    chrome(f, logo);
    keyboard::draw(f, t, {.id = "kb", .kind = f.portrait() ? keyboard::Kind::pin : keyboard::Kind::digits});
    f.title("Your PIN");
    f.field({.id = "pin", .label = "", .text = "123", .hint = "Type here", .focused = true, .masked = true});
    f.paragraph(
        "Odd input: \u05D0\u05D1 \xF0\x9F\x98\x80 \xFF\xFE \u200Fx\u0301 "
        "averyveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword");
}

void typing(Frame& f, std::string_view logo, const text::Texts& t, keyboard::Kind kind,
            std::string_view language) {
    const std::vector<std::string> suggestions = {"BEAM 18 V", "Επιστροφή χωρίς απόδειξη", "Вернуть товар"};
    const bool words = kind == keyboard::Kind::letters;
    f.page("typing");
    chrome(f, logo);
    f.field({.id = "words",
             .label = "Words",
             .text = "BEAM",
             .focused = true,
             .icon = "magnify",
             .clear = "Clear"});
    keyboard::draw(f, t,
                   {.id = "kb",
                    .kind = kind,
                    .language = language,
                    .submit = "Search",
                    .suggestions = words ? suggestions : std::span<const std::string>()});
    f.scroll("results", [&] { f.quiet_text("What is found stands here."); });
}

// A finger comes down on the key and stays.
void hold(window::Window& window, const Sheet& sheet) {
    const frame::Target* key = frame::target_labelled(window.frame().targets(), sheet.held);
    if (key == nullptr) return;
    const auto now =
        std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
    window.frame().touch({frame::TouchEvent::Kind::down, key->rect.centre(), now, 0});
    for (int i = 0; i < 6; ++i) {
        window.present(sheet.draw);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "usage: storeside-specimen FOLDER LOGO.PNG MO_FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    const std::string logo = read_file(argv[2], 1U << 20U).value_or("");
    auto texts = text::Texts::open(argv[3]);
    if (!texts) {
        fmt::print(stderr, "{}\n", texts.error().message());
        return 1;
    }
    std::vector<Sheet> sheets = {
        {"home", [&](Frame& f) { home(f, logo); }},
        {"home-el-large", [&](Frame& f) { home(f, logo, true); }, theme::TextSize::largest},
        {"home-contrast", [&](Frame& f) { home(f, logo); }, theme::TextSize::normal, true},
        {"article", [&](Frame& f) { article(f, logo); }},
        {"order", [&](Frame& f) { order(f, logo); }},
        {"waiting", [&](Frame& f) { waiting(f, logo); }},
        {"chat", [&](Frame& f) { chat(f, logo, *texts); }},
        {"search", [&](Frame& f) { search(f, logo, *texts); }},
        {"forms", [&](Frame& f) { forms(f, logo, *texts); }},
        {"controls", [&](Frame& f) { controls(f, logo); }},
        {"attract", [&](Frame& f) { attract(f, logo); }},
        {"overlay", [&](Frame& f) { overlay(f, logo); }},
        {"pin", [&](Frame& f) { pins(f, logo, *texts); }},
    };
    for (const auto& [language, key] :
         {std::pair{"en", "a"}, {"el", "υ"}, {"ru", "е"}, {"hr", "c"}, {"tr", "i"}, {"de", "s"}, {"es", "n"}})
        sheets.push_back(
            {fmt::format("keyboard-{}", language),
             [&, language](Frame& f) { typing(f, logo, *texts, keyboard::Kind::letters, language); },
             theme::TextSize::normal, false, key});
    sheets.push_back(
        {"keyboard-email", [&](Frame& f) { typing(f, logo, *texts, keyboard::Kind::email, "el"); }});
    sheets.push_back(
        {"keyboard-digits", [&](Frame& f) { typing(f, logo, *texts, keyboard::Kind::digits, "el"); }});
    int problems = 0;
    for (const frame::Size size :
         {frame::Size{1080, 1920}, frame::Size{1920, 1080}, frame::Size{1280, 800}, frame::Size{800, 480}}) {
        const std::string shape = fmt::format("{}x{}", size.w, size.h);
        const float scale = theme::scale_for(size.w, size.h);
        auto opened = window::Window::open({.title = "specimen", .size = size});
        if (!opened) {
            fmt::print(stderr, "{}\n", opened.error().message());
            return 1;
        }
        window::Window& window = **opened;
        for (const Sheet& sheet : sheets) {
            window.frame().set_theme(
                theme::make_theme(0x0B6B4F, sheet.high_contrast, sheet.text_size, scale));
            window.frame().forget();
            window.present(sheet.draw);
            window.present(sheet.draw);
            if (!sheet.held.empty()) hold(window, sheet);
            const auto saved = window.screenshot(folder / fmt::format("{}-{}.png", sheet.name, shape));
            if (!saved) fmt::print(stderr, "{}\n", saved.error().message());
            for (const std::string& problem :
                 frame::check_targets(window.frame().targets(), size, std::floor(88 * scale))) {
                fmt::print("{} {}: {}\n", sheet.name, shape, problem);
                ++problems;
            }
        }
    }
    return problems == 0 ? 0 : 1;
}
