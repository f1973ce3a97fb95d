# Language level, warnings and sanitizers: the same for every target.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_RUNTIME_OUTPUT_DIRECTORY)
    set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endif()

option(STORESIDE_TESTS "Build the tests and fuzz targets" ON)
set(STORESIDE_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")
option(STORESIDE_FUZZ "Link fuzz targets with libFuzzer (clang) instead of the corpus runner" OFF)

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wconversion -Werror
                    -Wno-missing-field-initializers)  # a member that is not named keeps its default: that is meant
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 warns about code of its own standard library when it inlines std::string and std::expected.
    add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(STORESIDE_SANITIZE)
    add_compile_options(-fsanitize=${STORESIDE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${STORESIDE_SANITIZE})
    if(STORESIDE_SANITIZE MATCHES thread AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        add_compile_options(-Wno-tsan)  # Asio's fences, which g++ 12 can't follow
    endif()
endif()
