// Who may include whom: the table of ARCHITECTURE.md, held against every source file by arch_test.
#pragma once
#include <map>
#include <set>
#include <string>

namespace storeside::arch {

using Folders = std::set<std::string>;

// The models are plain values on base alone; folders marked with them may include
// "<folder>/model.hpp" of these without anything else of the folder.
inline const Folders kModels = {"firmware/content", "firmware/orders",  "firmware/tickets",
                                "firmware/staff",   "firmware/journal", "firmware/settings"};

struct Row {
    Folders may_use;      // besides itself
    bool models = false;  // may pass the models' values around
};

inline const std::map<std::string, Row> kTable = {
    {"firmware/base", {{}}},
    {"firmware/db", {{"firmware/base"}}},
    {"firmware/journal", {{"firmware/base", "firmware/db"}}},
    {"firmware/search", {{"firmware/base"}}},
    {"firmware/content", {{"firmware/base", "firmware/db", "firmware/search"}}},
    {"firmware/orders", {{"firmware/base", "firmware/db"}}},
    {"firmware/tickets", {{"firmware/base", "firmware/db", "firmware/journal"}}},
    {"firmware/staff", {{"firmware/base", "firmware/db", "firmware/journal"}}},
    {"firmware/kiosk", {{"firmware/base"}, true}},
    {"firmware/device", {{"firmware/base"}}},
    {"firmware/settings", {{"firmware/base"}}},
    {"firmware/services",
     {{"firmware/base", "firmware/db", "firmware/journal", "firmware/content", "firmware/orders",
       "firmware/tickets", "firmware/staff", "firmware/kiosk", "firmware/device", "firmware/settings",
       "sync/protocol", "config"}}},
    {"ui/theme", {{"firmware/base"}}},
    {"ui/text", {{"firmware/base"}}},
    {"ui/frame", {{"firmware/base", "ui/theme"}}},
    {"ui/keyboard", {{"firmware/base", "ui/frame", "ui/theme", "ui/text"}}},
    {"ui/narrator", {{"firmware/base", "ui/frame", "ui/text"}}},
    {"ui/screens",
     {{"firmware/base", "ui/frame", "ui/theme", "ui/text", "ui/keyboard", "firmware/kiosk"}, true}},
    {"ui/window", {{"firmware/base", "ui/frame", "ui/theme"}}},
    {"ui/gallery",
     {{"firmware/base", "firmware/kiosk", "firmware/content", "ui/screens", "ui/window", "ui/frame",
       "ui/theme", "ui/text", "ui/keyboard"},
      true}},
    {"ui/app",
     {{"firmware/base",     "firmware/db",    "firmware/journal", "firmware/content", "firmware/orders",
       "firmware/tickets",  "firmware/staff", "firmware/kiosk",   "firmware/device",  "firmware/settings",
       "firmware/services", "ui/theme",       "ui/text",          "ui/frame",         "ui/keyboard",
       "ui/narrator",       "ui/screens",     "ui/window",        "sync/agent",       "sync/protocol",
       "sync/pki"}}},
    {"sync/protocol", {{"firmware/base"}, true}},
    {"sync/http", {{"firmware/base", "sync/pki"}}},
    {"sync/pki", {{"firmware/base"}}},
    {"sync/trust", {{"firmware/base", "sync/protocol"}}},
    {"sync/patch", {{"firmware/base", "firmware/search"}}},
    {"sync/agent",
     {{"firmware/base", "sync/protocol", "sync/http", "sync/pki", "sync/trust", "sync/patch",
       "firmware/journal", "firmware/content", "firmware/orders", "firmware/staff", "firmware/settings"},
      true}},
    {"sync/hub_store",
     {{"firmware/base", "firmware/db", "firmware/orders", "sync/protocol", "sync/pki", "firmware/settings",
       "config"},
      true}},
    {"sync/connectors", {{"firmware/base", "sync/http", "firmware/orders"}, true}},
    {"sync/hub",
     {{"firmware/base", "firmware/db", "firmware/orders", "sync/protocol", "sync/http", "sync/pki",
       "sync/trust", "sync/patch", "sync/hub_store", "sync/connectors", "firmware/settings"},
      true}},
    {"sync/console", {{}}},
    {"sync/ctl",
     {{"firmware/base", "sync/protocol", "sync/http", "sync/trust", "sync/patch", "sync/connectors",
       "sync/hub", "firmware/content", "firmware/settings"},
      true}},
};

}  // namespace storeside::arch
