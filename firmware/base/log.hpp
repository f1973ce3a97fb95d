// What a program says about itself, on standard error. Never what a shopper typed.
#pragma once
#include <spdlog/spdlog.h>

#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside {

// Lines look like `14:03:07.120 warning agent: …`. `level` is trace, debug, info, warning or error.
void start_log(std::string_view level);

// Logs an error with its kind and what to do about it.
void log_error(std::string_view who, const Error& error);

}  // namespace storeside
