// What is on the screen, for a screen reader or a test: the words and everything that can be touched, as
// JSON.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "ui/frame/frame.hpp"

namespace storeside::app {

// {"place":"Home","size":[1080,1920],"words":[…],"targets":[{"id","label","role","rect":[x,y,w,h],"enabled"}]}
std::string describe(std::string_view place, const frame::Frame& frame);

}  // namespace storeside::app
