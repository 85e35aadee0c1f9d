# Compiler settings that hold for every target: language, warnings, hardening, speed of building.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(KIOSK_CCACHE ccache)
if(KIOSK_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 ${KIOSK_CCACHE})
endif()

add_library(kiosk_flags INTERFACE)
target_include_directories(kiosk_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(
  kiosk_flags
  INTERFACE -Wall -Wextra -Wpedantic -Werror -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor
            -Woverloaded-virtual -Wsuggest-override -fstack-protector-strong)
target_compile_definitions(kiosk_flags INTERFACE _GLIBCXX_ASSERTIONS KIOSK_VERSION="${PROJECT_VERSION}")
target_link_options(kiosk_flags INTERFACE -Wl,-z,relro,-z,now,--as-needed)

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(kiosk_flags INTERFACE -Wthread-safety)
endif()

# Several sources of a room in one compilation: the whole house from nothing in a third of the time.
option(KIOSK_UNITY "Build rooms as unity builds" OFF)
if(KIOSK_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
  # The compiler takes every included source for a header, where a fixture of an unnamed namespace would be wrong.
  target_compile_options(kiosk_flags INTERFACE -Wno-subobject-linkage)
endif()

set(KIOSK_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined")
if(KIOSK_SANITIZE)
  target_compile_options(kiosk_flags INTERFACE -fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(kiosk_flags INTERFACE -fsanitize=${KIOSK_SANITIZE})
else()
  target_compile_definitions(kiosk_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
endif()

option(KIOSK_FUZZ "Build the fuzz targets with libFuzzer (clang)" OFF)
if(KIOSK_FUZZ)
  target_compile_options(kiosk_flags INTERFACE -fsanitize=fuzzer-no-link -fno-sanitize-recover=all)
endif()

option(KIOSK_COVERAGE "Build with coverage counters" OFF)
if(KIOSK_COVERAGE)
  target_compile_options(kiosk_flags INTERFACE --coverage)
  target_link_options(kiosk_flags INTERFACE --coverage)
endif()

set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
