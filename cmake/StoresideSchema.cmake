# Compiles the SQL migrations of a folder into a library, so that a program can never meet a missing or newer file.
#
# storeside_schema(NAME FOLDER): FOLDER holds 001_words.up.sql, 001_words.down.sql, 002_… and schema.sql; gives the
# target storeside::NAME_schema and the header "config/NAME_schema.hpp" with storeside::config::NAME_migrations().
function(storeside_schema name folder)
    set(generated ${PROJECT_BINARY_DIR}/generated/config)
    set(header ${generated}/${name}_schema.hpp)
    set(source ${generated}/${name}_schema.cpp)
    file(GLOB ups RELATIVE ${folder} CONFIGURE_DEPENDS ${folder}/*.up.sql)
    list(SORT ups)
    set(rows "")
    foreach(up IN LISTS ups)
        string(REGEX MATCH "^0*([0-9]+)_(.*)\\.up\\.sql$" matched ${up})
        set(version ${CMAKE_MATCH_1})
        set(words ${CMAKE_MATCH_2})
        string(REPLACE ".up.sql" ".down.sql" down ${up})
        file(READ ${folder}/${up} up_sql)
        file(READ ${folder}/${down} down_sql)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${up} ${folder}/${down})
        string(APPEND rows "    {${version}, \"${words}\", R\"sql(${up_sql})sql\", R\"sql(${down_sql})sql\"},\n")
    endforeach()
    file(READ ${folder}/schema.sql schema_sql)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/schema.sql)
    file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"// Generated from the SQL files of this schema.
#pragma once
#include <span>
#include <string_view>

#include \"firmware/db/migrations.hpp\"

namespace storeside::config {
std::span<const db::Migration> @name@_migrations();
// What the newest migration must lead to; a test compares.
std::string_view @name@_schema();
}  // namespace storeside::config
")
    file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"#include \"config/@name@_schema.hpp\"

namespace storeside::config {
namespace {
constexpr db::Migration kMigrations[] = {
@rows@};
}  // namespace
std::span<const db::Migration> @name@_migrations() { return kMigrations; }
std::string_view @name@_schema() { return R\"sql(@schema_sql@)sql\"; }
}  // namespace storeside::config
")
    storeside_library(${name}_schema SOURCES ${source} USES storeside::db)
endfunction()
