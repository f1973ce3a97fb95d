// Starts a pack's folder from a spreadsheet of questions and answers.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::content {

// `csv` has a header with the columns id, lang, title, body, tags, in any order; others are passed over. Tags
// are separated by ; or ,. The folder is the one that is to be: its last name becomes the pack's. Gives the
// number of articles. invalid_input names each bad row by its line, and then nothing is written; conflict
// when the folder holds something.
Result<std::size_t> import_csv(std::string_view csv, const std::filesystem::path& folder);

}  // namespace storeside::content
