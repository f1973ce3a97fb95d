#include "firmware/services/content_service.hpp"

#include "firmware/base/log.hpp"
#include "firmware/content/intent.hpp"
#include "firmware/content/suggest.hpp"

namespace storeside::services {
namespace {

constexpr std::size_t kMostHits = 8;
constexpr std::size_t kMostSuggestions = 3;

// A service answers always: an error in the content is logged for the operator and is "nothing" for the
// shopper.
template <class T>
std::optional<T> or_nothing(Result<T> result) {
    if (result) return std::move(*result);
    if (result.error().code() != Errc::not_found) log_error("content", result.error());
    return std::nullopt;
}

}  // namespace

void ContentService::open(std::filesystem::path path) {
    {
        const std::lock_guard lock(mutex_);
        waiting_packs_.push_back(std::move(path));
    }
    worker_.post([this] { open_waiting(); });
}

void ContentService::offer(std::filesystem::path path) {
    {
        const std::lock_guard lock(mutex_);
        offered_ = std::move(path);
    }
    worker_.post([this] { answer_(kiosk::PackWaits{}); });
}

void ContentService::run(kiosk::SwapPack) {
    std::optional<std::filesystem::path> pack;
    {
        const std::lock_guard lock(mutex_);
        pack.swap(offered_);
    }
    if (pack) open(std::move(*pack));
}

void ContentService::forget() {
    worker_.drop_waiting();
    worker_.post([this] {
        open_waiting();
        const bool waits = [this] {
            const std::lock_guard lock(mutex_);
            return offered_.has_value();
        }();
        // Its announcement may be among what was dropped.
        if (waits) answer_(kiosk::PackWaits{});
    });
}

void ContentService::open_waiting() {
    std::vector<std::filesystem::path> packs;
    {
        const std::lock_guard lock(mutex_);
        packs.swap(waiting_packs_);
    }
    for (const auto& pack : packs) load(pack);
}

void ContentService::load(const std::filesystem::path& path) {
    kiosk::ContentOpened opened;
    auto pack = content::Pack::open(path);
    if (pack) {
        for (const auto& language : pack->languages())
            if (auto storefront = or_nothing(pack->storefront(language)))
                opened.storefronts.push_back(std::move(*storefront));
        opened.brand = pack->brand();
    } else {
        log_error("content", pack.error());
    }
    if (opened.storefronts.empty()) {
        if (!pack_) answer_(std::move(opened));
        if (opened_)
            opened_(path, pack ? failure(Errc::invalid_input, "it speaks no language")
                               : Result<void>(std::unexpected(pack.error())));
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        version_ = pack->name() + " " + pack->version();
    }
    pack_ = std::move(*pack);
    answer_(std::move(opened));
    if (opened_) opened_(path, {});
    // The first search in a language brings its index in and makes room: nobody's first letter should wait.
    for (const auto& language : pack_->languages()) (void)pack_->search("a", language, 1);
}

void ContentService::run(kiosk::FindWords effect) {
    const auto search = ++newest_search_;
    worker_.post([this, search, effect = std::move(effect)] {
        if (search != newest_search_) return;
        const auto words = effect.words.view();
        kiosk::Found found{.tag = effect.tag};
        if (pack_) {
            auto searched =
                or_nothing(pack_->look_up(words, effect.language, kMostHits)).value_or(content::Searched{});
            found.hits = std::move(searched.hits);
            found.corrected = std::move(searched.corrected);
        }
        found.suggestions = content::suggestions(words, found.hits, kMostSuggestions);
        answer_(std::move(found));
    });
}

void ContentService::run(kiosk::ListCategory effect) {
    worker_.post([this, effect = std::move(effect)] {
        std::vector<content::Hit> hits;
        if (pack_)
            hits = or_nothing(pack_->browse(effect.category, effect.language))
                       .value_or(std::vector<content::Hit>{});
        answer_(kiosk::Found{effect.tag, std::move(hits)});
    });
}

void ContentService::run(kiosk::LoadArticle effect) {
    worker_.post([this, effect = std::move(effect)] {
        answer_(kiosk::ArticleLoaded{
            effect.tag, pack_ ? or_nothing(pack_->article(effect.id, effect.language)) : std::nullopt});
    });
}

void ContentService::run(kiosk::LoadGuide effect) {
    worker_.post([this, effect = std::move(effect)] {
        answer_(kiosk::GuideLoaded{
            effect.tag, pack_ ? or_nothing(pack_->guide(effect.id, effect.language)) : std::nullopt});
    });
}

void ContentService::run(kiosk::AnswerWords effect) {
    worker_.post([this, effect = std::move(effect)] {
        const auto words = effect.words.view();
        std::optional<content::Answer> answer;
        if (pack_) answer = or_nothing(pack_->answer(words, effect.language));
        // Without a pack nothing is known of the shop, but what leads to an order or a person still does.
        answer_(kiosk::Answered{effect.tag,
                                answer ? std::move(*answer) : content::recognise(words, effect.language)});
    });
}

std::string ContentService::version() const {
    const std::lock_guard lock(mutex_);
    return version_;
}

}  // namespace storeside::services
