#include "firmware/base/result.hpp"

#include <array>

namespace storeside {
namespace {

struct Row {
    Errc code;
    std::string_view name;
    std::string_view remedy;
};

constexpr std::array kErrors = {
    Row{Errc::invalid_input, "invalid_input", "Correct the input that the message names and try again."},
    Row{Errc::not_found, "not_found", "Check the name or the path."},
    Row{Errc::conflict, "conflict", "Look at what is there now and decide again."},
    Row{Errc::denied, "denied", "Check the token, the PIN or the rights."},
    Row{Errc::unavailable, "unavailable", "Nothing is lost; it is tried again by itself."},
    Row{Errc::unknown, "unknown", "Nothing is lost; it is looked for before it is tried again."},
    Row{Errc::corrupt, "corrupt", "Restore the file from its source or a backup."},
    Row{Errc::too_new, "too_new", "Start the newer program that wrote it, or restore an older backup."},
    Row{Errc::disk_full, "disk_full", "Free some space on the disk; it then goes on by itself."},
    Row{Errc::internal, "internal", "Please report this message: it is a fault of the program."},
};

const Row& row(Errc code) { return kErrors[static_cast<std::size_t>(code)]; }

static_assert(
    kErrors.size() == static_cast<std::size_t>(Errc::internal) + 1 &&
        [] {
            for (std::size_t i = 0; i < kErrors.size(); ++i)
                if (kErrors[i].code != static_cast<Errc>(i)) return false;
            return true;
        }(),
    "one row per Errc, in its order");

}  // namespace

std::string_view name(Errc code) { return row(code).name; }
std::string_view remedy(Errc code) { return row(code).remedy; }

}  // namespace storeside
