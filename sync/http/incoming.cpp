#include "sync/http/server.hpp"

namespace storeside::http {

std::optional<std::string_view> Incoming::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers) {
        if (name == lower_case_name) return value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Incoming::parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return std::nullopt;
}

std::string_view Incoming::bearer() const {
    constexpr std::string_view kScheme = "Bearer ";
    const auto value = header("authorization").value_or("");
    return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view();
}

Responder::~Responder() {
    if (send_) send_({503, {{"content-type", "text/plain"}}, "not answered\n", {}});
}

void Responder::operator()(Outgoing answer) {
    if (const auto send = std::exchange(send_, nullptr)) send(std::move(answer));
}

}  // namespace storeside::http
