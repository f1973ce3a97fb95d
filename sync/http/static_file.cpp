#include "sync/http/static_file.hpp"

#include <charconv>
#include <system_error>

namespace storeside::http {
namespace {

struct Range {
    std::uint64_t first;
    std::uint64_t last;
};

enum class RangeKind { none, satisfiable, unsatisfiable };

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

// RFC 9110 §14: a Range that is not understood, or asks for several pieces, is ignored.
RangeKind parse_range(std::string_view text, std::uint64_t size, Range& range) {
    constexpr std::string_view kUnit = "bytes=";
    if (!text.starts_with(kUnit)) return RangeKind::none;
    text.remove_prefix(kUnit.size());
    const auto dash = text.find('-');
    if (dash == std::string_view::npos || text.find(',') != std::string_view::npos) return RangeKind::none;
    const auto from = text.substr(0, dash);
    const auto to = text.substr(dash + 1);
    if (from.empty()) {
        const auto suffix = number(to);
        if (!suffix) return RangeKind::none;
        if (*suffix == 0 || size == 0) return RangeKind::unsatisfiable;
        range = {*suffix >= size ? 0 : size - *suffix, size - 1};
        return RangeKind::satisfiable;
    }
    const auto first = number(from);
    if (!first) return RangeKind::none;
    std::uint64_t last = size == 0 ? 0 : size - 1;
    if (!to.empty()) {
        const auto asked = number(to);
        if (!asked || *asked < *first) return RangeKind::none;
        last = std::min(last, *asked);
    }
    if (*first >= size) return RangeKind::unsatisfiable;
    range = {*first, last};
    return RangeKind::satisfiable;
}

}  // namespace

Outgoing serve_file(const Incoming& request, const std::filesystem::path& path, std::string_view etag,
                    std::string_view content_type) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return {404, {{"content-type", "text/plain"}}, "no such file\n", {}};

    const auto quoted = '"' + std::string(etag) + '"';
    Outgoing answer{
        200,
        {{"etag", quoted}, {"accept-ranges", "bytes"}, {"content-type", std::string(content_type)}},
        {},
        FilePart{path, 0, size}};
    if (request.header("if-none-match") == quoted) {
        answer.status = 304;
        answer.file.reset();
        return answer;
    }
    // If-Range: the rest of another file would not fit what the client has.
    const auto condition = request.header("if-range");
    const auto asked = request.header("range");
    if (!asked || (condition && *condition != quoted)) return answer;

    Range range{};
    switch (parse_range(*asked, size, range)) {
        case RangeKind::none:
            break;
        case RangeKind::unsatisfiable:
            answer.status = 416;
            answer.file.reset();
            answer.headers.emplace_back("content-range", "bytes */" + std::to_string(size));
            break;
        case RangeKind::satisfiable:
            answer.status = 206;
            answer.file = FilePart{path, range.first, range.last - range.first + 1};
            answer.headers.emplace_back("content-range", "bytes " + std::to_string(range.first) + "-" +
                                                             std::to_string(range.last) + "/" +
                                                             std::to_string(size));
            break;
    }
    return answer;
}

}  // namespace storeside::http
