#include "firmware/kiosk/guide_way.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace storeside::kiosk {
namespace {

class Walk {
public:
    explicit Walk(const content::Guide& guide) : guide_(guide), lengths_(guide.steps.size(), kUnknown) {
        for (std::size_t i = 0; i < guide.steps.size(); ++i) by_id_.emplace(guide.steps[i].id, i);
    }

    // As deep as a guide has steps, which a pack keeps to 200.
    std::size_t from(std::size_t step) {
        auto& length = lengths_[step];
        if (length != kUnknown) return length;
        length = 0;  // met again on its own way: it adds nothing
        std::size_t longest = 0;
        for (const auto& choice : guide_.steps[step].choices) {
            if (choice.leads != content::Choice::Leads::step) continue;
            if (const auto next = by_id_.find(choice.target); next != by_id_.end())
                longest = std::max(longest, from(next->second));
        }
        return length = longest + 1;
    }

private:
    static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
    const content::Guide& guide_;
    std::vector<std::size_t> lengths_;
    std::map<std::string_view, std::size_t> by_id_;
};

}  // namespace

std::size_t longest_way(const content::Guide& guide, std::size_t step) {
    return step < guide.steps.size() ? Walk(guide).from(step) : 0;
}

}  // namespace storeside::kiosk
