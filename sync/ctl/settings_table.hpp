// The table of settings for programs.
#pragma once
#include <string>

namespace storeside::ctl {

// {"settings": [{"key", "type", "default", "least", "most", "unit", "meaning", "takes_effect", "layers",
// "file_wins"}]}
std::string settings_as_json();

}  // namespace storeside::ctl
