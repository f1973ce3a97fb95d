#include "firmware/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace storeside {

void start_log(std::string_view level) {
    auto logger =
        std::make_shared<spdlog::logger>("storeside", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%H:%M:%S.%e %l %v");
    logger->set_level(spdlog::level::from_str(std::string(level)));
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

void log_error(std::string_view who, const Error& error) {
    spdlog::warn("{}: {} ({}). {}", who, error.message(), name(error.code()), remedy(error.code()));
}

}  // namespace storeside
