#include "ui/text/texts.hpp"

#include <unicode/datefmt.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/locdspnm.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <boost/locale.hpp>
#include <cmath>
#include <mutex>
#include <utility>

namespace storeside::text {
namespace {

constexpr const char* kDomain = "storeside";
UDisplayContext kAsAHeading[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};

struct Language {
    std::string_view code;
    std::string_view own_name;
    const char* icu;  // with the country whose formats are meant
};
constexpr std::array<Language, 7> kLanguages = {{{"en", "English", "en_GB"},
                                                 {"el", "Ελληνικά", "el_GR"},
                                                 {"ru", "Русский", "ru_RU"},
                                                 {"hr", "Hrvatski", "hr_HR"},
                                                 {"tr", "Türkçe", "tr_TR"},
                                                 {"de", "Deutsch", "de_DE"},
                                                 {"es", "Español", "es_ES"}}};

// A code from outside must not become a path.
bool is_code(std::string_view language) {
    return language.size() >= 2 && language.size() <= 3 &&
           std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
}

icu::Locale icu_locale(std::string_view language) {
    for (const Language& known : kLanguages) {
        if (known.code == language) return icu::Locale(known.icu);
    }
    return icu::Locale(std::string(language).c_str());
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

std::filesystem::path catalogue(const std::filesystem::path& folder, std::string_view language) {
    return folder / language / "LC_MESSAGES" / (std::string(kDomain) + ".mo");
}

Result<std::locale> load(const std::filesystem::path& folder, std::string_view language) {
    if (!is_code(language))
        return failure(Errc::invalid_input, "not a language code: " + std::string(language));
    std::error_code error;
    if (language != "en" && !std::filesystem::is_regular_file(catalogue(folder, language), error)) {
        return failure(Errc::not_found, "no catalogue " + catalogue(folder, language).string());
    }
    try {
        namespace bl = boost::locale;
        auto backends = bl::localization_backend_manager::global();
        backends.select("icu");
        bl::generator generator(backends);
        generator.categories(bl::category_t::message | bl::category_t::information);
        generator.add_messages_path(folder.string());
        generator.add_messages_domain(kDomain);
        return generator(std::string(language) + ".UTF-8");
    } catch (const std::exception& e) {
        return failure(Errc::corrupt, "catalogue " + catalogue(folder, language).string() + ": " + e.what());
    }
}

// No line ends between a number and the words on both sides of it: "22 November", "at 14:05".
std::string with_numbers_kept(std::string_view text) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool after = i > 0 && (digit(i - 1) || (text[i - 1] == '.' && i > 1 && digit(i - 2)));
        if (text[i] == ' ' && (after || digit(i + 1)))
            kept += "\u00a0";
        else
            kept += text[i];
    }
    return kept;
}

Result<std::unique_ptr<icu::TimeZone>> zone_called(std::string_view name) {
    if (name.empty()) return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createDefault());
    std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(name))));
    if (*zone == icu::TimeZone::getUnknown())
        return failure(Errc::invalid_input, "not a time zone: " + std::string(name));
    return zone;
}

}  // namespace

struct Texts::Impl {
    std::filesystem::path folder;
    std::string language;
    std::locale messages;
    icu::Locale locale;
    std::unique_ptr<icu::TimeZone> zone;

    // `skeleton` names fields ("dMMMM"); the language decides their order and form.
    std::string date(const char* skeleton, Time when) const { return date(skeleton, when, *zone); }

    std::string date(const char* skeleton, Time when, const icu::TimeZone& in,
                     UDisplayContext context = UDISPCTX_CAPITALIZATION_NONE) const {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::DateFormat> format(
            icu::DateFormat::createInstanceForSkeleton(icu::UnicodeString(skeleton), locale, status));
        if (U_FAILURE(status) != 0 || format == nullptr) return {};
        format->setTimeZone(in);
        format->setContext(context, status);
        icu::UnicodeString text;
        format->format(static_cast<UDate>(to_micros(when)) / 1000.0, text);
        return with_numbers_kept(utf8(text));
    }
};

Texts::Texts(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

Result<Texts> Texts::open(std::filesystem::path folder, std::string_view language,
                          std::string_view time_zone) {
    auto impl = std::make_unique<Impl>();
    impl->folder = std::move(folder);
    ASSIGN_OR_RETURN(impl->zone, zone_called(time_zone));
    Texts texts(std::move(impl));
    if (auto spoken = texts.switch_to(language); !spoken) return std::unexpected(std::move(spoken.error()));
    return texts;
}

Result<void> Texts::use_time_zone(std::string_view time_zone) {
    ASSIGN_OR_RETURN(impl_->zone, zone_called(time_zone));
    return {};
}

Result<void> check_time_zone(std::string_view time_zone) {
    if (auto zone = zone_called(time_zone); !zone) return std::unexpected(std::move(zone.error()));
    return {};
}

const std::string& Texts::language() const { return impl_->language; }

Result<void> Texts::switch_to(std::string_view language) {
    if (impl_->language == language) return {};
    auto messages = load(impl_->folder, language);
    if (!messages) return std::unexpected(std::move(messages.error()));
    impl_->messages = std::move(*messages);
    impl_->language = language;
    impl_->locale = icu_locale(language);
    return {};
}

std::vector<std::string> Texts::languages() const {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(impl_->folder, error)) {
        std::string code = entry.path().filename().string();
        if (is_code(code) && code != "en" &&
            std::filesystem::is_regular_file(catalogue(impl_->folder, code), error)) {
            found.push_back(std::move(code));
        }
    }
    std::ranges::sort(found);
    found.insert(found.begin(), "en");
    return found;
}

std::string Texts::operator()(const char* english) const { return translated(english); }

std::string Texts::translated(const char* english) const {
    // gettext keeps the catalogue's header under the empty text.
    if (*english == '\0') return {};
    return boost::locale::dgettext(kDomain, english, impl_->messages);
}

std::string Texts::formatted(const std::string& translation, const char* english, fmt::format_args args) {
    for (const std::string_view pattern : {std::string_view(translation), std::string_view(english)}) {
        try {
            return fmt::vformat(pattern, args);
        } catch (const fmt::format_error&) {
            // The next pattern is tried.
        }
    }
    return english;
}

std::string Texts::plural(const char* one, const char* many, std::int64_t n) const {
    const auto bounded = std::clamp<std::int64_t>(n, 0, std::numeric_limits<int>::max());
    const std::string translation =
        boost::locale::dngettext(kDomain, one, many, static_cast<int>(bounded), impl_->messages);
    return formatted(translation, n == 1 ? one : many, fmt::make_format_args(n));
}

std::string Texts::time(Time when) const { return impl_->date("Hmm", when); }
std::string Texts::day(Time when) const { return impl_->date("dMMMM", when); }
std::string Texts::weekday(Time when) const { return impl_->date("cccc", when); }
std::string Texts::day_and_time(Time when) const { return impl_->date("dMMMMHmm", when); }

Texts::Local Texts::local(Time when) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar(*impl_->zone, icu::Locale::getRoot(), status);
    calendar.setTime(static_cast<UDate>(to_micros(when)) / 1000.0, status);
    const auto get = [&](UCalendarDateFields field) { return static_cast<int>(calendar.get(field, status)); };
    Local local;
    local.date = get(UCAL_YEAR) * 10'000 + (get(UCAL_MONTH) + 1) * 100 + get(UCAL_DATE);
    local.weekday = (get(UCAL_DAY_OF_WEEK) + 5) % 7;  // ICU counts from Sunday as 1
    local.minute = get(UCAL_HOUR_OF_DAY) * 60 + get(UCAL_MINUTE);
    return U_FAILURE(status) != 0 ? Local{} : local;
}

std::string Texts::clock(int minute) const {
    return impl_->date("Hmm", Time(std::chrono::minutes(minute)), *icu::TimeZone::getGMT());
}

std::string Texts::weekday_name(int weekday, bool within) const {
    constexpr auto kSomeMonday = std::chrono::days(4);  // 5 January 1970
    return impl_->date(
        "cccc", Time(kSomeMonday + std::chrono::days(weekday)), *icu::TimeZone::getGMT(),
        within ? UDISPCTX_CAPITALIZATION_NONE : UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE);
}

std::string Texts::date(int date, bool within) const {
    const std::chrono::year_month_day day{std::chrono::year(date / 10'000),
                                          std::chrono::month(static_cast<unsigned>(date / 100 % 100)),
                                          std::chrono::day(static_cast<unsigned>(date % 100))};
    if (date < 0 || !day.ok()) return {};
    return impl_->date(
        "EEEEdMMMM", Time(std::chrono::sys_days(day).time_since_epoch()), *icu::TimeZone::getGMT(),
        within ? UDISPCTX_CAPITALIZATION_NONE : UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE);
}

std::string Texts::number(double value) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto text = icu::number::NumberFormatter::withLocale(impl_->locale)
                          .precision(icu::number::Precision::maxFraction(2))
                          .formatDouble(value, status)
                          .toString(status);
    return U_FAILURE(status) != 0 ? fmt::format("{}", value) : utf8(text);
}

std::string Texts::money(std::int64_t cents, std::string_view currency) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::CurrencyUnit unit(
        icu::StringPiece(currency.data(), static_cast<std::int32_t>(currency.size())), status);
    const auto text = icu::number::NumberFormatter::withLocale(impl_->locale)
                          .unit(unit)
                          .formatDecimal(fmt::format("{}e-2", cents), status)
                          .toString(status);
    return U_FAILURE(status) != 0 ? fmt::format("{:.2f} {}", static_cast<double>(cents) / 100, currency)
                                  : utf8(text);
}

std::string own_name(std::string_view language) {
    for (const Language& known : kLanguages) {
        if (known.code == language) return std::string(known.own_name);
    }
    // A pack may speak languages that the screen does not.
    const bool plain =
        std::ranges::all_of(language, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    if (!plain) return std::string(language);
    const icu::Locale locale(std::string(language).c_str());
    const std::unique_ptr<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(locale, kAsAHeading, 1));
    icu::UnicodeString name;
    if (names != nullptr) names->localeDisplayName(locale, name);
    return name.isEmpty() ? std::string(language) : utf8(name);
}

}  // namespace storeside::text
