// Whatever an agent's mail program sends must come out as text that a kiosk can show.
#include <cstdlib>

#include "sync/connectors/helpdesk/agent_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace storeside::connectors;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto& words : {what_the_agent_wrote(text), what_the_agent_wrote(text_of_html(text))}) {
        if (words.size() > 8U << 10) std::abort();
        for (const char c : words)
            if (static_cast<unsigned char>(c) < ' ' && c != '\n') std::abort();
    }
    return 0;
}
