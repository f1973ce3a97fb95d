// What the peers' pages need of the demo pack.
#pragma once
#include <string>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"

namespace storeside::bench {

// `const shop = {…};`: store, greeting, what is often asked, every article in English. A script because a
// web page from a file may load scripts, but no data.
Result<std::string> shop_script(content::Pack& pack);

}  // namespace storeside::bench
