// Store information: open or not, the hours of the week, where we are, what is where.
#include <algorithm>

#include "firmware/kiosk/opening.hpp"
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

constexpr int kSpecialDaysAhead = 60;

using Hours = std::vector<content::OpenHours>;

kiosk::LocalMoment here(const Model& m) {
    const auto local = m.texts.local(m.now);
    return {local.date, local.weekday, local.minute};
}

std::string words_of(const Hours& hours, const text::Texts& t) {
    if (hours.empty()) return t("Closed");
    std::string words;
    for (const auto& span : hours)
        words += (words.empty() ? "" : ", ") + t.clock(span.opens) + "–" + t.clock(span.closes);
    return words;
}

// Days that follow each other with the same hours share a line.
void week(const content::StoreInfo& store, const Model& m, frame::Frame& f) {
    const auto& t = m.texts;
    const int today = here(m).weekday;
    for (std::size_t first = 0; first < store.week.size();) {
        auto last = first;
        while (last + 1 < store.week.size() && store.week[last + 1] == store.week[first]) ++last;
        const auto from = t.weekday_name(static_cast<int>(first));
        const auto to = t.weekday_name(static_cast<int>(last), true);
        const bool is_today = static_cast<int>(first) <= today && today <= static_cast<int>(last);
        f.fact(first == last ? from : from + " – " + to, words_of(store.week[first], t), is_today);
        first = last + 1;
    }
}

void special_days(const content::StoreInfo& store, const Model& m, frame::Frame& f) {
    const auto& t = m.texts;
    const int today = here(m).date;
    int last = today;
    for (int i = 0; i < kSpecialDaysAhead; ++i) last = kiosk::day_after(last);
    for (const auto& day : store.special_days) {
        if (day.date < today || day.date > last) continue;
        const auto date = t.date(day.date);
        f.fact(day.name.empty() ? date : date + "\n" + day.name, words_of(day.hours, t), day.date == today);
    }
}

void hours(const content::StoreInfo& store, const Model& m, frame::Frame& f) {
    if (const auto words = opening_words(m))
        f.status(words->open ? "check-circle" : "clock",
                 words->open ? frame::Tone::positive : frame::Tone::neutral, words->text);
    if (!store.week.empty()) {
        f.heading(m.texts("Opening hours"));
        week(store, m, f);
        special_days(store, m, f);
    }
}

void find_us(const content::StoreInfo& store, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (!store.address.empty() || !store.phone.empty()) f.heading(t("Where we are"));
    if (!store.address.empty()) f.item("map-marker", store.address);
    if (!store.phone.empty()) f.item("phone", store.phone);
    if (!store.article.empty() && f.row("store-article", t("Read more"), "", "file-document"))
        touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, store.article});
}

void services(const content::StoreInfo& store, const Model& m, frame::Frame& f, Touched& touched) {
    if (store.services.empty()) return;
    f.heading(m.texts("What is where"));
    for (std::size_t i = 0; i < store.services.size(); ++i) {
        const auto& service = store.services[i];
        if (service.article.empty())
            f.item(service.icon, service.title, service.where);
        else if (f.row("service-" + std::to_string(i), service.title, service.where, service.icon))
            touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, service.article});
    }
}

}  // namespace

std::optional<OpeningWords> opening_words(const Model& m) {
    const auto* storefront = kiosk::storefront(m.state);
    if (!storefront) return std::nullopt;
    const auto& t = m.texts;
    const auto now = here(m);
    const auto found = kiosk::opening(storefront->store, now);
    if (!found) return std::nullopt;
    const auto at = t.clock(found->changes_at);
    if (found->open) return OpeningWords{true, t.format("Open now, until {}", at)};
    if (found->days_ahead == 0) return OpeningWords{false, t.format("Closed now, opens at {}", at)};
    if (found->days_ahead == 1) return OpeningWords{false, t.format("Closed now, opens tomorrow at {}", at)};
    if (found->days_ahead < 7) {
        const auto day = t.weekday_name((now.weekday + found->days_ahead) % 7, true);
        return OpeningWords{false, t.format("Closed now. Opens: {}, {}", day, at)};
    }
    int date = now.date;
    for (int i = 0; i < found->days_ahead; ++i) date = kiosk::day_after(date);
    return OpeningWords{false, t.format("Closed now. Opens: {}, {}", t.date(date, true), at)};
}

void draw(const kiosk::StoreInfo&, const Model& m, frame::Frame& f, Touched& touched) {
    const auto* storefront = kiosk::storefront(m.state);
    const auto& store = storefront ? storefront->store : content::StoreInfo{};
    const auto main = [&] {
        f.title(store_name(m.state));
        hours(store, m, f);
        find_us(store, m, f, touched);
    };
    const auto aside = [&] { services(store, m, f, touched); };
    if (!f.portrait()) return f.columns("store", main, aside);
    f.scroll("store", [&] {
        main();
        aside();
    });
}

}  // namespace storeside::screens
