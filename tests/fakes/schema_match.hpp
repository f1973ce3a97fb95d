// What a database's schema is, as text, so that two can be compared.
#pragma once
#include <string>

#include "firmware/db/database.hpp"

namespace storeside {

// One line a table, index, view or trigger, in order of their names, without differences in white space and
// comments, and without what SQLite and the migrations themselves add.
inline std::string schema_of(db::Database& database) {
    auto select = database.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'schema_migration' ORDER BY type, name");
    if (!select) return select.error().message();
    std::string schema;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error().message();
        if (!*row) return schema;
        bool space = false, comment = false;
        const auto sql = select->text(0);
        for (std::size_t i = 0; i != sql.size(); ++i) {
            comment = comment ? sql[i] != '\n' : sql.substr(i, 2) == "--";
            if (comment || sql[i] == ' ' || sql[i] == '\n' || sql[i] == '\t') {
                space = true;
                continue;
            }
            if (space && !schema.empty() && schema.back() != '(' && sql[i] != ')' && sql[i] != ',')
                schema += ' ';
            space = false;
            schema += sql[i];
        }
        schema += '\n';
    }
}

}  // namespace storeside
