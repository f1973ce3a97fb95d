// What the screen says, in the shopper's language: gettext catalogues, plurals, dates and numbers.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"

namespace storeside::text {

// The English text is the key. A text that a catalogue lacks is shown in English; nothing here throws or
// fails once it is open. In sources, only literals are given to t(), t.format() and t.plural(): a test
// extracts them.
class Texts {
public:
    // `folder` holds <language>/LC_MESSAGES/storeside.mo; English needs none. `time_zone` is an IANA name, ""
    // for the system's. invalid_input when the zone is not known, not_found when `language` has no catalogue.
    static Result<Texts> open(std::filesystem::path folder, std::string_view language = "en",
                              std::string_view time_zone = "");
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;
    ~Texts();

    // "en", "el", …
    const std::string& language() const;

    // Shows times as they are there from now on; invalid_input when the zone is not known, and the old one
    // stays.
    Result<void> use_time_zone(std::string_view time_zone);

    // Speaks `language` from now on; on failure the old one stays.
    Result<void> switch_to(std::string_view language);

    // English and every language that has a catalogue in the folder, English first, then by code.
    std::vector<std::string> languages() const;

    std::string operator()(const char* english) const;

    // t.format("You are number {}", position). A translation with broken braces is as good as none.
    template <class... Args>
    std::string format(const char* english, const Args&... args) const {
        return formatted(translated(english), english, fmt::make_format_args(args...));
    }

    // t.plural("{} step", "{} steps", n), by the language's own rules; {} is n.
    std::string plural(const char* one, const char* many, std::int64_t n) const;

    // "14:05", "2:05 PM": as the language's country writes it.
    std::string time(Time when) const;
    // "22 November", "22 ноября".
    std::string day(Time when) const;
    // "Saturday", "суббота".
    std::string weekday(Time when) const;
    // "22 November at 14:05".
    std::string day_and_time(Time when) const;

    // A moment as the clock on this kiosk's wall shows it.
    struct Local {
        int date = 0;     // 20261225
        int weekday = 0;  // 0 is Monday
        int minute = 0;   // after midnight
    };
    Local local(Time when) const;
    // "20:00" of minutes after midnight, "Saturday" of 5, "Friday 25 December" of 20261225: written as above.
    std::string clock(int minute) const;
    // A line begins with them, unless `within` a sentence: languages differ in what is a capital there.
    std::string weekday_name(int weekday, bool within = false) const;
    std::string date(int date, bool within = false) const;

    // "1,234.5", "1.234,5".
    std::string number(double value) const;
    // `cents` of an ISO 4217 currency: "€12.50", "12,50 €".
    std::string money(std::int64_t cents, std::string_view currency) const;

private:
    struct Impl;
    explicit Texts(std::unique_ptr<Impl> impl);
    std::string translated(const char* english) const;
    static std::string formatted(const std::string& translation, const char* english, fmt::format_args args);

    std::unique_ptr<Impl> impl_;
};

// invalid_input when this box doesn't know the zone; "" is known.
Result<void> check_time_zone(std::string_view time_zone);

// A language's name in itself: "Ελληνικά", "日本語". The code for one that nobody knows.
std::string own_name(std::string_view language);

}  // namespace storeside::text
