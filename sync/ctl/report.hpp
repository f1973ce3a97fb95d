// How a command says that it failed: on standard error, with what to do about it.
#pragma once
#include "firmware/base/result.hpp"

namespace storeside::ctl {

// Prints the error and its remedy; gives exit code 1.
int report(const Error& error);

}  // namespace storeside::ctl
