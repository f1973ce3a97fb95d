// The written dependency graph, enforced: includes and links may only go where the table lets them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>

#include "tests/arch/table.hpp"

namespace storeside::arch {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = STORESIDE_SOURCE_DIR;

// "sync/connectors" for "sync/connectors/helpdesk/rt/rt.cpp"; "config" for what is generated from it; "" for
// others.
std::string folder_of(const std::string& path) {
    if (path.starts_with("config/")) return "config";
    const auto first = path.find('/');
    const auto second = first == std::string::npos ? first : path.find('/', first + 1);
    return second == std::string::npos ? "" : path.substr(0, second);
}

bool allowed(const std::string& from, const std::string& to, const std::string& file) {
    if (from == to) return true;
    const auto& row = kTable.at(from);
    return row.may_use.contains(to) || (row.models && kModels.contains(to) && file == to + "/model.hpp");
}

void each_source(const std::function<void(const std::string& path, const fs::path& file)>& visit) {
    for (const auto* top : {"firmware", "ui", "sync"})
        for (const auto& entry : fs::recursive_directory_iterator(kSource / top))
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
                visit(fs::relative(entry.path(), kSource).generic_string(), entry.path());
}

TEST(Architecture, EveryFolderHasARowInTheTable) {
    each_source([](const std::string& path, const fs::path&) {
        EXPECT_TRUE(kTable.contains(folder_of(path))) << path;
    });
}

TEST(Architecture, IncludesFollowTheTable) {
    const std::regex include(R"(^\s*#include\s+"([^"]+)\")");
    each_source([&](const std::string& path, const fs::path& file) {
        std::ifstream stream(file);
        std::smatch match;
        for (std::string line; std::getline(stream, line);) {
            if (!std::regex_search(line, match, include)) continue;
            const std::string target = match[1];
            EXPECT_TRUE(target.find('/') != std::string::npos)
                << path << " includes \"" << target << "\": write it from the root";
            const std::string from = folder_of(path), to = folder_of(target);
            EXPECT_TRUE(allowed(from, to, target))
                << path << " includes " << target << ": the table does not let " << from << " use " << to;
        }
    });
}

// The models stand on the vocabulary alone, or else whoever passes their values around would drag in the
// rest.
TEST(Architecture, ModelsStandOnBaseAlone) {
    const std::regex include(R"(^\s*#include\s+"([^"]+)\")");
    for (const auto& folder : kModels) {
        std::ifstream stream(kSource / folder / "model.hpp");
        std::smatch match;
        for (std::string line; std::getline(stream, line);)
            if (std::regex_search(line, match, include)) {
                EXPECT_EQ(folder_of(match[1]), "firmware/base")
                    << folder << "/model.hpp includes " << match[1];
            }
    }
}

TEST(Architecture, TableHasNoCycles) {
    std::set<std::string> done, under_way;
    const std::function<void(const std::string&)> visit = [&](const std::string& folder) {
        if (done.contains(folder) || !kTable.contains(folder)) return;
        ASSERT_TRUE(under_way.insert(folder).second) << "a cycle through " << folder;
        for (const auto& next : kTable.at(folder).may_use) visit(next);
        under_way.erase(folder);
        done.insert(folder);
    };
    for (const auto& [folder, row] : kTable) visit(folder);
}

// What CMake links must be what the table lets a folder include.
TEST(Architecture, LinksFollowTheTable) {
    std::map<std::string, std::string> folder_of_target;
    for (const auto& [folder, row] : kTable) folder_of_target[folder.substr(folder.find('/') + 1)] = folder;
    const std::regex target(R"(storeside::([a-z_]+))");
    for (const auto& [folder, row] : kTable) {
        std::ifstream stream(kSource / folder / "CMakeLists.txt");
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (std::sregex_iterator it(text.begin(), text.end(), target), end; it != end; ++it) {
            const std::string name = (*it)[1];
            const std::string to = name.ends_with("_schema") ? "config" : folder_of_target[name];
            EXPECT_TRUE(to == folder || row.may_use.contains(to) || (row.models && kModels.contains(to)))
                << folder << " links storeside::" << name;
        }
    }
}

}  // namespace
}  // namespace storeside::arch
