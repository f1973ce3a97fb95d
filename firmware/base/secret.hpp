// Text that a shopper or a member of staff typed: overwritten before its memory is given back.
#pragma once
#include <string.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace storeside {

// The buffer is allocated once and never grows, because a growing string leaves copies behind.
class Secret {
public:
    static constexpr std::size_t kCapacity = 512;  // bytes of UTF-8; what does not fit is not taken

    Secret() { text_.reserve(kCapacity); }
    explicit Secret(std::string_view text) : Secret() { append(text); }
    Secret(const Secret& other) : Secret(other.view()) {}
    Secret(Secret&& other) noexcept : Secret() { swap(other); }
    Secret& operator=(Secret other) noexcept {
        swap(other);
        return *this;
    }
    ~Secret() { clear(); }

    std::string_view view() const { return text_; }
    bool empty() const { return text_.empty(); }
    std::size_t size() const { return text_.size(); }

    // False, and nothing changes, when it would not fit.
    bool append(std::string_view more) {
        if (text_.size() + more.size() > kCapacity) return false;
        text_.append(more);
        return true;
    }

    // Removes the last UTF-8 character.
    void pop_character() {
        while (!text_.empty()) {
            const auto byte = static_cast<unsigned char>(text_.back());
            text_.back() = '\0';
            text_.pop_back();
            if ((byte & 0xc0U) != 0x80U) return;
        }
    }

    void clear() {
        explicit_bzero(text_.data(), text_.size());
        text_.clear();
    }

    friend bool operator==(const Secret& a, const Secret& b) { return a.text_ == b.text_; }

private:
    void swap(Secret& other) noexcept { text_.swap(other.text_); }

    std::string text_;
};

}  // namespace storeside
