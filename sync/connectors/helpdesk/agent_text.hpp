// What an agent wrote, as a shopper reads it: plain text without markup, quoted history and signature.
#pragma once
#include <string>
#include <string_view>

namespace storeside::connectors {

// Text of an HTML message; block quotes become lines that begin with '>'. Never fails: what is no HTML is its
// own text.
std::string text_of_html(std::string_view html);

// The agent's own words of a plain-text message, at most 8 KiB; empty when there are none, or when its last
// line is our own marker.
std::string what_the_agent_wrote(std::string_view text);

// Cuts at a character's border; "…" marks the cut.
std::string shortened(std::string_view utf8, std::size_t max_bytes);

}  // namespace storeside::connectors
