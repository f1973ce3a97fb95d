# One function for a library, one for a program, one for a test, one for a fuzz target.
# Folder = target = namespace: firmware/content is the target storeside::content.

include(GoogleTest)

# storeside_library(NAME [SOURCES file...] [USES target...]): a folder without sources is header-only.
function(storeside_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
    if(ARG_SOURCES)
        add_library(storeside_${name} STATIC ${ARG_SOURCES})
        target_include_directories(storeside_${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
        target_link_libraries(storeside_${name} PUBLIC ${ARG_USES})
    else()
        add_library(storeside_${name} INTERFACE)
        target_include_directories(storeside_${name} INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
        target_link_libraries(storeside_${name} INTERFACE ${ARG_USES})
    endif()
    add_library(storeside::${name} ALIAS storeside_${name})
endfunction()

# storeside_program(NAME SOURCES file... USES target...): lands in build/<preset>/bin/NAME.
function(storeside_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE STORESIDE_VERSION="${PROJECT_VERSION}")
    target_link_libraries(${name} PRIVATE ${ARG_USES})
endfunction()

# storeside_test(NAME [LABEL unit|contract|...] [TIMEOUT s] [SERIAL] SOURCES file... USES target...):
# each TEST becomes one ctest test. SERIAL tests use something that only one can have, e.g. a display.
function(storeside_test name)
    cmake_parse_arguments(ARG "SERIAL" "LABEL;TIMEOUT" "SOURCES;USES" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE STORESIDE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                               STORESIDE_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gmock GTest::gtest_main)
    target_precompile_headers(${name} PRIVATE <gtest/gtest.h> <string> <vector> <variant> <expected>)
    set(properties LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
    if(ARG_SERIAL)
        list(APPEND properties RUN_SERIAL TRUE)
    endif()
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
endfunction()

# storeside_fuzz(NAME_fuzz USES target...): LLVMFuzzerTestOneInput of NAME_fuzz.cpp, always compiled. Without
# STORESIDE_FUZZ it links with tests/fuzz/corpus_main.cpp, which runs corpus/NAME and seeded mutations of it as a test.
function(storeside_fuzz name)
    cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
    string(REGEX REPLACE "_fuzz$" "" corpus ${name})
    add_executable(${name} ${name}.cpp)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${ARG_USES})
    if(STORESIDE_FUZZ)
        target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus_main.cpp)
        add_test(NAME fuzz.${name} COMMAND ${name} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${corpus})
        set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
    endif()
endfunction()
