// Home: the question first, then the three ways to an answer, then what others ask.
#include "ui/screens/screen.hpp"

namespace storeside::screens {

namespace {

void ways(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.title(t("What can we help you with?"));
    if (f.field(
            {.id = "question", .label = "", .text = "", .hint = t("Type a few words"), .icon = "magnify"}))
        touched.push_back(kiosk::OpenedSearch{});
    // On its side and in large text a screen has room for all three, but not for how each of them goes.
    const bool room = f.portrait() || m.state.session.profile.text_size == 0;
    const auto way = [&](const char* id, const char* icon, const std::string& title, const std::string& how) {
        return f.card(id, icon, title, room ? how : "");
    };
    f.grid("ways", 1, 1, [&] {
        if (way("find-answer", "book-open", t("Find an answer"), t("Search or browse by topic")))
            touched.push_back(kiosk::OpenedSearch{});
        if (way("find-order", "package-variant-closed", t("Find my order"),
                t("With its number and your e-mail")))
            touched.push_back(kiosk::OpenedOrders{});
        if (way("call-person", "account", t("Call a person"), t("Here in the store or in a chat")))
            touched.push_back(kiosk::CalledPerson{});
    });
}

// Quiet rows: whether we are open, and what the shop wants to tell; another notice for each session.
void store_and_notice(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto* storefront = kiosk::storefront(m.state);
    if (!storefront) return;
    const auto& store = storefront->store;
    if (!store.week.empty() || !store.address.empty() || !store.services.empty()) {
        const auto words = opening_words(m);
        if (f.row("store", words ? words->text : t("About this store"),
                  t("Opening hours, address, what is where"), "clock"))
            touched.push_back(kiosk::OpenedStore{});
    }
    if (storefront->notices.empty()) return;
    const auto& notice = storefront->notices[m.state.session.number % storefront->notices.size()];
    if (notice.article.empty())
        f.item("information", notice.title, notice.text);
    else if (f.row("notice", notice.title, "", "information"))
        touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, notice.article});
}

}  // namespace

void draw(const kiosk::Home&, const Model& m, frame::Frame& f, Touched& touched) {
    if (f.portrait())
        return f.scroll("home", [&] {
            ways(m, f, touched);
            store_and_notice(m, f, touched);
            popular_questions(m, f, touched);
        });
    f.columns(
        "home", [&] { ways(m, f, touched); },
        [&] {
            store_and_notice(m, f, touched);
            popular_questions(m, f, touched);
        });
}

}  // namespace storeside::screens
