#include "ui/frame/wedge.hpp"

#include <string.h>

#include <string_view>
#include <utility>

namespace storeside::frame {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

// How many characters; nothing when it is no UTF-8 or holds control characters.
std::optional<std::size_t> characters_of(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t size = lead < 0x80   ? 1
                                 : lead < 0xc2 ? 0
                                 : lead < 0xe0 ? 2
                                 : lead < 0xf0 ? 3
                                 : lead < 0xf5 ? 4
                                               : 0;
        if (size == 0 || size > text.size() || lead < 0x20 || lead == 0x7f) return std::nullopt;
        for (std::size_t i = 1; i < size; ++i)
            if (!is_continuation(text[i])) return std::nullopt;
        text.remove_prefix(size);
        ++count;
    }
    return count;
}

}  // namespace

void Wedge::text(std::string utf8, Duration at) {
    if (!is_burst(at)) let_go();
    last_ = at;
    scanned_.reset();
    add(std::move(utf8));
}

void Wedge::add(std::string&& stroke) {
    const auto count = characters_of(stroke);
    if (!count) {
        garbage_ = true;
        return;
    }
    characters_ += *count;
    if (characters_ <= kLongest) {
        held_.push_back(std::move(stroke));
        return;
    }
    garbage_ = true;
    for (std::string& held : held_) ::explicit_bzero(held.data(), held.size());
    held_.clear();
}

bool Wedge::finish(Duration at) {
    // Some scanners end with carriage return and line feed.
    if (scanned_ && at - *scanned_ <= kPause) return true;
    if (is_burst(at) && (characters_ >= kShortest || garbage_)) {
        if (!garbage_) {
            std::string code;
            code.reserve(kLongest * 4);
            for (const std::string& stroke : held_) code += stroke;
            ready_.push_back({Key::Kind::scan, std::move(code)});
        }
        clear();
        scanned_ = at;
        return true;
    }
    let_go();
    return false;
}

void Wedge::let_go() {
    for (std::string& stroke : held_) ready_.push_back({Key::Kind::text, std::move(stroke)});
    clear();
    scanned_.reset();
}

std::vector<Key> Wedge::due(Duration now) {
    if (last_ && now - *last_ >= kPause) let_go();
    return std::exchange(ready_, {});
}

std::optional<Duration> Wedge::held_until() const {
    if (!last_) return std::nullopt;
    return *last_ + kPause;
}

void Wedge::clear() {
    for (std::string& stroke : held_) ::explicit_bzero(stroke.data(), stroke.size());
    held_.clear();
    characters_ = 0;
    garbage_ = false;
    last_.reset();
}

}  // namespace storeside::frame
