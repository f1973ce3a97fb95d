#include "ui/narrator/narrator.hpp"

#include <string.h>

#include <algorithm>

namespace storeside::narrator {
namespace {

using frame::Node;
using frame::Role;

// The last character of UTF-8 text.
std::string_view last_character(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    return text.substr(at);
}

std::string_view last_word(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    const auto space = text.rfind(' ');
    return space == std::string_view::npos ? text : text.substr(space + 1);
}

bool ends_a_sentence(const std::string& text) {
    return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with(':') ||
           text.ends_with(';');
}

void wipe(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

}  // namespace

void Narrator::forget() {
    for (std::string* text : {&now_, &last_, &typed_}) wipe(*text);
    for (std::string& text : live_) wipe(text);
    *this = Narrator(t_.get());
}

void Narrator::say(std::string sentence) {
    if (sentence.empty()) return;
    if (!now_.empty()) now_ += ends_a_sentence(now_) ? " " : ". ";
    now_ += sentence;
    wipe(sentence);
}

std::string Narrator::words_of(const Node& node) const {
    if (node.personal && audience_ == Audience::loudspeaker) return t_("Plug in a headset to hear this");
    return node.label;
}

std::string Narrator::content(const Node& field) const {
    if (field.more.empty()) return t_("empty");
    if (audience_ == Audience::loudspeaker) return t_("Plug in a headset to hear this");
    if (!field.masked) return field.more;
    std::string spelled;
    std::string_view rest = field.more;
    while (!rest.empty()) {
        const auto one = last_character(rest);
        spelled.insert(0, std::string(one) + " ");
        rest.remove_suffix(one.size());
    }
    return spelled;
}

std::string Narrator::target(const Node& node) const {
    std::string said = node.label;
    const auto add = [&said](const std::string& more) {
        if (!more.empty()) said += ", " + more;
    };
    if (node.role == Role::field) {
        add(t_("text field"));
        add(content(node));
    } else {
        if (node.role == Role::button) add(t_("button"));
        if (node.role == Role::link) add(t_("link"));
        if (node.chosen) add(*node.chosen ? t_("chosen") : t_("not chosen"));
        if (node.personal && audience_ == Audience::loudspeaker && !node.more.empty())
            add(t_("Plug in a headset to hear this"));
        else
            add(node.more);
    }
    if (!node.enabled) add(t_("not available now"));
    return said;
}

// False while the page is still empty: an article takes a few milliseconds.
bool Narrator::whole_page(const frame::Frame& frame) {
    const auto in_content = [](const Node& node) { return node.section == 0; };
    if (std::ranges::none_of(frame.nodes(), in_content)) return false;
    bool words = false;
    for (const Node& node : frame.nodes()) {
        if (node.section != 0 || node.is_target()) continue;
        say(words_of(node));
        words = true;
    }
    const auto first = std::ranges::find_if(frame.nodes(), &Node::is_target);
    // An overlay asks one thing: its button is the answer.
    if (first != frame.nodes().end() && (!words || !frame.shown_overlay().empty())) {
        say(target(*first));
        focus_ = first->id;
    }
    if (!explained_ && frame.shown_overlay().empty()) {
        say(t_("The arrows lead from one thing to the next, Enter chooses."));
        explained_ = true;
    }
    return true;
}

void Narrator::what_was_typed(const Node& field) {
    if (field.id != field_) {
        field_ = field.id;
        wipe(typed_);
        typed_ = field.more;
        return;
    }
    if (field.more == typed_) return;
    const bool longer = field.more.size() > typed_.size() && field.more.starts_with(typed_);
    if (!longer) {
        say(field.more.empty() ? t_("empty") : t_("deleted"));
    } else if (field.masked && audience_ == Audience::loudspeaker) {
        say(t_("one character"));
    } else if (field.more.ends_with(' ')) {
        say(std::string(last_word(field.more)));
    } else {
        say(std::string(last_character(field.more)));
    }
    wipe(typed_);
    typed_ = field.more;
}

void Narrator::what_has_the_focus(const Node& node) {
    if (node.id == focus_ && node.chosen == chosen_) return;
    // A switch that was pressed tells what it is now.
    focus_ = node.id;
    chosen_ = node.chosen;
    say(node.is_target() ? target(node) : words_of(node));
}

void Narrator::what_appeared(const frame::Frame& frame) {
    std::vector<std::string> live;
    for (const Node& node : frame.nodes())
        if (node.live) live.push_back(words_of(node));
    for (const std::string& words : live)
        if (std::ranges::find(live_, words) == live_.end()) say(words);
    for (std::string& words : live_) wipe(words);
    live_ = std::move(live);
}

std::optional<std::string> Narrator::after(const frame::Frame& frame, Audience audience,
                                           std::uint32_t repeats) {
    if (audience == Audience::nobody) {
        const bool was_on = audience_ != Audience::nobody;
        forget();
        repeats_ = repeats;
        return was_on ? std::optional(std::string()) : std::nullopt;
    }
    audience_ = audience;
    wipe(now_);
    const bool other_page = frame.shown_page() != page_ || t_.get().language() != language_;
    const bool overlay_came = frame.shown_overlay() != overlay_ && !frame.shown_overlay().empty();
    if (other_page || overlay_came) page_read_ = false;
    page_ = frame.shown_page();
    overlay_ = frame.shown_overlay();
    language_ = t_.get().language();
    const Node* focus = frame.focus();
    const auto typing = std::ranges::find_if(frame.nodes(), &Node::typing);
    if (!page_read_) {
        focus_.clear();
        page_read_ = whole_page(frame);
        live_.clear();
        for (const Node& node : frame.nodes())
            if (node.live) live_.push_back(words_of(node));
        if (typing != frame.nodes().end()) {
            field_ = typing->id;
            typed_ = typing->more;
            if (page_read_ && focus_ != typing->id) say(target(*typing));
        }
        if (focus != nullptr) {
            focus_ = focus->id;
            chosen_ = focus->chosen;
        }
    } else {
        if (typing != frame.nodes().end()) what_was_typed(*typing);
        if (focus != nullptr) what_has_the_focus(*focus);
        what_appeared(frame);
    }
    if (now_.empty() && repeats != repeats_) now_ = last_;
    repeats_ = repeats;
    if (now_.empty()) return std::nullopt;
    wipe(last_);
    last_ = now_;
    return now_;
}

}  // namespace storeside::narrator
