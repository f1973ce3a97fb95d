// A program of a few lines of shell, in place of a real one.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>

namespace storeside {

inline std::string make_program(const std::filesystem::path& file, const std::string& lines) {
    std::ofstream(file) << "#!/bin/sh\n" << lines << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

}  // namespace storeside
