// Runs a fuzz target without libFuzzer: every file of its corpus, then a fixed number of seeded mutations of
// them, so that the same bytes are tried in every test run.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

// What it may cost is a number of bytes, not a time: a slow machine must not try less.
constexpr std::size_t kMutations = 10'000;
constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kLongest = 1 << 20;

void run(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::vector<std::string> read_corpus(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<std::string> inputs;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return inputs;
}

class Mutator {
public:
    explicit Mutator(const std::vector<std::string>& corpus) : corpus_(corpus) {}

    std::string next() {
        std::string input = corpus_[below(corpus_.size())];
        for (std::size_t changes = 1 + below(8); changes > 0; --changes) change(input);
        input.resize(std::min(input.size(), kLongest));
        return input;
    }

private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

    void change(std::string& input) {
        const std::size_t at = below(input.size() + 1);
        const std::size_t length = std::min(input.size() - at, 1 + below(64));
        switch (below(7)) {
            case 0:
                input.insert(at, 1, static_cast<char>(random_()));
                break;
            case 1:
                input.erase(at, length);
                break;
            case 2:
                input.resize(at);
                break;
            case 3:
                input.insert(at, input.substr(at, length));
                break;
            case 4: {
                // A piece of another input, where the syntax of both meet.
                const auto& other = corpus_[below(corpus_.size())];
                const std::size_t from = below(other.size() + 1);
                input.insert(at, other.substr(from, below(256)));
                break;
            }
            case 5:
                input.insert(at, std::string(1 + below(1000), at < input.size() ? input[at] : '['));
                break;
            default:
                if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        }
    }

    const std::vector<std::string>& corpus_;
    std::mt19937_64 random_{20261122};
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 || !fs::is_directory(argv[1])) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]);
        return 2;
    }
    const auto corpus = read_corpus(argv[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s holds no files\n", argv[1]);
        return 1;
    }
    for (const auto& input : corpus) run(input);
    Mutator mutator(corpus);
    std::size_t mutations = 0;
    for (std::size_t bytes = 0; mutations < kMutations && bytes < kMostBytes; ++mutations) {
        const auto input = mutator.next();
        bytes += input.size();
        run(input);
    }
    std::printf("%zu inputs and %zu mutations of them\n", corpus.size(), mutations);
    return 0;
}
