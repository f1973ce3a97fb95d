// A program of a few lines of shell in place of a real one, and what a real one says when it is run.
#pragma once
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace storeside {

inline std::string make_program(const std::filesystem::path& file, const std::string& lines) {
    std::ofstream(file) << "#!/bin/sh\n" << lines << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

struct Ran {
    int code = 0;
    std::string out;  // standard output and error
};

// Runs a line of shell to its end.
inline Ran run_command(const std::string& line) {
    Ran ran;
    FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
    char piece[4096];
    while (const auto size = std::fread(piece, 1, sizeof piece, pipe)) ran.out.append(piece, size);
    ran.code = WEXITSTATUS(::pclose(pipe));
    return ran;
}

}  // namespace storeside
